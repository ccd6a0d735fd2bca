/* A bid that is being written, kept on this device only: encrypted in IndexedDB under a key of its own that cannot be
   taken out of the browser. It survives closing the browser and goes some days after the deadline, which may still be
   extended, or when the bidder deletes it. */

const DATABASE = "portal-drafts";
const STORE = "drafts";
const CIPHER = "AES-GCM";
/* As long as the files that were uploaded for it: an extension may be announced when the first deadline is near or over. */
const KEPT_AFTER = 14 * 24 * 60 * 60 * 1000;

/* The name under which a draft is kept; of another organisation on the same computer it is another one. */
export function draftId({ kind, package: packageReference, bidder }) {
  return [kind, packageReference, bidder].join("|");
}

/* The content of a draft with the time at which it was kept; null if there is none that can be read. */
export async function read(id) {
  const kept = await inStore("readonly", (store) => store.get(id));
  if (!kept) return null;
  try {
    const opened = await crypto.subtle.decrypt({ name: CIPHER, iv: kept.iv }, kept.key, kept.sealed);
    return { content: JSON.parse(new TextDecoder().decode(opened)), savedAt: kept.savedAt };
  } catch {
    return null;
  }
}

/* Keep a draft until a moment in milliseconds; every version has its own initialisation vector. */
export async function write(id, content, { until, now }) {
  const kept = await inStore("readonly", (store) => store.get(id));
  const key = kept?.key || await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt({ name: CIPHER, iv }, key, new TextEncoder().encode(JSON.stringify(content)));
  await inStore("readwrite", (store) => store.put({ id, key, iv, sealed, until, savedAt: now }));
}

/* Keep a draft as long as the deadline now says, where it has been extended. */
export async function extend(id, until) {
  const kept = await inStore("readonly", (store) => store.get(id));
  if (kept && kept.until < until) await inStore("readwrite", (store) => store.put({ ...kept, until }));
}

export async function remove(id) {
  await inStore("readwrite", (store) => store.delete(id));
}

/* The drafts on this device, those whose deadline has long passed deleted: [{id, savedAt}]. */
export async function listed(now) {
  const all = await inStore("readonly", (store) => store.getAll());
  const isOver = ({ until }) => until + KEPT_AFTER <= now;
  for (const { id } of all.filter(isOver)) await remove(id);
  return all.filter((draft) => !isOver(draft)).map(({ id, savedAt }) => ({ id, savedAt }));
}

async function inStore(mode, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = act(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
