// Every page: only one menu is open, and Escape closes it.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false
  }
})

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.("details.menu[open]")
  if (event.key === "Escape" && menu) {
    menu.open = false
    menu.querySelector("summary").focus()
  }
})

// Django's two lists of choices label a sign that has no role.
addEventListener("load", () => {
  for (const sign of document.querySelectorAll(".help-tooltip[aria-label]")) sign.setAttribute("role", "img")
})

// A slash goes to the search, wherever nobody is typing.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input, textarea, select, [contenteditable=true]")
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing) return
  const words = document.getElementById("quick-words")
  if (!words) return
  event.preventDefault()
  words.focus()
  words.select()
})
