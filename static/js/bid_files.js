/* The files of a bid: encrypted here and uploaded while the rest is being written. What the draft keeps of a file is its
   entry with the key; the content is not kept, so that a file that is not whole has to be chosen again after a reload. */
import { MAX_BYTES, MAX_FILES, digestOf, newEntry } from "./file_sealing.js";
import { SignedOut, Upload, UploadPaused, UploadRefused, discard, stateOf } from "./file_upload.js";
import { message } from "./seal_words.js";
import { SealError } from "./sealing.js";

const MEGABYTE = 1024 * 1024;

class Row {
  constructor(box, part) {
    this.box = box;
    this.part = part;
    this.entry = null;
    this.file = null;
    this.upload = null;
    this.state = "";
    this.element = box.querySelector("template").content.firstElementChild.cloneNode(true);
    this.on("pause", () => this.upload?.pause());
    this.on("go_on", () => this.send());
    this.on("remove", () => files.remove(this));
    const again = this.find("[data-file-again]");
    again.addEventListener("change", () => { if (again.files[0]) this.chosenAgain(again.files[0]); });
    box.querySelector("[data-file-list]").append(this.element);
  }

  find(selector) {
    return this.element.querySelector(selector);
  }

  on(name, act) {
    this.find(`[data-file-do="${name}"]`).addEventListener("click", act);
  }

  get isWhole() {
    return Boolean(this.entry?.sealed_sha256);
  }

  get name() {
    return this.entry?.name || this.file.name;
  }

  /* A file that is new here: looked through first, then encrypted and sent. */
  async begin(file) {
    this.file = file;
    this.show("reading");
    try {
      const digest = await digestOf(file, (done) => this.progress(done, Math.ceil(file.size / MEGABYTE)));
      if (this.state === "removed") return;
      this.entry = newEntry(file, this.part, digest);
    } catch {
      this.show("unreadable");
      return;
    }
    files.changed();
    await this.send();
  }

  /* The same file after a reload: it goes on with the same key only if it has the same content. */
  async chosenAgain(file) {
    this.show("reading");
    const isSame = file.size === this.entry.size && (await digestOf(file, (done) => this.progress(done, this.entry.chunks)).catch(() => "")) === this.entry.sha256;
    if (!isSame) { this.show("another_file"); return; }
    this.file = file;
    await this.send();
  }

  async send() {
    const { begin, file } = this.box.dataset;
    const told = ({ sent, total }) => { this.show("sending", { percent: Math.floor((100 * sent) / total) }); this.progress(sent, total); };
    const waiting = (seconds) => this.show("broken", { seconds });
    this.upload = new Upload(this.entry, this.file, { addresses: { begin, file }, token: token(), told, waiting });
    this.show("sending", { percent: 0 });
    try {
      this.entry.sealed_sha256 = await this.upload.run();
      this.show("whole");
      files.changed();
    } catch (error) {
      this.failed(error);
    } finally {
      this.upload = null;
    }
  }

  failed(error) {
    if (this.state === "removed") return;
    if (error instanceof UploadPaused) this.show("paused");
    else if (error instanceof SignedOut) this.show("signed_out");
    else if (error instanceof UploadRefused && error.message) this.show("refused", { words: error.message });
    else this.show("unreadable");
  }

  /* What the draft knew, held against what the portal has. */
  async restored(entry) {
    this.entry = entry;
    const state = await stateOf(`${this.box.dataset.file}${entry.id}/`);
    if (this.isWhole && (state === undefined || state?.is_whole)) { this.show("whole"); return; }
    this.entry.sealed_sha256 = "";
    this.show("choose_again");
  }

  progress(done, total) {
    const bar = this.find("progress");
    bar.max = total;
    bar.value = done;
  }

  show(state, values = {}) {
    if (this.state === "removed") return;
    const isNew = this.state !== state;
    this.state = state;
    this.find("[data-file-name]").textContent = this.name;
    this.find("[data-file-facts]").textContent = message("file_facts", { part: files.partName(this.part), size: shownSize((this.entry || this.file).size) });
    this.find("[data-file-state]").textContent = message(`file_${state}`, values);
    if (isNew) this.find("[data-file-heard]").textContent = ["whole", "paused", "broken", "refused", "unreadable", "another_file", "signed_out"].includes(state) ? `${this.name}：${message(`file_${state}`, values)}` : "";
    this.find("progress").hidden = !["reading", "sending", "broken", "paused"].includes(state);
    this.find("progress").setAttribute("aria-label", message("file_progress", { name: this.name }));
    this.showOnly({
      pause: ["sending", "broken"].includes(state),
      go_on: ["paused", "signed_out", "refused"].includes(state) && Boolean(this.file),
      again: ["choose_again", "another_file"].includes(state),
    });
  }

  showOnly(shown) {
    this.find('[data-file-do="pause"]').hidden = !shown.pause;
    this.find('[data-file-do="go_on"]').hidden = !shown.go_on;
    this.find("[data-file-choose]").hidden = !shown.again;
    for (const name of ["pause", "go_on", "remove"]) {
      const button = this.find(`[data-file-do="${name}"]`);
      button.setAttribute("aria-label", `${button.textContent.trim()}：${this.name}`);
    }
    this.find("[data-file-again]").setAttribute("aria-label", message("file_again", { name: this.name }));
  }
}

const files = {
  name: "files",
  rows: [],
  box: null,
  changed: () => {},

  start({ form, changed }) {
    this.form = form;
    this.box = form.querySelector("[data-files]");
    this.changed = changed;
    if (!this.box) return;
    const [part, chosen] = [this.box.querySelector("[data-file-part]"), this.box.querySelector("[data-file-new]")];
    chosen.addEventListener("change", () => {
      this.add([...chosen.files], part.value);
      chosen.value = "";
    });
    window.addEventListener("beforeunload", (event) => { if (this.rows.some((row) => row.upload)) event.preventDefault(); });
  },

  add(chosen, part) {
    const wrong = [];
    const largest = Math.min(Number(this.box.dataset.largest) || MAX_BYTES, MAX_BYTES);
    for (const file of chosen) {
      if (!file.size) wrong.push(message("file_empty", { name: file.name }));
      else if (file.size > largest) wrong.push(message("file_large", { name: file.name, limit: largest / MEGABYTE }));
      else if (this.rows.length >= MAX_FILES) wrong.push(message("file_many", { name: file.name, limit: MAX_FILES }));
      else this.rows[this.rows.push(new Row(this.box, part)) - 1].begin(file);
    }
    this.box.querySelector("[data-file-wrong]").textContent = wrong.join("");
  },

  remove(row) {
    row.state = "removed";
    row.upload?.pause();
    row.element.remove();
    this.rows = this.rows.filter((one) => one !== row);
    if (row.entry) discard(`${this.box.dataset.file}${row.entry.id}/`, token());
    this.changed();
    this.box.querySelector("[data-file-new]").focus();
  },

  partName(code) {
    const option = [...this.box.querySelectorAll("[data-file-part] option")].find(({ value }) => value === code);
    return option ? option.textContent.trim() : code;
  },

  faults() {
    return this.rows.filter((row) => !row.isWhole).map((row) => ({ words: message("file_unfinished", { name: row.name }), control: null }));
  },

  beforeSeal(payload) {
    if (this.faults().length) throw new SealError("files_unfinished");
    payload.files = this.rows.map((row) => ({ ...row.entry }));
  },

  answers(payload) {
    return payload.files.map((file) => [message("file_label"), `${file.name}\n${message("file_facts", { part: this.partName(file.part), size: shownSize(file.size) })}`]);
  },

  afterSeal() {
    if (!this.rows.length) return {};
    return { files: JSON.stringify(this.rows.map(({ entry: { id, sealed_size, sealed_sha256 } }) => ({ id, sealed_size, sealed_sha256 }))) };
  },

  kept() {
    return this.rows.filter((row) => row.entry).map((row) => ({ ...row.entry }));
  },

  async restore(entries) {
    if (!this.box) return;
    this.rows = entries.map((entry) => new Row(this.box, entry.part));
    await Promise.all(this.rows.map((row, index) => row.restored(entries[index])));
  },

  async forget() {
    for (const row of this.rows) {
      row.upload?.pause();
      if (row.entry) await discard(`${this.box.dataset.file}${row.entry.id}/`, token());
    }
  },
};

export default files;

function token() {
  return files.form.querySelector("[name=csrfmiddlewaretoken]").value;
}

function shownSize(bytes) {
  if (bytes < 1024) return message("file_bytes", { number: bytes });
  return bytes < MEGABYTE ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / MEGABYTE).toFixed(1)} MB`;
}
