/* One encrypted file on its way to the portal: in chunks, which may be sent twice; a broken line is waited out and the
   upload goes on where it stopped. What the portal refuses is told in its own words. */
import { sealedChunks } from "./file_sealing.js";

const WAITS = [2, 4, 8, 15, 30];
const ROUNDS = 3;

export class UploadRefused extends Error {}
export class SignedOut extends Error {}
export class UploadPaused extends Error {}

export class Upload {
  #wake = null;
  isPaused = false;

  /* addresses: {begin, file} where file ends in the slash before the identifier; told({sent, total}) and waiting(seconds)
     are called on the way. */
  constructor(entry, file, { addresses, token, told, waiting }) {
    Object.assign(this, { entry, file, addresses, token, told, waiting });
  }

  pause() {
    this.isPaused = true;
    this.#wake?.();
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
    let step = await chunks.next();
    for (; !step.done; step = await chunks.next()) {
      const { index, sealed, sha256 } = step.value;
      if (!isWhole && !received.has(index)) await this.#asked(this.#address(`${index}/`), "PUT", sealed, { "X-Chunk-Sha256": sha256 });
      if (this.isPaused) throw new UploadPaused();
      this.told({ sent: index + 1, total: this.entry.chunks });
    }
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
    await new Promise((resolve) => {
      this.#wake = resolve;
      window.addEventListener("online", resolve, { once: true });
      setTimeout(resolve, seconds * 1000);
    });
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
