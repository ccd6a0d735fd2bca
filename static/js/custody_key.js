/* A custodian makes its key: the private half goes into a file that a phrase locks, the public one to the portal. Before
   it can be registered, the file is chosen again and opened with the phrase as it was written down. */
import * as custody from "./custody.js";
import { atField, canSeal, clearFaults, element, message } from "./seal_words.js";
import * as sealing from "./sealing.js";

const form = document.getElementById("custody-key-form");
const find = (selector) => form.querySelector(selector);

class Making {
  start() {
    find("[data-custody-fields]").disabled = false;
    this.on("[data-custody-make]", () => this.make());
    this.on("[data-custody-download]", () => this.download());
    this.on("[data-custody-print]", async () => window.print());
    this.on("[data-custody-rehearse]", () => this.rehearse());
    window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
  }

  on(selector, act) {
    const button = find(selector);
    button.addEventListener("click", async () => {
      button.disabled = true;
      clearFaults(form);
      try {
        await act();
      } catch (error) {
        this.refuse(error);
      } finally {
        button.disabled = false;
      }
    });
  }

  refuse(error) {
    const code = error instanceof sealing.SealError ? error.code : "failed";
    const control = find(["custody_phrase", "phrase_malformed"].includes(code) ? "[data-custody-typed]" : "[data-custody-file]");
    this.say("nothing_sent");
    atField(control, message(code));
    control.focus();
    if (!(error instanceof sealing.SealError)) throw error;
  }

  async make() {
    this.say("custody_making");
    this.key = await custody.newKey();
    this.phrase = sealing.newPhrase();
    this.text = await custody.keyFile(this.key, this.phrase, { body: form.dataset.body, createdAt: new Date().toISOString() });
    find("[data-custody-phrase]").replaceChildren(...sealing.phraseGroups(this.phrase).map((group) => element("li", group)));
    form.querySelectorAll("[data-custody-kid]").forEach((place) => { place.textContent = this.key.kid; });
    form.querySelectorAll("[data-custody-made]").forEach((panel) => { panel.hidden = false; });
    find("[data-custody-register]").hidden = true;
    this.say("custody_made");
    find("[data-custody-made] h2").focus();
  }

  async download() {
    const link = element("a", "");
    link.href = URL.createObjectURL(new Blob([this.text], { type: "application/json" }));
    link.download = `${form.dataset.fileName}-${this.key.kid.slice(0, 8)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    this.say("custody_downloaded");
  }

  /* The file as it lies on the disk, the phrase as it was written down, and one part sealed and opened with them. */
  async rehearse() {
    this.say("opening");
    const privateJwk = await custody.openKeyFile(find("[data-custody-file]").files[0], find("[data-custody-typed]").value, this.key.kid);
    const part = { package: "-", bidder: "-", kind: "-", plaintextSha256: "-", phrase: this.phrase };
    const opened = await custody.openPart(await custody.sealPart(part, this.key.publicJwk), privateJwk, part);
    if (opened !== sealing.normalisePhrase(this.phrase)) throw new sealing.SealError("failed");
    form.elements.namedItem("public_jwk").value = JSON.stringify(this.key.publicJwk);
    find("[data-custody-typed]").value = "";
    find("[data-custody-register]").hidden = false;
    find("[data-custody-register] h2").focus();
    this.say("rehearsed");
  }

  say(code) {
    find("[data-seal-status]").textContent = message(code);
  }
}

if (form && canSeal(sealing.unsupported())) new Making().start();
