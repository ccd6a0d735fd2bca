/* The second key on the sealing page: unless the bidder switched it off after reading what follows, the phrase is sealed
   to the custodian when the bid is sent. */
import { sealPart } from "./custody.js";
import { atField, clearFaults, message } from "./seal_words.js";
import { SealError } from "./sealing.js";

const box = document.querySelector("[data-seal-custody]");
const find = (selector) => box.querySelector(selector);
let form = null;

function isOn() {
  return box !== null && find("[data-custody-on]").checked;
}

function isUnread() {
  return box !== null && !isOn() && !find("[data-custody-read]").checked;
}

function mustHaveRead() {
  if (isUnread()) throw new SealError("custody_unread");
}

/* Before the rehearsal, where the switch stands. */
function holdBack(event) {
  clearFaults(box);
  if (!isUnread()) return;
  event.stopImmediatePropagation();
  atField(find("[data-custody-read]"), message("custody_unread"));
  find("[data-custody-read]").focus();
}

function show() {
  find("[data-custody-off]").hidden = isOn();
  document.querySelectorAll("[data-custody-row]").forEach((row) => { row.hidden = !isOn(); });
  if (isOn()) find("[data-custody-read]").checked = false;
}

export default {
  start(page) {
    form = page.form;
    if (!box) return;
    find("[data-custody-on]").addEventListener("change", show);
    form.querySelector("[data-seal-to-rehearsal]").addEventListener("click", holdBack);
    show();
  },
  answers() {
    if (!box) return [];
    mustHaveRead();
    return [[message("custody_answer"), isOn() ? message("custody_on", { body: box.dataset.body }) : message("custody_off")]];
  },
  async afterSeal({ phrase, plaintextSha256 }) {
    mustHaveRead();
    const { package: packageReference, bidder, kind } = form.dataset;
    return { custody: isOn() ? await sealPart({ package: packageReference, bidder, kind, plaintextSha256, phrase }, JSON.parse(box.dataset.key)) : "" };
  },
};
