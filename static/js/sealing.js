/* The sealed envelope portal-sealed-bid/1, suite intl-1, in the browser: docs/developers/sealed-bid-format.md.
   The phrase and the plaintext never leave this module's callers; nothing here talks to the server. */
import { CompactEncrypt, base64url, calculateJwkThumbprint, compactDecrypt, decodeProtectedHeader, importJWK } from "../vendor/jose/jose.js";

export const FORMAT = "portal-sealed-bid/1";
export const SUITE = "intl-1";
export const ITERATIONS = 210000;
export const INNER = "PBES2-HS512+A256KW";
export const OUTER = "ECDH-ES+A256KW";
export const ENCRYPTION = "A256GCM";
export const MAX_PLAINTEXT = 32 * 1024;
const NONCE_BYTES = 32;
const GROUPS = 5;
const GROUP_DIGITS = 5;
const EVEN_RANGE = 250; // the largest multiple of ten in a byte: every digit is equally likely below it

const utf8 = new TextEncoder();
const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export class SealError extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/* Why this browser cannot seal: "insecure" (plain http), "missing" (too old), or nothing. */
export function unsupported() {
  if (!window.isSecureContext) return "insecure";
  return window.crypto && window.crypto.subtle ? "" : "missing";
}

/* A random phrase of 25 digits (83 bits) in five groups. */
export function newPhrase() {
  const digits = [];
  while (digits.length < GROUPS * GROUP_DIGITS) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) if (byte < EVEN_RANGE) digits.push(byte % 10);
  }
  return phraseGroups(digits.join("")).join(" ");
}

/* The 25 digits as typed; full-width digits, spaces and hyphens are forgiven. */
export function normalisePhrase(typed) {
  const digits = typed.slice(0, 200).normalize("NFKC").replace(/[\s\-‐-―_,.，。、]/g, "");
  if (!/^[0-9]{25}$/.test(digits)) throw new SealError("phrase_malformed");
  return digits;
}

export function phraseGroups(phrase) {
  return phrase.replace(/\s/g, "").slice(0, GROUPS * GROUP_DIGITS).match(/.{5}/g);
}

/* What is sealed: the fields as typed, for which package, by whom, and a nonce that makes its digest unguessable. */
export function newPayload({ kind, package: packageReference, bidder, fields }) {
  const nonce = base64url.encode(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
  const whole = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, wellFormed(value)]));
  return { format: FORMAT, suite: SUITE, kind, package: packageReference, bidder, nonce, fields: whole, files: [] };
}

/* Canonical JSON (RFC 8785) for the strings, lists and objects that a payload has. */
export function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const members = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
  return `{${members.join(",")}}`;
}

/* Both locks on. Of the result only token, ciphertextSha256 and plaintextSha256 are sent. */
export async function seal(payload, phrase, openingPublicJwk) {
  const plaintext = utf8.encode(canonical(payload));
  if (plaintext.length > MAX_PLAINTEXT) throw new SealError("too_large");
  const inner = await new CompactEncrypt(plaintext)
    .setProtectedHeader({ alg: INNER, enc: ENCRYPTION })
    .setKeyManagementParameters({ p2c: ITERATIONS })
    .encrypt(utf8.encode(normalisePhrase(phrase)));
  const { kty, crv, x, y } = openingPublicJwk;
  const token = await new CompactEncrypt(utf8.encode(inner))
    .setProtectedHeader({ alg: OUTER, enc: ENCRYPTION, kid: await calculateJwkThumbprint({ kty, crv, x, y }) })
    .encrypt(await importJWK({ kty, crv, x, y }, OUTER));
  return {
    token,
    inner,
    ciphertextSha256: await sha256(utf8.encode(token)),
    plaintextSha256: await sha256(plaintext),
    nonce: payload.nonce,
  };
}

/* The inner lock off, in the bidder's own browser. */
export async function openInner(innerToken, phrase) {
  const key = utf8.encode(normalisePhrase(phrase));
  try {
    if (decodeProtectedHeader(innerToken).p2c !== ITERATIONS) throw new SealError("wrong_iterations");
    const { plaintext } = await compactDecrypt(innerToken, key, {
      keyManagementAlgorithms: [INNER],
      contentEncryptionAlgorithms: [ENCRYPTION],
      maxPBES2Count: ITERATIONS,
    });
    // Forms rewrite line ends on their way to the server; the encoded bytes arrive as the digest was taken.
    return { plaintextText: text.decode(plaintext), encoded: base64url.encode(plaintext), sha256: await sha256(plaintext) };
  } catch (error) {
    if (error instanceof SealError) throw error;
    throw new SealError("inner_unopened");
  }
}

/* Open what was just sealed with the phrase as it was written down; the payload comes back if all is well. */
export async function rehearse(innerToken, phrase, plaintextSha256) {
  const opened = await openInner(innerToken, phrase);
  if (opened.sha256 !== plaintextSha256) throw new SealError("digest_mismatch");
  return JSON.parse(opened.plaintextText);
}

export async function sha256(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* Half a surrogate pair is no UTF-8; it becomes the replacement character before the digest is taken. */
function wellFormed(value) {
  return text.decode(utf8.encode(value));
}
