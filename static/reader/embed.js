// An embed's link opens its player in the page instead of leaving it. Nothing is asked for before that click.
for (const box of document.querySelectorAll(".embed[data-player]")) {
  const link = box.querySelector(".button")
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const frame = document.createElement("iframe")
    frame.title = box.querySelector(".t")?.textContent || link.textContent
    frame.allow = "fullscreen; picture-in-picture; encrypted-media"
    frame.referrerPolicy = "strict-origin-when-cross-origin"
    frame.src = box.dataset.player
    link.replaceWith(frame)
    frame.focus()
  })
}
