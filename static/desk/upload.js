// Many files at once: one request for each, two under way, and what was refused stays on the screen.
const ATONCE = 2

const form = document.querySelector("[data-upload]")
if (form) begin(form)

function begin(form) {
  const list = document.querySelector("[data-uploads]")
  const status = document.querySelector("[data-upload-said]")
  const input = form.querySelector("input[type=file]")
  const waiting = []
  let busy = 0
  let all = 0
  let ended = 0
  const taken = []
  let told = 0
  form.dataset.scripted = "yes"

  input.addEventListener("change", () => add([...input.files]))
  form.addEventListener("submit", (event) => event.preventDefault())
  for (const name of ["dragover", "dragenter"]) {
    form.addEventListener(name, (event) => {
      event.preventDefault()
      form.dataset.over = "yes"
    })
  }
  for (const name of ["dragleave", "drop"]) form.addEventListener(name, () => delete form.dataset.over)
  form.addEventListener("drop", (event) => {
    event.preventDefault()
    add([...event.dataTransfer.files])
  })
  addEventListener("beforeunload", (event) => {
    if (busy || waiting.length) event.preventDefault()
  })

  function add(files) {
    list.hidden = false
    for (const file of files) waiting.push({ file, row: row(list, file, form.dataset) })
    all += files.length
    input.value = ""
    next()
  }

  function next() {
    while (busy < ATONCE && waiting.length) {
      const { file, row } = waiting.shift()
      if (row.isConnected && !row.dataset.ended) start(file, row)
      else done()
    }
  }

  async function start(file, row) {
    busy += 1
    const answer = await upload(form, file, row)
    busy -= 1
    if (answer.state === "new" || answer.state === "known") taken.push(answer.picture.key)
    finish(row, answer, form.dataset)
    done()
  }

  function done() {
    ended += 1
    status.textContent = form.dataset.done.replace("{taken}", taken.length).replace("{all}", all)
    if (ended === all) {
      form.dispatchEvent(new CustomEvent("uploaded", { bubbles: true, detail: taken.slice(told) }))
      told = taken.length
    }
    next()
  }
}

/** One file; resolves to what the desk says of it, also where it could not be asked. */
export function upload(form, file, row) {
  const words = form.dataset
  const named = (text) => text.replace("{name}", file.name)
  if (file.size > Number(words.megabytes) * 1e6) return { name: file.name, state: "refused", said: named(words.tooLarge) }
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const failed = () => resolve({ name: file.name, state: "refused", said: named(words.failed) })
    request.open("POST", form.action)
    request.setRequestHeader("Accept", "application/json")
    request.setRequestHeader("X-CSRFToken", form.querySelector("[name=csrfmiddlewaretoken]").value)
    request.responseType = "json"
    request.upload.addEventListener("progress", ({ loaded, total }) => progress(row, loaded, total, words))
    request.addEventListener("load", () => {
      const answer = request.status === 200 && request.response?.answers?.[0]
      if (answer) resolve(answer)
      else failed()
    })
    request.addEventListener("error", failed)
    request.addEventListener("abort", () => resolve({ name: file.name, state: "refused", said: words.stopped }))
    row?.querySelector("button")?.addEventListener("click", () => request.abort())
    const data = new FormData()
    data.set("file", file)
    request.send(data)
  })
}

function row(list, file, words) {
  const row = Object.assign(document.createElement("li"), { className: "upload" })
  const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 })
  bar.setAttribute("aria-label", file.name)
  const place = document.createElement("span")
  place.append(bar)
  const stop = Object.assign(document.createElement("button"), { type: "button", textContent: "×", title: words.stop })
  stop.setAttribute("aria-label", `${words.stop}: ${file.name}`)
  stop.addEventListener("click", () => {
    row.dataset.ended = "yes"
    said(row, words.stopped)
  })
  row.append(element("b", file.name), place, element("span", words.waiting), stop)
  list.append(row)
  return row
}

function progress(row, loaded, total, words) {
  if (!row) return
  const percent = Math.floor((100 * loaded) / total)
  row.querySelector("progress").value = percent
  const size = `${(total / 1e6).toFixed(1)} MB`
  said(row, percent < 100 ? words.progress.replace("{percent}", percent).replace("{size}", size) : words.checking)
}

function said(row, text) {
  row.children[2].textContent = text
}

function finish(row, answer, words) {
  row.dataset.ended = "yes"
  row.classList.add(`upload-${answer.state}`)
  row.children[1].replaceChildren(icon({ new: "check", known: "images" }[answer.state] || "circle-x"))
  row.querySelector("button")?.remove()
  said(row, answer.said)
  if (answer.picture) {
    const text = answer.state === "known" ? words.use : words.open
    row.children[2].append(" ", link(answer.picture.address, text))
  }
  if (answer.alike?.length) row.append(beside(answer.picture, answer.alike, words))
}

// The new one and those it looks like, side by side.
function beside(mine, others, words) {
  const place = Object.assign(document.createElement("div"), { className: "alike" })
  place.append(element("span", words.alike))
  for (const one of [mine, ...others]) {
    const one_ = link(one.address, "")
    one_.append(Object.assign(document.createElement("img"), { src: one.small, alt: "" }), one.name)
    place.append(one_)
  }
  return place
}

export const element = (tag, text) => Object.assign(document.createElement(tag), { textContent: text })
const link = (href, text) => Object.assign(document.createElement("a"), { href, textContent: text })

export function icon(name) {
  const sprite = document.querySelector("use").getAttribute("href").split("#")[0]
  const place = document.createElement("span")
  place.innerHTML = `<svg class="i" aria-hidden="true"><use href="${sprite}#${name}"/></svg>`
  return place.firstElementChild
}
