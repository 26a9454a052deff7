// A new link, into the clipboard.
const button = document.querySelector("[data-copy]")
if (button && navigator.clipboard) {
  const field = button.previousElementSibling
  button.hidden = false
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value)
    button.textContent = button.dataset.done
  })
}
