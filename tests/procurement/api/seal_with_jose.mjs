// A bid made from docs/developers/sealed-bid-format.md alone, with the `jose` package under Node.
// Reads {to_seal, fields, phrase} as JSON, writes what is posted; with {inner, phrase} it opens the inner lock.
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";

const { CompactEncrypt, compactDecrypt, calculateJwkThumbprint, importJWK } = await import(process.argv[2]);
const asked = JSON.parse(readFileSync(0, "utf-8"));
const password = new TextEncoder().encode(asked.phrase);
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function sealed({ to_seal: about, fields }) {
  const { kind, package: number, bidder } = about;
  const nonce = randomBytes(32).toString("base64url");
  const ordered = Object.fromEntries(Object.entries(fields).sort(([one], [other]) => (one < other ? -1 : 1)));
  const members = { bidder, fields: ordered, files: [], format: "portal-sealed-bid/1", kind, nonce, package: number, suite: "intl-1" };
  const plaintext = new TextEncoder().encode(JSON.stringify(members));
  const inner = await new CompactEncrypt(plaintext)
    .setProtectedHeader({ alg: "PBES2-HS512+A256KW", enc: "A256GCM" })
    .setKeyManagementParameters({ p2c: 210000, p2s: randomBytes(16) })
    .encrypt(password);
  const kid = await calculateJwkThumbprint(about.opening_key);
  const envelope = await new CompactEncrypt(new TextEncoder().encode(inner))
    .setProtectedHeader({ alg: "ECDH-ES+A256KW", enc: "A256GCM", kid })
    .encrypt(await importJWK(about.opening_key, "ECDH-ES+A256KW"));
  return { kind, package: number, bidder, envelope, ciphertext_sha256: sha256(envelope), plaintext_sha256: sha256(plaintext) };
}

async function opened({ inner }) {
  const options = { keyManagementAlgorithms: ["PBES2-HS512+A256KW"], contentEncryptionAlgorithms: ["A256GCM"], maxPBES2Count: 210000 };
  const { plaintext } = await compactDecrypt(inner, password, options);
  return { plaintext: Buffer.from(plaintext).toString("base64url") };
}

process.stdout.write(JSON.stringify(await (asked.inner ? opened(asked) : sealed(asked))));
