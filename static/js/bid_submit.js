/* Fill in, keep the phrase, rehearse, submit: what leaves the browser is the sealed token and two digests. */
import { checks, showChecks, signInWords } from "./bid_checks.js";
import { Draft } from "./bid_draft_box.js";
import { collect, faults, labelOf, plaintextControls, shownValue } from "./bid_fields.js";
import { parts } from "./seal_parts.js";
import { atField, canSeal, clearFaults, element, message, moment } from "./seal_words.js";
import * as sealing from "./sealing.js";

const form = document.getElementById("bid-form");
const find = (selector) => form.querySelector(selector);

class Submission {
  constructor() {
    this.controls = plaintextControls(form);
    this.draft = new Draft(form, this.controls);
    this.phrase = "";
    this.sealed = null;
  }

  async start() {
    parts.forEach((part) => part.start?.({ form, changed: () => this.edited() }));
    this.show(1, { quietly: true });
    await this.draft.restore();
    find("[data-seal-fields]").disabled = false;
    this.controls.forEach((control) => control.addEventListener("input", () => this.edited()));
    this.on("[data-seal-next]", () => this.lock());
    this.on("[data-seal-print]", () => this.sheetIssued("printed", () => window.print()));
    this.on("[data-seal-download]", () => this.sheetIssued("downloaded", () => this.download()));
    this.on("[data-seal-to-rehearsal]", () => this.toRehearsal());
    this.on("[data-seal-rehearse]", () => this.rehearse());
    this.on("[data-seal-submit]", () => this.submit());
    form.querySelectorAll("[data-seal-back]").forEach((button) => {
      button.addEventListener("click", () => this.show(Number(button.dataset.sealBack)));
    });
    form.querySelectorAll("[data-fits-all]").forEach((button) => button.addEventListener("click", () => this.chooseAll(button.dataset.fitsAll)));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("keydown", (event) => this.entered(event));
    window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
  }

  on(selector, act) {
    const button = find(selector);
    button.addEventListener("click", () => this.run(button, act));
  }

  /* One action at a time; a fault is told in words and nothing typed is lost. */
  async run(button, act) {
    button.disabled = true;
    try {
      await act();
    } catch (error) {
      this.refuse(error instanceof sealing.SealError ? message(error.code) : message("failed"));
      if (!(error instanceof sealing.SealError)) throw error;
    } finally {
      button.disabled = false;
    }
  }

  /* Enter in a field goes on to the next step, never past one; Enter that ends the typing of a word does not. */
  entered(event) {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("input, select")) return;
    event.preventDefault();
    find({ 1: "[data-seal-next]", 2: "[data-seal-to-rehearsal]", 3: "[data-seal-rehearse]" }[this.step]).click();
  }

  edited() {
    this.sealed = null;
    this.draft.save();
    this.showRoom();
  }

  /* How much of what an envelope may hold is used: all texts together have one limit. */
  showRoom() {
    const used = new TextEncoder().encode(JSON.stringify(collect(this.controls))).length;
    find("[data-seal-room]").textContent = message("room_used", { percent: Math.ceil((100 * used) / sealing.MAX_PLAINTEXT) });
  }

  /* What nobody has chosen yet becomes the same answer everywhere. */
  chooseAll(value) {
    this.controls.filter((control) => control.dataset.fits && !control.value).forEach((control) => { control.value = value; });
    this.edited();
  }

  async lock() {
    this.clearErrors();
    const found = [...this.fieldFaults(), ...parts.flatMap((part) => part.faults?.() || [])];
    if (found.length) { this.say("nothing_sent"); this.showErrors(found); return; }
    if (!this.sealed) {
      this.say("sealing");
      this.phrase ||= sealing.newPhrase();
      const fields = collect(this.controls);
      const payload = sealing.newPayload({ ...form.dataset, fields });
      for (const part of parts) await part.beforeSeal?.(payload);
      this.found = checks(form, this.controls, payload);
      signInWords(form, payload);
      this.sealed = await sealing.seal(payload, this.phrase, JSON.parse(form.dataset.openingKey));
    }
    this.showPhrase();
    showChecks(form, this.found);
    this.say("sealed");
    this.show(2);
  }

  showPhrase() {
    form.querySelectorAll("[data-seal-phrase]").forEach((list) => {
      list.replaceChildren(...sealing.phraseGroups(this.phrase).map((group) => element("li", group)));
    });
    find("[data-seal-made-at]").textContent ||= moment(new Date());
  }

  async sheetIssued(code, act) {
    act();
    this.mark(2, code);
  }

  download() {
    const lines = [...find("[data-seal-sheet]").querySelectorAll("h3, dl > div, ol, p")].map((part) => {
      if (part.tagName === "OL") return this.phrase;
      return [...part.children].length ? [...part.children].map((cell) => cell.textContent.trim()).join("：") : part.textContent.trim();
    });
    const link = element("a", "");
    link.href = URL.createObjectURL(new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/plain" }));
    link.download = form.dataset.sheetName;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  async toRehearsal() {
    this.clearErrors();
    const kept = find("[data-seal-kept]");
    if (!kept.checked) { this.refuse(message("not_kept"), kept); return; }
    this.mark(2, "kept");
    this.show(3);
  }

  async rehearse() {
    this.clearErrors();
    const typed = find("[data-seal-typed]");
    try {
      if (sealing.normalisePhrase(typed.value) !== sealing.normalisePhrase(this.phrase)) throw new sealing.SealError("phrase_differs");
      this.say("opening");
      const payload = await sealing.rehearse(this.sealed.inner, typed.value, this.sealed.plaintextSha256);
      this.showAnswers(payload);
    } catch (error) {
      if (!(error instanceof sealing.SealError)) throw error;
      this.refuse(message(error.code), typed);
      return;
    }
    typed.value = "";
    this.mark(3, "rehearsed");
    this.say("rehearsed");
    this.show(4);
  }

  /* What came out of the envelope, not what stands in the form. */
  showAnswers(payload) {
    const asked = this.controls.filter((control) => control.dataset.sealField in payload.fields && (control.type !== "radio" || control.checked));
    const given = asked.filter((control) => !control.dataset.evidence || payload.fields[control.dataset.sealField]);
    const answers = given.map((control) => [labelOf(control), shownValue(control, payload.fields[control.dataset.sealField])]);
    const added = parts.flatMap((part) => part.answers?.(payload) || []);
    find("[data-seal-answers]").replaceChildren(...[...answers, ...added].map(([label, words]) => answerRow(label, words)));
  }

  async submit() {
    this.clearErrors();
    if (!this.sealed) { this.show(1); return; }
    const aware = find("[data-seal-aware]");
    if (!aware.closest("[data-seal-open]").hidden && !aware.checked) { this.refuse(message("not_aware"), aware); return; }
    this.say("submitting");
    const { token, ciphertextSha256, plaintextSha256 } = this.sealed;
    post({ envelope: token, ciphertext_sha256: ciphertextSha256, plaintext_sha256: plaintextSha256 });
    for (const part of parts) post((await part.afterSeal?.({ phrase: this.phrase, plaintextSha256 })) || {});
    find("[data-seal-fields]").disabled = true;
    form.submit();
    await new Promise(() => {}); // the page is being left: the button stays disabled
  }

  show(step, { quietly = false } = {}) {
    this.step = step;
    form.querySelectorAll("[data-seal-step]").forEach((panel) => { panel.hidden = Number(panel.dataset.sealStep) !== step; });
    find("[data-seal-checks]").hidden = step === 1;
    if (step > 1) find("[data-seal-restored]").hidden = true;
    form.querySelectorAll("[data-seal-marks] li").forEach((mark, index) => {
      mark.className = index + 1 < step ? "is-done" : index + 1 === step ? "is-now" : "";
      mark.toggleAttribute("aria-current", false);
      if (index + 1 === step) mark.setAttribute("aria-current", "step");
    });
    if (quietly) return;
    const title = find(`[data-seal-step="${step}"] h2`);
    title.focus();
    title.scrollIntoView({ block: "start" });
  }

  mark(step, code) {
    form.querySelectorAll("[data-seal-marks] li")[step - 1].querySelector("small").textContent = message(code);
  }

  say(code) {
    find("[data-seal-status]").textContent = message(code);
  }

  refuse(words, control = null) {
    this.say("nothing_sent");
    this.showErrors([{ words, control }]);
  }

  fieldFaults() {
    return faults(this.controls).map(({ control, fault }) => {
      const [lowest, highest] = [control.min || control.dataset.min || "", control.max || control.dataset.max || ""];
      const limit = { too_high: shownValue(control, highest), too_low: shownValue(control, lowest), too_long: control.maxLength };
      return { words: message(fault, { label: labelOf(control), limit: limit[fault] }), control };
    });
  }

  /* The summary on top links to each field; the sentence also stands at the field. */
  showErrors(errors) {
    const box = find("[data-seal-errors]");
    box.querySelector("h2").textContent = message("to_mend", { number: errors.length });
    box.querySelector("ul").replaceChildren(...errors.map(({ words, control }) => {
      const line = element("li", control ? "" : words);
      if (control) {
        const link = element("a", words);
        link.href = `#${control.id}`;
        link.addEventListener("click", (event) => { event.preventDefault(); control.focus(); });
        line.append(link);
        atField(control, words);
      }
      return line;
    }));
    box.hidden = false;
    box.focus();
  }

  clearErrors() {
    find("[data-seal-errors]").hidden = true;
    clearFaults(form);
  }
}

/* What the form sends, by name; a part's own values get their field here. */
function post(values) {
  for (const [name, value] of Object.entries(values)) {
    const field = form.elements.namedItem(name) || form.appendChild(Object.assign(element("input", ""), { type: "hidden", name }));
    field.value = value;
  }
}

/* One answer to look over, its lines kept. */
function answerRow(label, words) {
  const [row, value] = [element("div", ""), element("dd", "")];
  words.split("\n").forEach((line, index) => value.append(...(index ? [document.createElement("br")] : []), line));
  row.append(element("dt", label), value);
  return row;
}

if (form && canSeal(sealing.unsupported())) new Submission().start();
