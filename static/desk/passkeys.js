// A passkey is made or asked for; its answer goes with the form. See desk/security/passkeys.py.
const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0))
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "")
const described = (list = []) => list.map((one) => ({ ...one, id: bytes(one.id) }))

function options(form) {
  const said = JSON.parse(form.dataset.options)
  const read = { ...said, challenge: bytes(said.challenge) }
  if (said.user) read.user = { ...said.user, id: bytes(said.user.id) }
  if (said.allowCredentials) read.allowCredentials = described(said.allowCredentials)
  if (said.excludeCredentials) read.excludeCredentials = described(said.excludeCredentials)
  return { publicKey: read }
}

function answer(credential) {
  const given = credential.response
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]
  const response = Object.fromEntries(parts.filter((name) => given[name]).map((name) => [name, text(given[name])]))
  return JSON.stringify({ id: credential.id, rawId: text(credential.rawId), type: credential.type, response, clientExtensionResults: {} })
}

const tell = (form, why) => {
  for (const one of form.querySelectorAll("[data-why]")) one.hidden = one.dataset.why !== why
}

async function ask(event) {
  const form = event.target
  event.preventDefault()
  if (!window.PublicKeyCredential) return tell(form, "unable")
  try {
    form.elements.credential.value = answer(await navigator.credentials[form.dataset.passkey](options(form)))
    form.submit()
  } catch (error) {
    tell(form, error.name === "SecurityError" ? "unable" : "refused")
  }
}

for (const form of document.querySelectorAll("[data-passkey]")) form.addEventListener("submit", ask)
