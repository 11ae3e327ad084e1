// A hash of what a search finds of a page. A page that was made anew for another state, style or script has the same
// hash, and its part of the index stays as it is.

import { hash } from "node:crypto";
import { Parser } from "htmlparser2";
import { NOT_SEARCHED } from "./not-searched.ts";

type Attributes = Readonly<Record<string, string>>;
/** A tag with its classes, as selectors write them, and the selectors that end with one of them, from their ends. */
type Kind = { readonly names: readonly string[]; readonly selectors: readonly (readonly string[])[] };
/** An open element. */
type Open = { readonly kind: Kind; readonly begins: Begin };
type Begin = "body" | "stated" | "ignored" | "excluded" | "nothing";

const SELECTORS = NOT_SEARCHED.map((selector) => selector.split(" ").reverse());

/**
 * The hash of what Pagefind takes from a page of ours; "" if the page keeps out of the index. Attributes that Pagefind
 * leaves alone are not in it, nor is what it was told to ignore, unless that states metadata, which counts anywhere.
 */
export function searchHash(html: string): string {
  if (!isSearched(html)) return "";
  const taken = new Taken();
  const parser = new Parser(
    {
      onopentag: (name, attributes) => taken.open(name, attributes),
      ontext: (text) => taken.text(text),
      onclosetag: () => taken.close(),
    },
    // Our own pages write them small.
    { decodeEntities: false, lowerCaseTags: false, lowerCaseAttributeNames: false },
  );
  parser.end(html);
  return taken.hasBody ? hash("sha256", taken.pieces.join(""), "hex").slice(0, 32) : "";
}

/** Whether a page of ours is in the index at all; most lists are not. */
export function isSearched(html: string): boolean {
  return html.includes("data-pagefind-body");
}

class Taken {
  readonly pieces: string[] = [];
  hasBody = false;
  readonly #stack: Open[] = [];
  readonly #count = { body: 0, stated: 0, ignored: 0, excluded: 0, nothing: 0 };

  open(name: string, attributes: Attributes): void {
    const kind = kindOf(name, attributes);
    const begins = this.#beginOf(kind, attributes);
    if (begins === "stated" || begins === "body") this.pieces.push(`<${name} ${JSON.stringify(attributes)}>`);
    else if (begins === "nothing" && this.#isTaken()) this.pieces.push(tagOf(name, attributes));
    // Pagefind leaves out what lies in it, and yet keeps its anchor.
    else if (begins === "excluded" && attributes.id !== undefined) this.pieces.push(`<#${attributes.id}>`);
    if (begins === "body") this.hasBody = true;
    this.#count[begins] += 1;
    this.#stack.push({ kind, begins });
  }

  text(text: string): void {
    if (this.#isTaken()) this.pieces.push(text);
  }

  close(): void {
    const { begins } = this.#stack.pop() ?? { begins: "nothing" as const };
    if (this.#isTaken()) this.pieces.push("</>");
    this.#count[begins] -= 1;
  }

  #isTaken(): boolean {
    const { body, ignored, excluded, stated } = this.#count;
    return stated > 0 || (body > 0 && ignored + excluded === 0);
  }

  #beginOf(kind: Kind, attributes: Attributes): Begin {
    let isIgnored = false;
    for (const name in attributes) {
      if (!name.startsWith("data-pagefind-")) continue;
      if (name === "data-pagefind-body") return "body";
      // It states metadata, which Pagefind reads within an ignored element, too.
      if (name !== "data-pagefind-ignore") return "data-pagefind-body" in attributes ? "body" : "stated";
      isIgnored = true;
    }
    if (isIgnored) return "ignored";
    return kind.selectors.length > 0 && this.#isTaken() && this.#isNotSearched(kind) ? "excluded" : "nothing";
  }

  /** Whether one of the selectors is about such an element within those that are open. */
  #isNotSearched({ selectors }: Kind): boolean {
    return selectors.some((above) => {
      let i = this.#stack.length;
      return above.slice(1).every((one) => {
        do i -= 1;
        while (i >= 0 && !this.#stack[i]?.kind.names.includes(one));
        return i >= 0;
      });
    });
  }
}

/** Pages have a few hundred combinations, and thousands of pages have the same. */
const KINDS = new Map<string, Kind>();

function kindOf(name: string, { class: classes = "" }: Attributes): Kind {
  const key = `${name} ${classes}`;
  const known = KINDS.get(key);
  if (known !== undefined) return known;
  const names = [name, ...classes.split(" ").map((one) => `.${one}`)];
  const kind = { names, selectors: SELECTORS.filter(([own = ""]) => names.includes(own)) };
  KINDS.set(key, kind);
  return kind;
}

/** What Pagefind reads of it: the tag parts words, an id is an anchor, and the first picture stands for the page. */
function tagOf(name: string, { id, src, alt }: Attributes): string {
  const picture = name === "img" ? ` ${src} ${alt}` : "";
  return `<${name}${id === undefined ? "" : ` #${id}`}${picture}>`;
}
