/* What is typed before it is sealed: the plaintext controls, their values and their check. */

const MAX_CENTS = 9999999999999999n;

/* The controls of a form that will be sealed. Their names move to data-seal-field, so that no submission can carry
   them; a radio button keeps its name, which groups it, and is silent because its fieldset is disabled when sending. */
export function plaintextControls(form) {
  const controls = [...form.querySelectorAll("[data-seal-fields] :is(input, select, textarea)")];
  for (const control of controls) {
    control.dataset.sealField ||= control.name;
    if (control.type !== "radio") control.removeAttribute("name");
  }
  return controls.filter((control) => control.dataset.sealField);
}

/* The fields as they will be sealed: trimmed, amounts as plain decimals. */
export function collect(controls) {
  const fields = {};
  for (const control of controls) {
    const name = control.dataset.sealField;
    if (control.type === "checkbox") fields[name] = control.checked ? "on" : "";
    else if (control.type !== "radio") fields[name] = isAmount(control) ? plainAmount(control.value) : control.value.trim();
    else if (control.checked) fields[name] = control.value;
  }
  return fields;
}

/* What still has to be mended: the control, and which sentence says so. */
export function faults(controls) {
  return controls.map((control) => ({ control, fault: faultOf(control) })).filter((found) => found.fault);
}

export function labelOf(control) {
  if (control.dataset.says) return control.dataset.says;
  const label = control.labels && control.labels[0];
  const words = label ? label.cloneNode(true) : null;
  if (words) words.querySelectorAll(".optional").forEach((hint) => hint.remove());
  return words ? words.textContent.trim() : control.getAttribute("aria-label") || control.dataset.sealField;
}

/* The value as a person reads it, with its unit. */
export function shownValue(control, value) {
  if (control.type === "checkbox") return value ? "✓" : "—";
  if (control.tagName === "SELECT" && control.selectedOptions[0]) return control.selectedOptions[0].textContent.trim();
  const box = control.closest(".unit-field");
  const unit = box ? box.querySelector(".unit") : null;
  const words = isAmount(control) ? grouped(value) : value;
  return words ? `${words}${unit ? ` ${unit.textContent.trim()}` : ""}` : "—";
}

/* What stands in the controls, to be put back by name: a draft fits a form that a correction has changed meanwhile. */
export function typed(controls) {
  return controls.filter((control) => control.type !== "radio" || control.checked).map((control) => [
    control.dataset.sealField,
    control.type === "checkbox" ? control.checked : control.value,
  ]);
}

export function putBack(controls, values) {
  const found = new Map(values);
  for (const control of controls.filter(({ dataset }) => found.has(dataset.sealField))) {
    const value = found.get(control.dataset.sealField);
    if (control.type === "checkbox") control.checked = value === true;
    else if (control.type === "radio") control.checked = control.value === value;
    else control.value = value;
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

function isAmount(control) {
  return control.inputMode === "decimal" || control.hasAttribute("data-amount");
}

function grouped(amount) {
  const [whole, cents] = amount.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (cents ? `.${cents}` : "");
}

function cleaned(typed) {
  return typed.normalize("NFKC").replace(/\s/g, "").replace("。", ".").replace(/^¥/, "").replace(/元$/, "");
}

function plainAmount(typed) {
  const cents = inCents(typed);
  if (cents === null) return typed.trim();
  return `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
}

/* Whole cents, never a binary fraction; null if it is not an amount. */
function inCents(typed) {
  const amount = cleaned(typed);
  if (!/^(\d{1,3}(,\d{3})+(\.\d*)?|\d+(\.\d*)?|\.\d+)$/.test(amount)) return null;
  const [whole, part = ""] = amount.replace(/,/g, "").split(".");
  const decimals = part.replace(/0+$/, "");
  if (decimals.length > 2) return null;
  const cents = BigInt(whole || "0") * 100n + BigInt(decimals.padEnd(2, "0"));
  return cents > MAX_CENTS ? null : cents;
}

function faultOf(control) {
  const validity = control.validity;
  if (validity.valueMissing || (control.required && !control.value.trim())) return control.type === "checkbox" ? "unchecked" : "required";
  if (!control.value.trim()) return "";
  if (isAmount(control)) return amountFault(control);
  if (validity.tooLong || (control.maxLength > 0 && control.value.length > control.maxLength)) return "too_long";
  if (validity.rangeOverflow) return "too_high";
  if (validity.rangeUnderflow) return "too_low";
  return validity.valid ? "" : "not_accepted";
}

function amountFault(control) {
  const cents = inCents(control.value);
  if (cents === null) return "not_amount";
  const [lowest, highest] = [inCents(control.min || control.dataset.min || ""), inCents(control.max || control.dataset.max || "")];
  if (lowest !== null && cents < lowest) return "too_low";
  return highest !== null && cents > highest ? "too_high" : "";
}
