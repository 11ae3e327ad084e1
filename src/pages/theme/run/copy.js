// The copy buttons of checks and of the log. That of a check copies the form that is safe to paste into a login shell.
// Without the right to use the clipboard, the text appears below the button; without this script, the snippet is there to
// be selected.

import { pasted, unpacked } from "../../../checks/downloads/pasted.ts";

for (const button of document.querySelectorAll("button:is([data-copy], [data-check])")) {
  if (!(button instanceof HTMLButtonElement)) continue;
  const label = button.textContent ?? "";
  button.hidden = false;
  // What becomes of it is read out.
  button.ariaLive = "polite";
  button.addEventListener("click", async () => {
    const done = await copy(textFor(button.dataset), button);
    if (done) tell(button);
    button.textContent = done ? "Copied" : "Copy the text below";
    setTimeout(() => {
      button.textContent = label;
    }, 4000);
  });
}

/** That of a check may stand with another button of the page. @param {DOMStringMap} dataset */
function textFor({ check, copy = "" }) {
  if (check === undefined) return copy;
  const holder = document.querySelector(`button[data-check="${check}"][data-copy]`);
  return pasted(unpacked(holder?.getAttribute("data-copy") ?? ""));
}

/** @param {string} text @param {HTMLButtonElement} button */
async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Refused, or the page is not served over HTTPS: show the text, selected, so that one gesture copies it.
    const area = document.createElement("textarea");
    area.value = text;
    area.readOnly = true;
    area.className = "copy-fallback";
    area.setAttribute("aria-label", "Text to copy");
    area.addEventListener("copy", () => tell(button));
    button.parentElement?.querySelector("textarea")?.remove();
    button.after(area);
    area.focus();
    area.select();
    return false;
  }
}

/** For the log of the run. @param {HTMLButtonElement} button */
function tell({ dataset: { check } }) {
  if (check === undefined) return;
  dispatchEvent(new CustomEvent("faultbook:copied", { detail: ["check", check] }));
}
