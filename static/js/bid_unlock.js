/* At the opening: the server has taken off the outer lock, the bidder's phrase takes off the inner one here. The phrase
   stays in the browser; what is sent is the opened content, once it has the digest that the receipt fixed. */
import { atField, canSeal, clearFaults, message } from "./seal_words.js";
import * as sealing from "./sealing.js";

const form = document.getElementById("unlock-form");

async function unlock(event) {
  event.preventDefault();
  const typed = form.querySelector("[data-seal-typed]");
  const button = form.querySelector("[data-unlock]");
  if (button.disabled) return;
  button.disabled = true;
  clearFaults(form);
  say("opening");
  try {
    const opened = await sealing.openInner(form.dataset.innerToken, typed.value);
    if (opened.sha256 !== form.dataset.plaintextSha256) throw new sealing.SealError("digest_mismatch");
    form.elements.namedItem("plaintext").value = opened.encoded;
    say("submitting");
    form.submit();
  } catch (error) {
    button.disabled = false;
    say("nothing_sent");
    atField(typed, message(error instanceof sealing.SealError ? error.code : "failed"));
    typed.focus();
    if (!(error instanceof sealing.SealError)) throw error;
  }
}

function say(code) {
  form.querySelector("[data-seal-status]").textContent = message(code);
}

if (form && canSeal(sealing.unsupported())) {
  form.querySelector("[data-unlock-fields]").disabled = false;
  form.addEventListener("submit", unlock);
  window.addEventListener("pageshow", (event) => { if (event.persisted) window.location.reload(); });
}
