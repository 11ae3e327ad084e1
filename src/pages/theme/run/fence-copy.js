// A copy button for commands that only read: it copies them as they are shown, with the reader's names in them, and
// without prompts and output. Where a name is missing, it asks for it first. Commands that change something get no
// button, and checks have one of their own.

const box = document.querySelector(".run-values");
/** @type {HTMLButtonElement | undefined} */
let waiting;

for (const pre of document.querySelectorAll("figure.shell > pre[data-language]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  // Of many, each is told by its command; what becomes of it is read out.
  button.ariaLabel = `Copy ${/^(?!#).+?(?=\s+#|$)/m.exec(commandsOf(pre).trim())?.[0] ?? ""}`;
  button.ariaLive = "polite";
  button.addEventListener("click", async () => {
    // A name may have outlived its run while the machine slept.
    box?.dispatchEvent(new Event("look"));
    const missing = pre.querySelector("var[data-placeholder]:not(.filled)");
    say(button, missing instanceof HTMLElement ? askFor(missing, button) : await copy(pre));
  });
  pre.after(button);
}

// The key that ends the input leads back to the command; it must not press the button there, too.
box?.addEventListener("keydown", (event) => {
  if (!(event instanceof KeyboardEvent) || event.key !== "Enter" || waiting === undefined) return;
  if (!(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  waiting.focus();
  waiting = undefined;
});

/** @param {HTMLButtonElement} button @param {string} text */
function say(button, text) {
  const name = button.ariaLabel;
  button.textContent = text;
  button.ariaLabel = null;
  setTimeout(() => {
    button.textContent = "Copy";
    button.ariaLabel ??= name;
  }, 4000);
}

/** @param {HTMLElement} missing @param {HTMLButtonElement} button */
function askFor(missing, button) {
  const name = missing.dataset.placeholder ?? "";
  const input = box?.querySelector(`input[data-name="${name}"]`);
  const text = `Fill in <${name}> first`;
  box?.querySelector("output")?.replaceChildren(text);
  box?.querySelector("details")?.setAttribute("open", "");
  if (input instanceof HTMLInputElement) input.focus();
  waiting = button;
  return text;
}

/** @param {Element} pre */
async function copy(pre) {
  try {
    const text = commandsOf(pre);
    await navigator.clipboard.writeText(text);
    // For the log of the run.
    dispatchEvent(new CustomEvent("faultbook:copied", { detail: ["command", text] }));
    return "Copied";
  } catch {
    // Refused, or the page is not served over HTTPS: what is selected is copied by one gesture.
    getSelection()?.selectAllChildren(pre);
    return "Copy the selected text";
  }
}

/** What a reader pastes: no prompt of a session, nor what it printed. @param {Element} pre */
function commandsOf(pre) {
  const shown = pre.cloneNode(true);
  if (!(shown instanceof Element)) return "";
  const others = shown.querySelectorAll(".prompt, .output");
  for (const other of others) other.remove();
  const text = shown.textContent ?? "";
  return others.length > 0 ? text.trimEnd() : text;
}
