// The elements of HTML, to distinguish `<pool>` in prose from a tag. tests/markdown/html-elements.test.ts
// compares the lists with the one of html-validate.

/** Current elements. https://html.spec.whatwg.org/multipage/indices.html#elements-3 */
const LIVING =
  "a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption cite code col " +
  "colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer form h1 h2 " +
  "h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta " +
  "meter nav noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp script search " +
  "section select selectedcontent slot small source span strong style sub summary sup table tbody td template " +
  "textarea tfoot th thead time title tr track u ul var video wbr";

/** Obsolete elements, which browsers still know. https://html.spec.whatwg.org/multipage/obsolete.html */
const OBSOLETE =
  "acronym applet basefont bgsound big blink center dir font frame frameset image isindex keygen listing marquee " +
  "menuitem multicol nextid nobr noembed noframes param plaintext rb rtc spacer strike tt xmp";

/** Elements inside these are known by their context. */
const FOREIGN = "svg math";

const ELEMENTS: ReadonlySet<string> = new Set(`${LIVING} ${OBSOLETE} ${FOREIGN}`.split(" "));

/** Whether HTML has an element of this name, in any case. */
export function isElement(name: string): boolean {
  return ELEMENTS.has(name.toLowerCase());
}

/** Elements that never hold anything. */
const VOID: ReadonlySet<string> = new Set(
  "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split(" "),
);

export function isVoid(name: string): boolean {
  return VOID.has(name.toLowerCase());
}

/** Elements whose end tag may be left out. https://html.spec.whatwg.org/multipage/syntax.html#optional-tags */
const ENDS: ReadonlySet<string> = new Set(
  "html head body li dt dd p rb rt rtc rp optgroup option colgroup caption thead tbody tfoot tr td th".split(" "),
);

/** Whether an element ends where the next one begins, or the one around it ends. */
export function endsByItself(name: string): boolean {
  return ENDS.has(name.toLowerCase());
}

/** Elements in which the sanitiser's parser reads only text until their own end. */
const RAW_TEXT = /^(?:noembed|noframes|plaintext|script|style|textarea|title|xmp)$/i;

export function isRawText(name: string): boolean {
  return RAW_TEXT.test(name);
}

/** Elements with child elements of their own, which HTML does not know. */
export function isDrawing(name: string): boolean {
  return /^(?:svg|math)$/i.test(name);
}
