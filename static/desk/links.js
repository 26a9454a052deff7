// Finding another article by its headline. Without this a typed headline or a pasted address does.
const links = document.querySelector(".links[data-find]")

function offer(field) {
  const input = field.querySelector("input[type=text]")
  const list = field.querySelector(".offers")
  let asked = 0
  let active = -1
  list.id = `${input.id}-offers`
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) input.setAttribute(name, value)

  function show(open) {
    list.hidden = !open
    input.setAttribute("aria-expanded", String(open))
    if (!open) input.removeAttribute("aria-activedescendant")
    active = -1
  }

  function mark(number) {
    const rows = [...list.children]
    active = (number + rows.length) % rows.length
    rows.forEach((row, at) => row.setAttribute("aria-selected", String(at === active)))
    input.setAttribute("aria-activedescendant", rows[active].id)
    rows[active].scrollIntoView({ block: "nearest" })
  }

  function choose(row) {
    input.value = row.dataset.address
    let said = field.parentElement.querySelector(".chosen")
    if (!said) {
      said = Object.assign(document.createElement("span"), { className: "chosen" })
      field.after(said)
    }
    said.textContent = row.firstChild.textContent
    show(false)
    input.dispatchEvent(new Event("change", { bubbles: true }))
  }

  async function ask() {
    const text = input.value.trim()
    field.parentElement.querySelector(".chosen")?.remove()
    const mine = ++asked
    if (text.length < 2 || text.startsWith("/") || text.includes("://")) return show(false)
    const query = new URLSearchParams({ q: text, article: links.dataset.article })
    const answer = await fetch(`${links.dataset.find}?${query}`).catch(() => null)
    if (mine !== asked || !answer?.ok) return
    const { articles } = await answer.json()
    list.replaceChildren(...articles.map((one, at) => {
      const row = document.createElement("li")
      const meta = Object.assign(document.createElement("span"), { className: "meta", textContent: one.said })
      row.append(one.headline, meta)
      row.id = `${list.id}-${at}`
      row.dataset.address = one.address
      row.setAttribute("role", "option")
      return row
    }))
    show(articles.length > 0)
  }

  let waiting
  input.addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(ask, 150)
  })
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !list.hidden && active >= 0) {
      event.preventDefault()
      choose(list.children[active])
    } else if (event.key === "Escape" && !list.hidden) show(false)
    else if (event.key === "ArrowDown" && !list.hidden) {
      event.preventDefault()
      mark(active + 1)
    } else if (event.key === "ArrowUp" && !list.hidden) {
      event.preventDefault()
      mark(active - 1)
    }
  })
  list.addEventListener("mousedown", (event) => {
    event.preventDefault()
    const row = event.target.closest("li")
    if (row) choose(row)
  })
  input.addEventListener("blur", () => show(false))
}

links?.querySelectorAll(".find").forEach(offer)

// What may belong together with the article is looked for once its form is there.
async function suggest(place) {
  const answer = await fetch(`${place.dataset.suggestions}?in-form`).catch(() => null)
  if (answer?.ok && !answer.redirected) place.innerHTML = await answer.text()
}

document.querySelectorAll("[data-suggestions]").forEach(suggest)
