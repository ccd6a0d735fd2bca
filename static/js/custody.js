/* The second key in the browser: docs/developers/sealed-bid-format.md, "The custodian's part" and "The custodian's key
   file". Neither the custodian's private key nor a phrase leaves this module's callers; nothing here talks to the server. */
import { CompactEncrypt, calculateJwkThumbprint, compactDecrypt, decodeProtectedHeader, exportJWK, generateKeyPair, importJWK } from "../vendor/jose/jose.js";
import { ENCRYPTION, INNER, ITERATIONS, OUTER, SealError, canonical, normalisePhrase, openInner } from "./sealing.js";

const FORMAT = "portal-custody/1";
const KEY_FORMAT = "portal-custody-key/1";
const MAX_FILE = 16 * 1024;

const utf8 = new TextEncoder();
const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/* A new key: both halves, and the thumbprint by which everybody knows it. */
export async function newKey() {
  const { privateKey } = await generateKeyPair(OUTER, { crv: "P-256", extractable: true });
  const { kty, crv, x, y, d } = await exportJWK(privateKey);
  return { privateJwk: { kty, crv, x, y, d }, publicJwk: { kty, crv, x, y }, kid: await calculateJwkThumbprint({ kty, crv, x, y }) };
}

/* The text of the key file: the private half locked with a phrase, the public one beside it. */
export async function keyFile({ privateJwk, publicJwk, kid }, phrase, { body, createdAt }) {
  const locked = await new CompactEncrypt(utf8.encode(canonical(privateJwk)))
    .setProtectedHeader({ alg: INNER, enc: ENCRYPTION })
    .setKeyManagementParameters({ p2c: ITERATIONS })
    .encrypt(utf8.encode(normalisePhrase(phrase)));
  return `${JSON.stringify({ format: KEY_FORMAT, kid, body, created_at: createdAt, public_jwk: publicJwk, private: locked }, null, 1)}\n`;
}

/* The private half again: of the key that is asked for, from the file that the custodian chose. */
export async function openKeyFile(file, phrase, kid) {
  const whole = await readKeyFile(file);
  if (whole.kid !== kid) throw new SealError("custody_other_key");
  try {
    const privateJwk = JSON.parse((await openInner(whole.private, phrase)).plaintextText);
    const { kty, crv, x, y } = privateJwk;
    if ((await calculateJwkThumbprint({ kty, crv, x, y })) !== kid) throw new SealError("custody_file");
    return privateJwk;
  } catch (error) {
    if (error instanceof SealError && error.code !== "inner_unopened") throw error;
    throw new SealError("custody_phrase");
  }
}

async function readKeyFile(file) {
  if (!file) throw new SealError("custody_no_file");
  try {
    const whole = JSON.parse(file.size > MAX_FILE ? "" : await file.text());
    if (whole.format === KEY_FORMAT && typeof whole.kid === "string" && typeof whole.private === "string") return whole;
  } catch { /* not one of ours */ }
  throw new SealError("custody_file");
}

/* The bidder's phrase, sealed to the custodian; for which envelope of whom stands inside. */
export async function sealPart({ package: packageReference, bidder, kind, plaintextSha256, phrase }, publicJwk) {
  const { kty, crv, x, y } = publicJwk;
  const part = { format: FORMAT, package: packageReference, bidder, kind, plaintext_sha256: plaintextSha256, phrase: normalisePhrase(phrase) };
  return new CompactEncrypt(utf8.encode(canonical(part)))
    .setProtectedHeader({ alg: OUTER, enc: ENCRYPTION, kid: await calculateJwkThumbprint({ kty, crv, x, y }) })
    .encrypt(await importJWK({ kty, crv, x, y }, OUTER));
}

/* The phrase in a part, for the custodian only; refused when the part belongs to another envelope. */
export async function openPart(token, privateJwk, expected) {
  let part;
  try {
    if (decodeProtectedHeader(token).zip) throw new SealError("custody_part");
    const { plaintext } = await compactDecrypt(token, await importJWK(privateJwk, OUTER), {
      keyManagementAlgorithms: [OUTER],
      contentEncryptionAlgorithms: [ENCRYPTION],
    });
    part = JSON.parse(text.decode(plaintext));
  } catch {
    throw new SealError("custody_part");
  }
  const whole = { format: FORMAT, package: expected.package, bidder: expected.bidder, kind: expected.kind, plaintext_sha256: expected.plaintextSha256 };
  if (Object.entries(whole).some(([name, value]) => part[name] !== value)) throw new SealError("custody_other_bid");
  return part.phrase;
}
