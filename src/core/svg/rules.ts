// What an SVG may not hold: elements that run or load something, and attributes that do.

import type { SaxesAttributeNS, SaxesTagNS } from "saxes";
import { holdsScript, isHarmlessLink, isWithin, loadsInCss } from "./addresses.ts";

export const SVG = "http://www.w3.org/2000/svg";
const HTML = "http://www.w3.org/1999/xhtml";
const XML = "http://www.w3.org/XML/1998/namespace";
const XMLNS = "http://www.w3.org/2000/xmlns/";

export type Defect = { readonly what: string; readonly remedy: string };

const OUT = "Remove it, or attach the file as a .zip: opened directly, the picture would run it as part of this site";
const LOADED = "Embed it as data:image/png;base64,… or refer to #id: a picture in a page loads nothing";
export const SVG_STYLE_REMEDY =
  "Embed the rules, and fonts as data:font/woff2;base64,…: a picture in a page loads nothing";

/** The remedies by name of element. Browsers distinguish the case of its letters; a reader of the file does not. */
const ELEMENTS: ReadonlyMap<string, string> = new Map([
  ["script", OUT],
  ["handler", OUT],
  ["foreignobject", "Export it with plain text: draw.io without “Formatted text”, Mermaid with htmlLabels: false"],
  ...["iframe", "embed", "object", "audio", "video", "canvas"].map((name) => [name, OUT] as const),
]);

/** What is wrong with the element itself. Editors' namespaces, such as Inkscape's, draw nothing and run nothing. */
export function elementDefect({ name, local, uri }: SaxesTagNS): Defect | undefined {
  if (uri === HTML) return { what: `HTML element <${quoted(name)}>`, remedy: OUT };
  const remedy = uri === SVG || uri === "" ? ELEMENTS.get(local.toLowerCase()) : undefined;
  return remedy === undefined ? undefined : { what: `element <${quoted(name)}>`, remedy };
}

export function attributeDefect(tag: SaxesTagNS, attribute: SaxesAttributeNS): Defect | undefined {
  const { name, local, uri, value } = attribute;
  if (uri === XMLNS) return undefined;
  const what = `${quoted(name)}="${quoted(value)}"`;
  if (uri === "" && /^on/i.test(local)) return { what: `attribute ${what} that runs a script`, remedy: OUT };
  if (uri === XML && local === "base") {
    return { what: `attribute ${what}`, remedy: "Remove it: it changes where all addresses of the picture lead" };
  }
  if (name.toLowerCase() === "attributename" && isDangerousToAnimate(value)) {
    return {
      what: `animation of ${what}`,
      remedy: "Remove the animation: it can turn a harmless link into a script",
    };
  }
  if (holdsScript(value)) return { what: `script in ${what}`, remedy: OUT };
  if (["href", "src"].includes(local.toLowerCase())) return addressDefect(tag, value, what);
  const load = loadsInCss(value);
  return load === undefined ? undefined : { what: `${what} that loads something`, remedy: LOADED };
}

/** The links of a drawing may lead anywhere, because a reader has to follow them. */
function addressDefect({ local, uri }: SaxesTagNS, value: string, what: string): Defect | undefined {
  if (local === "a" && uri === SVG) {
    const remedy = "Link to http:, https: or mailto:, or to a path of this site";
    return isHarmlessLink(value) ? undefined : { what: `link ${what}`, remedy };
  }
  return isWithin(value) ? undefined : { what: `foreign address ${what}`, remedy: LOADED };
}

/** `xlink:href` with any prefix, and attributes that run scripts. */
function isDangerousToAnimate(attributeName: string): boolean {
  const local = attributeName.trim().replace(/^.*:/s, "");
  return /^(?:href|src|on.*)$/is.test(local);
}

const LONGEST = 80;

/** Foreign text in a message, on one line and not too long. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
