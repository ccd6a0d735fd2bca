/* Which of the own packages have a draft on this device; drafts of which the deadline has long passed are deleted. */
import { listed } from "./bid_drafts.js";

const now = window.portal ? window.portal.serverNow() : Date.now();

try {
  const kept = new Set((await listed(now)).map(({ id }) => id));
  document.querySelectorAll("[data-draft-of]").forEach((mark) => { mark.hidden = !kept.has(mark.dataset.draftOf); });
} catch { /* this browser keeps no drafts */ }
