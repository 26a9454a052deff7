// An unfinished entry is kept in this browser at once and at the desk within seconds.
const form = document.getElementById("jot")
const PAUSE = 1000

function words() {
  const { headline, text, key_point } = form.elements
  return { headline: headline.value, text: text.value, key_point: key_point.checked }
}

function keeping() {
  const said = form.querySelector("[data-said]")
  const { store, keep } = form.dataset
  const key = form.elements.key.value
  let timer = 0
  let pause = PAUSE

  function say(state, text) {
    said.dataset.is = state
    said.textContent = state && text
  }

  function here() {
    try {
      localStorage.setItem(store, JSON.stringify({ key, words: words() }))
    } catch {
      // Full or forbidden: the desk keeps it all the same.
    }
  }

  function forgetHere() {
    localStorage.removeItem(store)
  }

  async function send() {
    timer = 0
    const now = JSON.stringify(words())
    try {
      const answer = await fetch(keep, {
        method: "POST",
        redirect: "manual",
        headers: { "Content-Type": "application/json", "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
        body: JSON.stringify({ key, words: words() }),
      })
      if (answer.type === "opaqueredirect" || answer.status === 403) throw new Error("login")
      if (!answer.ok) throw new Error("refused")
      const told = await answer.json()
      form.elements.csrfmiddlewaretoken.value = told.csrf
      say(told.at ? "kept" : "", said.dataset.kept.replace("{at}", told.at))
      pause = PAUSE
      if (JSON.stringify(words()) === now) forgetHere()
    } catch (error) {
      const state = error.message === "login" ? "login" : "offline"
      say(state, said.dataset[state])
      pause = Math.min(2 * pause, 15_000)
      soon()
    }
  }

  function soon() {
    timer ||= setTimeout(send, pause)
  }

  // What an earlier page could not send to the desk. What the desk has is newer, or the same.
  function takeUp() {
    const left = JSON.parse(localStorage.getItem(store) ?? "null")
    if (!left) return
    const { headline, text, key_point } = form.elements
    if (text.value || headline.value) return
    form.elements.key.value = left.key
    headline.value = left.words.headline
    text.value = left.words.text
    key_point.checked = left.words.key_point
    soon()
  }

  form.addEventListener("input", () => {
    here()
    soon()
  })
  form.addEventListener("submit", () => {
    clearTimeout(timer)
    here()
    form.querySelector("button").disabled = true
  })
  addEventListener("pageshow", () => {
    form.querySelector("button").disabled = false
  })
  if (document.querySelector(".messagelist .success")) forgetHere()
  else takeUp()
}

// The button goes when the first minute is over; the desk would refuse it anyway.
function counting() {
  for (const button of document.querySelectorAll("[data-left]")) {
    let left = Number(button.dataset.left)
    const count = button.querySelector("[data-count]")
    const tick = () => {
      count.textContent = `(${left})`
      if (left-- <= 0) button.remove()
      else setTimeout(tick, 1000)
    }
    tick()
  }
}

if (form) keeping()
counting()
