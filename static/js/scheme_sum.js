/* The sum of the maxima while they are typed; the server computes it again. */
"use strict";
(() => {
  const box = document.querySelector("[data-points-sum]");
  if (!box) return;
  const rows = () => [...document.querySelectorAll("[data-criterion]")];

  function hundredths(row) {
    const kind = row.querySelector("select").value;
    if (kind !== "scored" && kind !== "price") return 0;
    const typed = row.querySelector("[data-maximum] input").value.normalize("NFKC").trim();
    return /^\d{1,4}(\.\d{1,2})?$/.test(typed) ? Math.round(Number(typed) * 100) : 0;
  }

  function show() {
    const total = rows().reduce((sum, row) => sum + hundredths(row), 0);
    box.querySelector("[data-total]").textContent = String(total / 100);
    box.querySelector("[data-full]").hidden = total !== 10000;
    box.querySelector("[data-open]").hidden = total === 10000;
  }

  document.addEventListener("input", show);
  document.addEventListener("change", show);
  show();
})();
