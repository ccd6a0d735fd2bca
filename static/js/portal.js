/* What the pages do beyond HTML; everything here also works without it. */
"use strict";
(() => {
  const LARGE = "large_type";
  const YEAR = 31536000;
  const DIGITS = "零壹贰叁肆伍陆柒捌玖";
  const PLACES = ["", "拾", "佰", "仟"];
  const WEEKDAYS = ["星期日", "星期一", "星期二", "星期三", "星期四", "星期五", "星期六"];

  /* ---------- amounts in words: the same rules as portal/kernel/money.py ---------- */
  function groupInWords(group) {
    let text = "", gap = false;
    for (let place = 3; place >= 0; place--) {
      const digit = Math.floor(group / 10 ** place) % 10;
      if (!digit) { gap = text !== ""; continue; }
      text += (gap ? "零" : "") + DIGITS[digit] + PLACES[place];
      gap = false;
    }
    return text;
  }

  function groupName(position, groups) {
    if (position === 3) return groups[2] ? "万" : "万亿";
    return ["", "万", "亿"][position];
  }

  function wholeInWords(digits) {
    const groups = [];
    for (let end = digits.length; end > 0; end -= 4) groups.push(Number(digits.slice(Math.max(0, end - 4), end)));
    let text = "", gap = false;
    for (let position = groups.length - 1; position >= 0; position--) {
      const group = groups[position];
      if (!group) { gap = true; continue; }
      if (text && (gap || group < 1000)) text += "零";
      text += groupInWords(group) + groupName(position, groups);
      gap = false;
    }
    return text;
  }

  /* Empty when the text is not an amount that the server would take. */
  function amountInWords(typed) {
    const cleaned = typed.normalize("NFKC").replace(/\s/g, "").replace("。", ".").replace(/^¥/, "").replace(/元$/, "");
    if (!/^(\d{1,3}(,\d{3})+(\.\d*)?|\d+(\.\d*)?|\.\d+)$/.test(cleaned)) return "";
    const [whole, part = ""] = cleaned.replace(/,/g, "").split(".");
    const cents = part.replace(/0+$/, "");
    const digits = whole.replace(/^0+/, "");
    if (cents.length > 2 || digits.length > 14) return "";
    const [dimes, fen] = [Number(cents[0] || 0), Number(cents[1] || 0)];
    let text = digits ? wholeInWords(digits) + "元" : "";
    if (!dimes && !fen) return (text || "零元") + "整";
    if (dimes) text += DIGITS[dimes] + "角";
    else if (digits) text += "零";
    return text + (fen ? DIGITS[fen] + "分" : "整");
  }

  function showWords(box) {
    const input = document.getElementById(box.dataset.wordsOf);
    if (!input) return;
    const show = () => {
      const words = amountInWords(input.value);
      box.hidden = !words;
      box.querySelector("strong").textContent = words;
    };
    input.addEventListener("input", show);
    show();
  }

  function showWeekday(box) {
    const input = document.getElementById(box.dataset.weekdayOf);
    if (!input) return;
    const show = () => {
      const day = new Date(input.value.slice(0, 10) + "T00:00");
      box.hidden = Number.isNaN(day.getTime());
      box.textContent = box.hidden ? "" : WEEKDAYS[day.getDay()];
    };
    input.addEventListener("input", show);
    show();
  }

  /* ---------- large type ---------- */
  function toggleLargeType(event) {
    event.preventDefault();
    const on = document.documentElement.classList.toggle("large-type");
    document.cookie = `${LARGE}=${on ? 1 : 0}; path=/; max-age=${YEAR}; samesite=lax`;
  }

  /* ---------- a form is sent once ---------- */
  function sendOnce(event) {
    const form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    form.setAttribute("aria-busy", "true");
    const wait = form.querySelector("[type=submit]");
    if (wait) wait.classList.add("is-busy");
  }

  function mayBeSentAgain(form) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
    form.querySelectorAll(".is-busy").forEach((button) => button.classList.remove("is-busy"));
  }

  /* ---------- clocks: the server's time, not the computer's ---------- */
  const stamp = document.querySelector("meta[name=server-time]");
  const skew = stamp ? Date.parse(stamp.content) - Date.now() : 0;
  const serverNow = () => Date.now() + skew;

  function countDown(box) {
    const until = Date.parse(box.dataset.countdown);
    const tick = () => {
      const left = Math.max(0, Math.floor((until - serverNow()) / 1000));
      const two = (number) => String(number).padStart(2, "0");
      box.textContent = `${left >= 3600 ? two(Math.floor(left / 3600)) + ":" : ""}${two(Math.floor(left / 60) % 60)}:${two(left % 60)}`;
      if (left) setTimeout(tick, 1000);
    };
    tick();
  }

  function refreshAt(box) {
    const wait = Date.parse(box.dataset.refreshAt) - serverNow();
    if (wait > 0 && wait < 86400000) setTimeout(() => location.reload(), wait + 1000);
  }

  /* ---------- the side panel ---------- */
  function openSidePanel(event) {
    const panel = document.getElementById("side-panel");
    if (event.target.id === "side-panel-body" && panel && !panel.open) panel.showModal();
  }

  function prepare(root) {
    const each = (selector, act) => root.querySelectorAll(selector).forEach(act);
    each("[data-words-of]", showWords);
    each("[data-weekday-of]", showWeekday);
    each("[data-large-type]", (link) => link.addEventListener("click", toggleLargeType));
    each("form[data-once]", (form) => form.addEventListener("submit", sendOnce));
    each("[data-countdown]", countDown);
    each("[data-refresh-at]", refreshAt);
    each("[data-print]", (button) => { button.hidden = false; button.addEventListener("click", () => window.print()); });
    each("[data-focus]", (box) => box.focus());
  }

  if (window.matchMedia("(max-width: 767.98px)").matches) {
    document.querySelectorAll(".filters-fold").forEach((fold) => fold.removeAttribute("open"));
  }
  prepare(document);
  document.addEventListener("htmx:afterSettle", (event) => { prepare(event.target); openSidePanel(event); });
  window.addEventListener("pageshow", () => document.querySelectorAll("form[data-once]").forEach(mayBeSentAgain));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.querySelectorAll("details.fold[open]").forEach((fold) => fold.removeAttribute("open"));
  });
  window.portal = Object.freeze({ amountInWords, serverNow });
})();
