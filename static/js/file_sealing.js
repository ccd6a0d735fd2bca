/* The encrypted file portal-sealed-file/1 in the browser: docs/developers/sealed-bid-format.md. Chunk by chunk, so that a
   file of any size needs little memory. A key is used for one content only: the same key and chunk number over two
   contents would give both away, so a file's digest is known before its first chunk is encrypted. */
import { base64url } from "../vendor/jose/jose.js";
import { sha256 } from "./sealing.js";
import { Sha256 } from "./sha256.js";

export const CHUNK = 1024 * 1024;
export const MAX_BYTES = 500 * CHUNK;
export const MAX_FILES = 20;
const TAG = 16;
const NAME_LENGTH = 120;

/* What a new file is called in the envelope and on the way: identifier and key are random. */
export function newEntry(file, part, digest) {
  const chunks = Math.ceil(file.size / CHUNK);
  return {
    id: base64url.encode(crypto.getRandomValues(new Uint8Array(16))),
    name: shownName(file.name),
    part,
    size: file.size,
    sha256: digest,
    sealed_size: file.size + chunks * TAG,
    sealed_sha256: "",
    chunk_size: CHUNK,
    chunks,
    key: base64url.encode(crypto.getRandomValues(new Uint8Array(32))),
  };
}

/* The digest of the whole file, read piece by piece; told after each how many pieces are done. */
export async function digestOf(file, told = () => {}) {
  const digest = new Sha256();
  for (let at = 0, done = 1; at < file.size; at += CHUNK, done += 1) {
    digest.update(await piece(file, at));
    told(done);
  }
  return digest.hex();
}

/* One chunk after another: {index, sealed, sha256}; the last value is the digest over all of them. */
export async function* sealedChunks(entry, file) {
  const key = await crypto.subtle.importKey("raw", base64url.decode(entry.key), "AES-GCM", false, ["encrypt"]);
  const [plain, whole] = [new Sha256(), new Sha256()];
  for (let index = 0; index < entry.chunks; index += 1) {
    const content = await piece(file, index * CHUNK);
    plain.update(content);
    const sealed = new Uint8Array(await crypto.subtle.encrypt(lock(entry, index), key, content));
    whole.update(sealed);
    yield { index, sealed, sha256: await sha256(sealed) };
  }
  if (plain.hex() !== entry.sha256) throw new Error("file changed");
  return whole.hex();
}

function lock({ id, chunks }, index) {
  const iv = new Uint8Array(12);
  new DataView(iv.buffer).setUint32(8, index);
  const additionalData = new TextEncoder().encode(`portal-sealed-file/1|${id}|${index}|${chunks}`);
  return { name: "AES-GCM", iv, additionalData, tagLength: TAG * 8 };
}

async function piece(file, at) {
  return new Uint8Array(await file.slice(at, at + CHUNK).arrayBuffer());
}

/* The name without what no name of a file has; its end, where the ending is. */
function shownName(name) {
  const plain = new TextDecoder().decode(new TextEncoder().encode(name)).replace(/[\u0000-\u001f\u007f/\\]/g, "_");
  return Array.from(plain).slice(-NAME_LENGTH).join("");
}
