/* What is looked at before a bid is sent: whether it is complete, backed by evidence, and signed. A doubt stops nobody; it
   is said in words, and the bidder confirms having read it. */
import { element, message } from "./seal_words.js";

const SIGNED = "signed_";

/* The ways of signing become one field in words, so that whoever reads the response needs no table of codes. */
export function signInWords(form, payload) {
  delete payload.isRestamped;
  const said = [];
  for (const part of partsOf(form)) {
    const way = payload.fields[SIGNED + part.code];
    if (way && (!part.isFile || part.hasFile(payload))) said.push(`${part.name}：${part.wayInWords(way)}`);
    delete payload.fields[SIGNED + part.code];
  }
  if (said.length) payload.fields.signatures = said.join("\n");
}

/* One line each: {tone: "ok" or "soon", words}. Asked for before the ways of signing are put in words. */
export function checks(form, controls, payload) {
  const parts = partsOf(form);
  return [
    ok("check_complete"),
    ...parts.flatMap((part) => partChecks(part, payload, parts)),
    ...evidenceChecks(controls, payload.fields),
  ];
}

export function showChecks(form, found) {
  const doubts = found.filter(({ tone }) => tone !== "ok").length;
  const box = form.querySelector("[data-seal-checks]");
  const verdict = box.querySelector("[data-seal-verdict]");
  verdict.textContent = doubts ? message("check_open", { number: doubts }) : message("check_well");
  verdict.className = `status status--${doubts ? "soon" : "ok"}`;
  box.querySelector("ul").replaceChildren(...found.map(({ tone, words }) => {
    const [line, mark] = [element("li", ""), element("span", message(`check_${tone}`))];
    mark.className = `status status--${tone}`;
    line.append(element("span", words), mark);
    return line;
  }));
  form.querySelector("[data-seal-open]").hidden = !doubts;
  form.querySelector("[data-seal-aware]").checked = false;
}

function partsOf(form) {
  const table = form.querySelector("[data-seal-parts]");
  if (!table) return [];
  const { maySign, signer } = table.dataset;
  return [...table.querySelectorAll("[data-part]")].map((row) => ({
    code: row.dataset.part,
    name: row.dataset.name,
    isFile: row.dataset.file === "1",
    isRequired: row.dataset.required === "1",
    maySign: maySign === "1",
    choice: row.querySelector("select"),
    hasFile: (payload) => payload.files.some(({ part }) => part === row.dataset.part),
    wayInWords: (way) => {
      const words = row.querySelector(`option[value="${way}"]`).textContent.trim();
      return way === "portal" ? `${words}（${signer}）` : words;
    },
  }));
}

function partChecks(part, payload, parts) {
  const way = payload.fields[SIGNED + part.code];
  const has = !part.isFile || part.hasFile(payload);
  if (!has) {
    if (part.isRequired) return [soon("check_missing", part)];
    return way ? [soon("check_no_file", part)] : [];
  }
  if (!part.choice) return [];
  if (!way) return [soon("check_no_way", part)];
  if (way === "portal" && !part.maySign) return [soon("check_may_not_sign")];
  const page = parts.find(({ code }) => code === "stamped_page");
  if (way === "stamped" && !part.isFile) {
    if (!payload.fields.stamped_sha256) return [soon("check_not_printed")];
    if (payload.isRestamped) return [soon("check_restamp")];
    if (page && !page.hasFile(payload)) return [soon("check_no_stamped_page")];
  }
  return [ok("check_signed", { name: part.name, way: part.wayInWords(way) })];
}

function evidenceChecks(controls, fields) {
  const worse = controls.filter(({ dataset }) => dataset.fits && fields[dataset.sealField] === "worse").length;
  const empty = controls.filter(({ dataset }) => dataset.evidence && !fields[dataset.sealField]);
  return [
    ...(worse ? [soon("check_worse", { number: worse })] : []),
    ...(empty.length ? [soon("check_no_evidence", { number: empty.length, names: named(empty) })] : []),
  ];
}

/* The first few by name; a list of twenty helps nobody. */
function named(controls) {
  const names = controls.slice(0, 3).map((control) => control.dataset.evidence);
  return names.join("、") + (controls.length > names.length ? "……" : "");
}

function ok(code, values) {
  return { tone: "ok", words: message(code, values) };
}

function soon(code, values) {
  return { tone: "soon", words: message(code, values) };
}
