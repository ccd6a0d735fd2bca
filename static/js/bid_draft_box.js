/* The draft of the sealing page: what is typed, and what the parts of the page keep, put back when the page is opened. */
import * as drafts from "./bid_drafts.js";
import { putBack, typed } from "./bid_fields.js";
import { parts } from "./seal_parts.js";
import { message, moment } from "./seal_words.js";

export class Draft {
  constructor(form, controls) {
    this.form = form;
    this.controls = controls;
    this.id = drafts.draftId(form.dataset);
    this.until = Date.parse(form.dataset.closesAt) || Infinity;
    this.writing = null;
    this.isStale = false;
    form.querySelectorAll("[data-seal-forget]").forEach((button) => button.addEventListener("click", () => this.forget()));
  }

  /* Put back what was kept on this device and say from when it is. */
  async restore() {
    try {
      await drafts.extend(this.id, this.until);
      const left = await drafts.listed(now());
      const kept = left.some(({ id }) => id === this.id) ? await drafts.read(this.id) : null;
      if (!kept) return;
      putBack(this.controls, kept.content.fields);
      for (const part of parts) if (part.name in kept.content.parts) await part.restore?.(kept.content.parts[part.name]);
      const note = this.form.querySelector("[data-seal-restored]");
      note.querySelector("[data-seal-restored-at]").textContent = moment(new Date(kept.savedAt));
      note.hidden = false;
    } catch {
      this.tell("draft_unsaved");
    }
  }

  /* One writing at a time; what is typed meanwhile is written after it. */
  save() {
    this.isStale = true;
    this.writing ||= this.write().finally(() => { this.writing = null; });
    return this.writing;
  }

  async write() {
    try {
      while (this.isStale) {
        this.isStale = false;
        await drafts.write(this.id, this.content(), { until: this.until, now: now() });
      }
      this.tell("draft_saved", { time: moment(new Date(now())) });
    } catch {
      this.tell("draft_unsaved");
    }
  }

  async forget() {
    this.isStale = false;
    await this.writing;
    for (const part of parts) await part.forget?.();
    await drafts.remove(this.id);
    window.location.replace(window.location.pathname);
  }

  content() {
    const keeping = parts.filter((part) => part.name && part.kept);
    return { fields: typed(this.controls), parts: Object.fromEntries(keeping.map((part) => [part.name, part.kept()])) };
  }

  tell(code, values) {
    this.form.querySelector("[data-seal-saved]").textContent = message(code, values);
  }
}

function now() {
  return window.portal ? window.portal.serverNow() : Date.now();
}
