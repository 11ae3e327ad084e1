// Marks the section that is being read in the list of sections. Without this script, the list leads to sections all the
// same.

/**
 * The section that is being read: the last one whose heading is above a line near the top of the window, or the first
 * one; at the end of the page the last one, which may be too short to get there.
 * @param {readonly number[]} tops where headings begin, in pixels below the top of the window, in order
 * @param {number} line
 * @param {boolean} isAtEnd
 */
export function currentSection(tops, line, isAtEnd) {
  if (isAtEnd) return tops.length - 1;
  return Math.max(
    0,
    tops.findLastIndex((top) => top <= line),
  );
}

/** How far below the top of the window a heading counts as read: the bar, and a line of text. */
const LINE = 80;

/** @param {Element} bar */
function follow(bar) {
  const list = bar.querySelector("ul");
  const entries = [...bar.querySelectorAll("a")].flatMap((link) => {
    const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return heading === null ? [] : [{ link, heading }];
  });
  /** @type {HTMLAnchorElement | undefined} */
  let marked;
  let isAsked = false;

  const show = () => {
    isAsked = false;
    const isAtEnd = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    // On a phone, also one that was turned, the bar has only the first level.
    const shown = entries.filter(({ link }) => link.checkVisibility?.() !== false);
    const tops = shown.map(({ heading }) => heading.getBoundingClientRect().top);
    const link = shown[currentSection(tops, LINE, isAtEnd)]?.link;
    if (link === marked) return;
    marked?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "true");
    marked = link;
    // The bar alone, sideways or in the column: the page itself must not move.
    if (link && list) {
      list.scrollLeft = link.offsetLeft - list.offsetLeft - (list.clientWidth - link.offsetWidth) / 2;
      bar.scrollTop = link.offsetTop - (bar.clientHeight - link.offsetHeight) / 2;
    }
  };
  const ask = () => {
    if (!isAsked) requestAnimationFrame(show);
    isAsked = true;
  };
  addEventListener("scroll", ask, { passive: true });
  addEventListener("resize", ask);
  show();
}

// Tests import this file where there is no document.
if (typeof document !== "undefined") {
  const bar = document.querySelector("nav.toc");
  if (bar) follow(bar);
}
