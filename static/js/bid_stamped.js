/* The page to stamp: what is typed, printed with the digest of it as text and as a code. The digest is sealed with the
   bid, so that the scan can be told from one of another text. */
import { faults, labelOf, plaintextControls, shownValue, collect } from "./bid_fields.js";
import { drawing } from "./qr_code.js";
import { element, message } from "./seal_words.js";
import { canonical, sha256 } from "./sealing.js";

export const FIELD = "stamped_sha256";
const BESIDE = /^(signed_.*|signatures|stamped_sha256)$/;
let form = null;
let printed = "";
let tell = () => {};

/* SHA-256 in hexadecimal of the canonical JSON of all fields but those about signing. */
export async function digestOf(fields) {
  const typed = Object.fromEntries(Object.entries(fields).filter(([name]) => !BESIDE.test(name)));
  return sha256(new TextEncoder().encode(canonical(typed)));
}

export default {
  name: "stamped",
  start({ form: page, changed }) {
    form = page;
    tell = changed;
    form.querySelector("[data-stamped-print]")?.addEventListener("click", print);
  },
  kept: () => printed,
  restore(value) { printed = String(value); },
  forget() { printed = ""; },
  async beforeSeal(payload) {
    if (payload.fields.signed_form !== "stamped" || !printed) return;
    payload.fields[FIELD] = printed;
    payload.isRestamped = printed !== await digestOf(payload.fields);
  },
};

async function print() {
  const controls = plaintextControls(form);
  const note = form.querySelector("[data-stamped-note]");
  note.textContent = faults(controls).length ? message("stamped_unfinished") : "";
  if (note.textContent) return;
  const fields = collect(controls);
  printed = await digestOf(fields);
  const sheet = form.querySelector("[data-seal-stamped]");
  const rows = controls.filter(({ dataset, type, checked }) => !BESIDE.test(dataset.sealField) && (type !== "radio" || checked));
  sheet.querySelector("[data-stamped-answers]").replaceChildren(...rows.map((control) => {
    const row = element("div", "");
    row.append(element("dt", labelOf(control)), element("dd", shownValue(control, fields[control.dataset.sealField])));
    return row;
  }));
  sheet.querySelector("[data-stamped-digest]").textContent = printed;
  sheet.querySelector("[data-stamped-code]").replaceChildren(drawing(`portal-form/1|${form.dataset.package}|${printed}`));
  sheet.hidden = false;
  tell();
  window.print();
}
