// The elements that HTML has, so that `<pool>` in prose is told from a tag. tests/markdown/html-elements.test.ts
// compares the list with the one of html-validate.

/** Elements of today. https://html.spec.whatwg.org/multipage/indices.html#elements-3 */
const LIVING =
  "a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption cite code col " +
  "colgroup data datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure footer form h1 h2 " +
  "h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta " +
  "meter nav noscript object ol optgroup option output p picture pre progress q rp rt ruby s samp script search " +
  "section select selectedcontent slot small source span strong style sub summary sup table tbody td template " +
  "textarea tfoot th thead time title tr track u ul var video wbr";

/** Elements of the past, which browsers still know. https://html.spec.whatwg.org/multipage/obsolete.html */
const OBSOLETE =
  "acronym applet basefont bgsound big blink center dir font frame frameset image isindex keygen listing marquee " +
  "menuitem multicol nextid nobr noembed noframes param plaintext rb rtc spacer strike tt xmp";

/** Their own elements are known by where they stand. */
const FOREIGN = "svg math";

const ELEMENTS: ReadonlySet<string> = new Set(`${LIVING} ${OBSOLETE} ${FOREIGN}`.split(" "));

/** Whether HTML has an element of this name, in whatever case. */
export function isElement(name: string): boolean {
  return ELEMENTS.has(name.toLowerCase());
}

/**
 * Elements whose name is a word that stands for something in prose, as in `zfs destroy <data>`: where one is opened
 * without attributes and never closed, it was no element that its author meant.
 */
const WORDS: ReadonlySet<string> = new Set(
  (
    "address area article aside audio base body button canvas caption col command data dialog dir embed footer form " +
    "frame head header iframe image input label legend link main map menu meta meter nav object option output param " +
    "picture progress search section select slot source span style summary table template time title track var video"
  ).split(" "),
);

/** Whether the name of this element may be meant as a word. */
export function isWord(name: string): boolean {
  return WORDS.has(name.toLowerCase());
}
