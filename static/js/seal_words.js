/* What the sealing pages say: every sentence comes from the page, so that it is translated with it. */

export function message(code, values = {}) {
  const sentences = document.querySelector("[data-seal-messages]");
  const line = sentences.querySelector(`[data-code="${code}"]`) || sentences.querySelector('[data-code="failed"]');
  return line.textContent.trim().replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}

/* Says why this browser cannot seal or unseal; true if it can. */
export function canSeal(reason) {
  if (!reason) return true;
  const notice = document.querySelector("[data-seal-unsupported]");
  notice.hidden = false;
  notice.querySelector(`[data-seal-reason="${reason}"]`).hidden = false;
  return false;
}

export function element(name, words) {
  const made = document.createElement(name);
  made.textContent = words;
  return made;
}

/* A sentence at the field that it is about, read out with the field. */
export function atField(control, words) {
  const note = element("div", "");
  note.className = "field-error";
  note.id = `${control.id}-fault`;
  note.dataset.sealFault = control.id;
  note.append(element("p", words));
  control.closest(".field, .form-check").classList.add("has-error");
  (control.closest(".unit-field") || control).before(note);
  control.setAttribute("aria-invalid", "true");
  control.dataset.describedby = control.getAttribute("aria-describedby") || "";
  control.setAttribute("aria-describedby", `${control.dataset.describedby} ${note.id}`.trim());
}

export function clearFaults(form) {
  form.querySelectorAll("[data-seal-fault]").forEach((note) => {
    const control = document.getElementById(note.dataset.sealFault);
    control.removeAttribute("aria-invalid");
    if (control.dataset.describedby) control.setAttribute("aria-describedby", control.dataset.describedby);
    else control.removeAttribute("aria-describedby");
    control.closest(".has-error").classList.remove("has-error");
    note.remove();
  });
}

/* 2026-11-23 星期一 15:18, in Hunan's time whatever the computer's zone. */
export function moment(now) {
  const options = { timeZone: "Asia/Shanghai", hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", weekday: "long", hour: "2-digit", minute: "2-digit" };
  const language = document.documentElement.lang.startsWith("en") ? "en" : "zh-CN";
  const part = Object.fromEntries(new Intl.DateTimeFormat(language, options).formatToParts(now).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day} ${part.weekday} ${part.hour}:${part.minute}`;
}
