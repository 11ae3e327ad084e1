// The copy button of a check: copies the form that is safe to paste into a login shell. Without this script, or
// without the right to use the clipboard, the snippet is there to be selected.

for (const button of document.querySelectorAll("button[data-copy]")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  const label = button.textContent ?? "";
  button.hidden = false;
  button.addEventListener("click", async () => {
    const done = await copy(button.dataset.copy ?? "");
    button.textContent = done ? "Copied" : "Press Ctrl+C";
    setTimeout(() => {
      button.textContent = label;
    }, 4000);
  });
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Refused, or the page is not served over HTTPS: show the text, selected, so that one keystroke copies it.
    const area = document.createElement("textarea");
    area.value = text;
    area.className = "copy-fallback";
    document
      .querySelector(`button[data-copy="${CSS.escape(text)}"]`)
      ?.closest("section")
      ?.append(area);
    area.select();
    return false;
  }
}
