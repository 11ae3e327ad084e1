// What an address or a style in an SVG would load. It may point into the SVG, and hold pictures and fonts as data.
// Anything else is foreign: it would reveal readers to another host, or be missing: a picture in a page loads nothing.

/** Browsers trim controls and blanks, and drop tabs and line breaks within: https://url.spec.whatwg.org/#url-parsing */
function cleaned(address: string): string {
  // Only the beginning of an address matters here; what follows does not change it.
  return address.replace(/[\t\n\r]/g, "").replace(/^[\0-\x20]+/, "");
}

/** Raster pictures, and fonts. An SVG within an SVG has not been checked. */
const HELD = /^data:(?:image\/(?:png|jpe?g|gif|webp|avif)|font\/[\w-]+|application\/(?:x-)?font-[\w-]+)[;,]/i;

/** Whether what loads automatically stays within the picture. */
export function isWithin(address: string): boolean {
  const clean = cleaned(address);
  return clean === "" || clean.startsWith("#") || HELD.test(clean);
}

/** Whether a link may lead there: it loads only when followed, and must not run anything then. */
export function isHarmlessLink(address: string): boolean {
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(cleaned(address))?.[1];
  return scheme === undefined || ["http", "https", "mailto"].includes(scheme.toLowerCase());
}

/** Whether an attribute of any name holds a script's address, alone or in a list of an animation's values. */
export function holdsScript(value: string): boolean {
  return /(?:^|;)\s*(?:javascript|vbscript):/i.test(cleaned(value));
}

/** `\75rl(` is `url(`: https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point */
const CSS_ESCAPE = /\\(?:([0-9a-f]{1,6})(?:\r\n|[ \t\r\n\f])?|(\r\n|[\r\n\f])|(.))/gis;

function withoutEscapes(css: string): string {
  return css.replace(CSS_ESCAPE, (_, hex?: string, lineBreak?: string, character?: string) => {
    if (hex === undefined) return lineBreak === undefined ? (character ?? "") : "";
    const code = Number.parseInt(hex, 16);
    return code === 0 || code > 0x10_ff_ff ? "\uFFFD" : String.fromCodePoint(code);
  });
}

/** These load their argument as plain text. */
const CSS_LOADS = /@import\b[^;]*|(?:image-set|\bsrc)\([^)]*|\bimage\(\s*["'][^)]*/i;

/** So many characters show whether an address stays within; the rest of a picture as data may be megabytes. */
const TOLD_BY = 100;

/**
 * The first text by which a style would load something. Each `url(` counts, wherever it is: one within a string or a
 * comment loads nothing, but skipping those safely would take a full parser.
 */
export function loadsInCss(style: string): string | undefined {
  const css = withoutEscapes(style);
  const [load] = CSS_LOADS.exec(css) ?? [];
  if (load !== undefined) return load;
  const addresses = css.matchAll(/url\(\s*["']?[\0-\x20]*/gi).map(({ 0: all, index }) => css.slice(index + all.length));
  const foreign = addresses.find((address) => /^(?:["')]|$)/.test(address) || !isWithin(address.slice(0, TOLD_BY)));
  return foreign?.replace(/["')].*$/s, "").trim();
}
