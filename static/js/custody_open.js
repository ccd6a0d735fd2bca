/* The custodian opens a bid whose outer lock is off: its key takes the phrase out of the part, the phrase takes off the
   inner lock. Key and phrase stay here; what is sent is the opened content, once it has the digest of the receipt. */
import { openKeyFile, openPart } from "./custody.js";
import { atField, canSeal, clearFaults, message } from "./seal_words.js";
import * as sealing from "./sealing.js";

const form = document.getElementById("custody-open-form");
const find = (selector) => form.querySelector(selector);

async function opened() {
  const { part, innerToken, kid, package: packageReference, bidder, kind, plaintextSha256 } = form.dataset;
  const key = await openKeyFile(find("[data-custody-file]").files[0], find("[data-custody-typed]").value, kid);
  const phrase = await openPart(part, key, { package: packageReference, bidder, kind, plaintextSha256 });
  const found = await sealing.openInner(innerToken, phrase);
  if (found.sha256 !== plaintextSha256) throw new sealing.SealError("digest_mismatch");
  return found.encoded;
}

async function open(event) {
  event.preventDefault();
  const button = find("[data-custody-open]");
  if (button.disabled) return;
  button.disabled = true;
  clearFaults(form);
  say("opening");
  try {
    form.elements.namedItem("plaintext").value = await opened();
    say("submitting");
    form.submit();
  } catch (error) {
    button.disabled = false;
    refuse(error);
  }
}

function refuse(error) {
  const code = error instanceof sealing.SealError ? error.code : "failed";
  const control = find(["custody_phrase", "phrase_malformed"].includes(code) ? "[data-custody-typed]" : "[data-custody-file]");
  say("nothing_sent");
  atField(control, message(code));
  control.focus();
  if (!(error instanceof sealing.SealError)) throw error;
}

function say(code) {
  find("[data-seal-status]").textContent = message(code);
}

if (form && canSeal(sealing.unsupported())) {
  find("[data-custody-fields]").disabled = false;
  form.addEventListener("submit", open);
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
}
