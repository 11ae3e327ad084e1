// Lets keys scroll code and tables that are wider than their place. Current Chromium and Firefox do so by themselves,
// Safari does not. What fits is no stop on the way through the page.

/** @param {Element} block */
function mark(block) {
  if (block.scrollWidth > block.clientWidth) block.setAttribute("tabindex", "0");
  else block.removeAttribute("tabindex");
}

// Tests import the whole script where there is no document.
if (typeof document !== "undefined" && typeof ResizeObserver !== "undefined") {
  // It tells of each at first, and again when something unfolds it or the window changes.
  const sizes = new ResizeObserver((entries) => {
    for (const { target } of entries) mark(target);
  });
  for (const block of document.querySelectorAll("pre, .table")) sizes.observe(block);
}
