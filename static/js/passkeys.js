/* Passkeys: the browser makes one, or answers the server's question with one. What it says is checked by the server;
   the words for the person stand in the page. */
const given = document.getElementById("passkey-options");

function bytes(text) {
  const plain = text.replace(/-/g, "+").replace(/_/g, "/");
  return Uint8Array.from(atob(plain), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function known(credentials = []) {
  return credentials.map((each) => ({ ...each, id: bytes(each.id) }));
}

function described(credential, response) {
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response(credential.response) },
  });
}

async function make(form) {
  const options = JSON.parse(given.textContent).creation_options.publicKey;
  const alone = form.elements.namedItem("passwordless").checked;
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: known(options.excludeCredentials),
      authenticatorSelection: {
        ...options.authenticatorSelection,
        residentKey: alone ? "required" : "discouraged",
        requireResidentKey: alone,
        userVerification: alone ? "required" : options.authenticatorSelection.userVerification,
      },
    },
  });
  return described(credential, (response) => ({
    attestationObject: text(response.attestationObject),
    transports: response.getTransports ? response.getTransports() : [],
  }));
}

async function answer(question) {
  const options = question.publicKey;
  const credential = await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) },
  });
  return described(credential, (response) => ({
    authenticatorData: text(response.authenticatorData),
    signature: text(response.signature),
    userHandle: response.userHandle ? text(response.userHandle) : null,
  }));
}

async function asked(form) {
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await response.json()).request_options;
}

const WAYS = {
  make,
  confirm: () => answer(JSON.parse(given.textContent).request_options),
  enter: async (form) => answer(await asked(form)),
};

/* Cancelled or timed out, already there, or not possible on this device. */
function cause(error) {
  return { NotAllowedError: "cancelled", InvalidStateError: "known" }[error.name] || "failed";
}

async function go(form, event) {
  event.preventDefault();
  const button = form.querySelector("[data-passkey-button]");
  const says = form.querySelector("[data-passkey-says]");
  button.disabled = true;
  says.textContent = "";
  try {
    form.elements.namedItem("credential").value = await WAYS[form.dataset.passkey](form);
    form.submit();
  } catch (error) {
    button.disabled = false;
    says.textContent = says.dataset[cause(error)];
  }
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (window.PublicKeyCredential && window.isSecureContext) {
    form.querySelector("[data-passkey-button]").hidden = false;
    form.addEventListener("submit", (event) => go(form, event));
  } else {
    form.querySelector("[data-passkey-says]").textContent = form.querySelector("[data-passkey-says]").dataset.absent;
  }
}
