/* One encrypted file on its way to the portal: in chunks, which may be sent twice; a broken line is waited out and the
   upload goes on where it stopped. What the portal refuses is told in its own words. */
import { sealedChunks } from "./file_sealing.js";

const WAITS = [2, 4, 8, 15, 30];
const ROUNDS = 3;
/* Chunks on their way at the same time: a long line is used while the next chunk is encrypted. */
const IN_FLIGHT = 3;

export class UploadRefused extends Error {}
export class SignedOut extends Error {}
export class UploadPaused extends Error {}

export class Upload {
  #wakes = new Set();
  isPaused = false;

  /* addresses: {begin, file} where file ends in the slash before the identifier; told({sent, total}) and waiting(seconds)
     are called on the way. */
  constructor(entry, file, { addresses, token, told, waiting }) {
    Object.assign(this, { entry, file, addresses, token, told, waiting });
  }

  pause() {
    this.isPaused = true;
    for (const wake of this.#wakes) wake();
  }

  /* Until the portal has the whole file; gives the digest of its ciphertext. */
  async run() {
    for (let round = 1; ; round += 1) {
      const state = await this.#asked(this.addresses.begin, "POST", { file_id: this.entry.id, sealed_size: this.entry.sealed_size });
      const digest = await this.#send(new Set(state.received), state.is_whole);
      try {
        await this.#asked(this.#address(), "POST", { sealed_sha256: digest });
        return digest;
      } catch (error) {
        if (!(error instanceof UploadRefused && error.code === "chunks_missing" && round < ROUNDS)) throw error;
      }
    }
  }

  async #send(received, isWhole) {
    const chunks = sealedChunks(this.entry, this.file);
    const flying = new Set();
    let [sent, failed] = [0, null];
    const arrived = () => this.told({ sent: (sent += 1), total: this.entry.chunks });
    const fly = ({ index, sealed, sha256 }) => {
      const flight = this.#asked(this.#address(`${index}/`), "PUT", sealed, { "X-Chunk-Sha256": sha256 })
        .then(arrived, (error) => { failed ||= error; })
        .finally(() => flying.delete(flight));
      flying.add(flight);
    };
    let step = await chunks.next();
    while (!step.done && !failed && !this.isPaused) {
      if (isWhole || received.has(step.value.index)) arrived();
      else fly(step.value);
      if (flying.size >= IN_FLIGHT) await Promise.race(flying);
      step = await chunks.next();
    }
    await Promise.all(flying);
    if (failed) throw failed;
    if (this.isPaused) throw new UploadPaused();
    return step.value;
  }

  #address(rest = "") {
    return `${this.addresses.file}${this.entry.id}/${rest}`;
  }

  /* Ask until there is an answer: a lost line and a portal that is being restarted are waited out. */
  async #asked(address, method, body, headers = {}) {
    for (let attempt = 0; ; attempt += 1) {
      if (this.isPaused) throw new UploadPaused();
      const answer = await ask(address, method, body, { ...headers, "X-CSRFToken": this.token });
      if (answer) return answer;
      await this.#wait(WAITS[Math.min(attempt, WAITS.length - 1)]);
    }
  }

  async #wait(seconds) {
    this.waiting(seconds);
    let wake;
    await new Promise((resolve) => {
      wake = resolve;
      this.#wakes.add(wake);
      window.addEventListener("online", wake, { once: true });
      setTimeout(wake, seconds * 1000);
    });
    this.#wakes.delete(wake);
  }
}

/* What has arrived of a file; null when the portal does not know it, nothing when it cannot be asked. */
export async function stateOf(address) {
  try {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (answer.status === 404) return null;
    return isJson(answer) && answer.ok ? await answer.json() : undefined;
  } catch {
    return undefined;
  }
}

/* Take a file away; one that a bid holds stays, and one that cannot be reached is cleared away by itself. */
export async function discard(address, token) {
  try {
    await fetch(address, { method: "DELETE", headers: { "X-CSRFToken": token } });
  } catch { /* cleared away later */ }
}

async function ask(address, method, body, headers) {
  let answer;
  try {
    answer = await fetch(address, { method, headers, body: body instanceof Uint8Array ? body : new URLSearchParams(body) });
  } catch {
    return null;
  }
  if (answer.status >= 500 || answer.status === 429) return null;
  if (answer.redirected) throw new SignedOut();
  if (answer.status === 204) return {};
  const told = isJson(answer) ? await answer.json() : {};
  if (answer.ok) return told;
  const [reason] = told.refusals || [];
  if (reason?.code === "bad_chunk" && method === "PUT") return null;
  throw Object.assign(new UploadRefused(reason ? `${reason.because}${reason.remedy}` : ""), { code: reason?.code || "" });
}

function isJson(answer) {
  return (answer.headers.get("Content-Type") || "").startsWith("application/json");
}
