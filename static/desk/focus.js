// The focus of a picture by pointing or with the arrow keys, and its crops by hand.
const stage = document.querySelector("[data-stage]")
const left = document.getElementById("id_focus_left")
const top_ = document.getElementById("id_focus_top")
const crops = document.getElementById("id_crops")
if (stage) begin()

function begin() {
  const able = stage.dataset.able === "1" && left
  const size = [Number(stage.dataset.width), Number(stage.dataset.height)]
  const said = document.querySelector("[data-stage-said]")
  const list = document.querySelector("[data-crops]")
  const place = () => (left ? [Number(left.value), Number(top_.value)] : [50, 50])
  let byHand = {}
  try {
    byHand = JSON.parse(crops?.value || "{}") || {}
  } catch {
    byHand = {}
  }

  const point = document.createElement(able ? "button" : "span")
  point.className = "point"
  if (able) {
    point.type = "button"
    point.setAttribute("aria-describedby", "stage-said")
    said.parentElement.id = "stage-said"
    point.setAttribute("aria-label", said.dataset.name)
  }
  stage.append(point)

  const say = () => {
    const [x, y] = place()
    point.style.left = `${x}%`
    point.style.top = `${y}%`
    const where = said.dataset.text.replace("{left}", Math.round(x)).replace("{top}", Math.round(y))
    said.textContent = able ? `${said.dataset.how} ${where}` : where
    for (const one of list.children) show(one)
  }
  const put = (x, y) => {
    left.value = Math.min(100, Math.max(0, x)).toFixed(1)
    top_.value = Math.min(100, Math.max(0, y)).toFixed(1)
    say()
  }

  // The largest box of a ratio with the focus as near to its middle as the edges allow.
  const byFocus = (ratio) => {
    const wide = Math.min(size[0], Math.round(size[1] * ratio))
    const high = Math.min(size[1], Math.round(size[0] / ratio))
    const [x, y] = place()
    return [
      Math.round(Math.min(Math.max((size[0] * x) / 100 - wide / 2, 0), size[0] - wide)),
      Math.round(Math.min(Math.max((size[1] * y) / 100 - high / 2, 0), size[1] - high)),
      wide,
      high,
    ]
  }
  const ratioOf = (item) => {
    const [across, down] = item.dataset.ratio.split("/").map(Number)
    return across / down
  }
  const boxOf = (item) => byHand[item.dataset.crop] || byFocus(ratioOf(item))

  function show(item) {
    const frame = item.querySelector(".crop")
    const image = frame.firstElementChild
    const [x, y, wide, high] = boxOf(item)
    frame.style.aspectRatio = item.dataset.ratio
    image.style.width = `${(100 * size[0]) / wide}%`
    image.style.left = `${(-100 * x) / wide}%`
    image.style.top = `${(-100 * y) / high}%`
    const how = item.querySelector("[data-how]")
    if (!how) return
    how.textContent = byHand[item.dataset.crop] ? list.dataset.byHand : list.dataset.byFocus
    how.parentElement.lastElementChild.hidden = !byHand[item.dataset.crop]
  }

  function keep() {
    crops.value = JSON.stringify(byHand)
  }

  // Adjusting: the crop's frame lies on the large picture, to be moved and resized.
  function adjust(item) {
    document.querySelector(".frame")?.remove()
    const ratio = ratioOf(item)
    const frame = Object.assign(document.createElement("button"), { type: "button", className: "frame" })
    frame.setAttribute("aria-label", `${item.children[1].textContent}. ${list.dataset.how}`)
    let box = [...boxOf(item)]
    const draw = () => {
      const percent = (part, whole) => `${(100 * part) / whole}%`
      frame.style.left = percent(box[0], size[0])
      frame.style.top = percent(box[1], size[1])
      frame.style.width = percent(box[2], size[0])
      frame.style.height = percent(box[3], size[1])
      byHand[item.dataset.crop] = box
      keep()
      show(item)
    }
    const move = (x, y) => {
      box = [
        Math.round(Math.min(Math.max(x, 0), size[0] - box[2])),
        Math.round(Math.min(Math.max(y, 0), size[1] - box[3])),
        box[2],
        box[3],
      ]
      draw()
    }
    const scale = (by) => {
      const most = byFocus(ratio)
      const wide = Math.round(Math.min(most[2], Math.max(most[2] / 8, box[2] * by)))
      const high = Math.min(size[1], Math.round(wide / ratio))
      const middle = [box[0] + box[2] / 2, box[1] + box[3] / 2]
      box = [box[0], box[1], wide, high]
      move(middle[0] - wide / 2, middle[1] - high / 2)
    }
    frame.addEventListener("keydown", (event) => {
      const step = Math.max(1, Math.round((event.shiftKey ? 0.1 : 0.01) * size[0]))
      const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key]
      if (by) move(box[0] + by[0], box[1] + by[1])
      else if (event.key === "+") scale(1.05)
      else if (event.key === "-") scale(1 / 1.05)
      else if (event.key === "Escape" || event.key === "Enter") {
        frame.remove()
        item.querySelector("button").focus()
      } else return
      event.preventDefault()
    })
    frame.addEventListener("pointerdown", (event) => {
      event.preventDefault()
      frame.focus()
      frame.setPointerCapture(event.pointerId)
      const per = size[0] / stage.clientWidth
      const from = [event.clientX, event.clientY, box[0], box[1]]
      const drag = (now) => move(from[2] + (now.clientX - from[0]) * per, from[3] + (now.clientY - from[1]) * per)
      frame.addEventListener("pointermove", drag)
      frame.addEventListener("pointerup", () => frame.removeEventListener("pointermove", drag), { once: true })
    })
    frame.addEventListener("wheel", (event) => {
      event.preventDefault()
      scale(event.deltaY < 0 ? 1.05 : 1 / 1.05)
    })
    frame.addEventListener("click", (event) => event.stopPropagation())
    stage.append(frame)
    draw()
    frame.focus()
  }

  if (able) {
    stage.addEventListener("click", (event) => {
      if (event.target.closest(".frame, .point")) return
      document.querySelector(".frame")?.remove()
      const { left: x, top: y, width, height } = stage.firstElementChild.getBoundingClientRect()
      put((100 * (event.clientX - x)) / width, (100 * (event.clientY - y)) / height)
      point.focus()
    })
    point.addEventListener("keydown", (event) => {
      const step = event.shiftKey ? 10 : 1
      const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] }[event.key]
      if (!by) return
      event.preventDefault()
      const [x, y] = place()
      put(x + by[0], y + by[1])
    })
    for (const field of [left, top_]) field.addEventListener("input", say)
    for (const item of list.children) {
      const name = item.children[1].textContent
      const change = button(list.dataset.adjust.replace("{crop}", name), () => adjust(item))
      const reset = button(list.dataset.reset, () => {
        delete byHand[item.dataset.crop]
        document.querySelector(".frame")?.remove()
        keep()
        show(item)
      })
      const how = Object.assign(document.createElement("span"), { className: "meta" })
      how.dataset.how = ""
      item.append(how, change, reset)
    }
  }
  say()
}

function button(text, does) {
  const one = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: text })
  one.addEventListener("click", does)
  return one
}
