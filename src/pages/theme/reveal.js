// Opens what hides the target of an address. Current browsers do so by themselves
// (https://html.spec.whatwg.org/multipage/interaction.html#ancestor-revealing-algorithm), older ones do not.

/**
 * The element that a fragment names. A "%" that encodes nothing stands for itself.
 * @param {string} fragment
 */
function named(fragment) {
  try {
    return document.getElementById(decodeURIComponent(fragment));
  } catch {
    return document.getElementById(fragment);
  }
}

function reveal() {
  const target = named(location.hash.slice(1));
  let closed = target?.closest("details:not([open])");
  if (!target || !closed) return;
  for (; closed; closed = target.closest("details:not([open])")) closed.setAttribute("open", "");
  target.scrollIntoView();
}

addEventListener("hashchange", reveal);
reveal();
