// Finds what a published SVG must not hold. In a page it is a picture that runs nothing and loads nothing; opened
// directly, it is a document of our own origin, whose scripts may do whatever the site may.

import { SaxesParser, type SaxesTagNS } from "saxes";
import type { Place, Source } from "../position.ts";
import { type Problem, problem, QUOTED } from "../problem.ts";
import { loadsInCss } from "./addresses.ts";
import { attributeDefect, elementDefect, quoted, SVG, SVG_STYLE_REMEDY } from "./rules.ts";

/** The offsets of an attribute, from the start of its name to the end of its value. */
type Span = readonly [start: number, end: number];

/** The defects in order. A defective element hides the defects within it, and repeats are counted. */
export function svgDefects(source: Source): Problem[] {
  const utf16 = source.text.indexOf("\0");
  if (utf16 !== -1) return [problem(source.at(utf16, 1), "NUL character, as in UTF-16", ENCODING_REMEDY)];
  return new Reading(source).problems();
}

const ENCODING_REMEDY = "Save the file as UTF-8, and declare no other encoding";

/** One pass of the XML parser. It reads as browsers do, because they read a file that ends in .svg as XML. */
class Reading {
  readonly #source: Source;
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #found: Problem[] = [];
  /** What was reported of an element or attribute, whatever its value, and how often. */
  readonly #repeated = new Map<string, { readonly at: number; count: number }>();
  #spans = new Map<string, Span>();
  /** The end of what was read last within a tag. */
  #last = 0;
  #tagStart = 0;
  #depth = 0;
  /** Depth of the outermost defective element; nothing within it is reported. */
  #refusedAt = Number.POSITIVE_INFINITY;
  /** The outermost style element that is open: where it starts, its depth and its text so far. */
  #style: { readonly start: number; readonly depth: number; text: string } | undefined;
  #hasEntities = false;
  /** From here on the parser may read otherwise than a browser. */
  #isBroken = false;

  constructor(source: Source) {
    this.#source = source;
    const parser = this.#parser;
    parser.on("error", ({ message }) => this.#broken(message));
    parser.on("xmldecl", (declaration) => this.#declared(declaration));
    parser.on("doctype", (doctype) => this.#doctype(doctype));
    parser.on("processinginstruction", ({ target }) => this.#instruction(target));
    parser.on("opentagstart", ({ name }) => {
      this.#last = parser.position;
      this.#tagStart = source.text.lastIndexOf(`<${name}`, parser.position);
      this.#spans = new Map();
    });
    parser.on("attribute", ({ name }) => {
      const start = this.#last + source.text.slice(this.#last, parser.position).search(/[^\s/]/);
      this.#spans.set(name, [start, parser.position]);
      this.#last = parser.position;
    });
    parser.on("opentag", (tag) => this.#opened(tag));
    parser.on("text", (text) => this.#styled(text));
    parser.on("cdata", (text) => this.#styled(text));
    parser.on("closetag", () => this.#closed());
  }

  problems(): Problem[] {
    try {
      this.#parser.write(this.#source.text).close();
    } catch (error) {
      if (error !== TOO_DEEP) throw error;
    }
    for (const { at, count } of this.#repeated.values()) {
      const first = this.#found[at];
      if (first && count > 1) this.#found[at] = { ...first, what: `${first.what} and ${count - 1} more like it` };
    }
    return this.#found;
  }

  #tell(place: Place, what: string, remedy: string): void {
    if (!this.#isBroken && this.#depth <= this.#refusedAt) this.#found.push(problem(place, what, remedy));
  }

  #broken(message: string): void {
    const what = message.replace(/^\d+:\d+: /, "").replace(/\.$/, "");
    // Entities that the doctype defines are unknown here; the doctype itself is reported.
    if (!this.#hasEntities && !this.#isBroken) {
      const place = this.#source.at(this.#parser.position - 1, 1);
      this.#found.push(problem(place, `not well-formed XML: ${what}`, BROKEN_REMEDY));
    }
    this.#isBroken ||= !this.#hasEntities;
  }

  #declared({ version, encoding }: { version?: string; encoding?: string }): void {
    const place = (value: string) => this.#source.find(value, 1, 1);
    if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) {
      this.#tell(place(encoding), `encoding "${quoted(encoding)}"`, ENCODING_REMEDY);
    }
    if (version !== undefined && version !== "1.0") {
      this.#tell(place(version), `XML ${quoted(version)}`, 'Write version="1.0": browsers support no other');
    }
  }

  #doctype(doctype: string): void {
    if (!doctype.replace(/"[^"]*"|'[^']*'/g, "").includes("[")) return;
    this.#hasEntities = true;
    const start = this.#source.text.lastIndexOf("<!DOCTYPE", this.#parser.position);
    this.#tell(this.#source.at(start, "<!DOCTYPE".length), "declarations in <!DOCTYPE … [ ]>", DOCTYPE_REMEDY);
  }

  #instruction(target: string): void {
    if (target.toLowerCase() !== "xml-stylesheet") return;
    const start = this.#source.text.lastIndexOf(`<?${target}`, this.#parser.position);
    this.#tell(this.#source.at(start, target.length + 2), `style sheet by <?${target} … ?>`, SVG_STYLE_REMEDY);
  }

  #opened(tag: SaxesTagNS): void {
    this.#depth += 1;
    const place = this.#source.at(this.#tagStart, tag.name.length + 1);
    if (this.#depth > DEEPEST) {
      if (!this.#isBroken) this.#found.push(problem(place, `elements nested more than ${DEEPEST} deep`, DEEP_REMEDY));
      throw TOO_DEEP;
    }
    const defect = elementDefect(tag);
    if (defect === undefined && this.#depth === 1 && (tag.uri !== SVG || tag.local !== "svg")) {
      this.#tell(
        place,
        `root element <${quoted(tag.name)}>, which is not SVG`,
        `Begin the picture with <svg xmlns="${SVG}">`,
      );
    }
    if (defect !== undefined) this.#refuse(place, defect.what, defect.remedy);
    for (const attribute of defect === undefined ? Object.values(tag.attributes) : []) {
      const wrong = attributeDefect(tag, attribute);
      if (wrong === undefined) continue;
      const [start, end] = this.#spans.get(attribute.name) ?? [this.#tagStart, this.#tagStart];
      const [line = ""] = this.#source.text.slice(start, end).split(/\r?\n/, 1);
      this.#tellOnce(this.#source.at(start, line.length), wrong.what, wrong.remedy);
    }
    if (tag.local === "style") this.#style ??= { start: this.#tagStart, depth: this.#depth, text: "" };
  }

  /** An element that must be removed, with everything in it. */
  #refuse(place: Place, what: string, remedy: string): void {
    if (this.#isBroken || this.#depth > this.#refusedAt) return;
    this.#refusedAt = this.#depth;
    this.#tellOnce(place, what, remedy);
  }

  /** Repeats are counted: a drawing may hold a hundred pictures from one host. */
  #tellOnce(place: Place, what: string, remedy: string): void {
    if (this.#isBroken || this.#depth > this.#refusedAt) return;
    const kind = what.replace(QUOTED, "");
    const before = this.#repeated.get(kind);
    if (before !== undefined) before.count += 1;
    else {
      this.#repeated.set(kind, { at: this.#found.length, count: 1 });
      this.#tell(place, what, remedy);
    }
  }

  #styled(text: string): void {
    if (this.#style !== undefined) this.#style.text += text;
  }

  #closed(): void {
    if (this.#depth === this.#style?.depth) {
      this.#styleEnds(this.#style);
      this.#style = undefined;
    }
    if (this.#depth === this.#refusedAt) this.#refusedAt = Number.POSITIVE_INFINITY;
    this.#depth -= 1;
  }

  /** Reports what the style loads: at that text, or at the start tag if escapes hide it. */
  #styleEnds({ start, text }: { readonly start: number; readonly text: string }): void {
    const load = loadsInCss(text);
    if (load === undefined) return;
    const [line = ""] = load.split("\n", 1);
    const found = line === "" ? -1 : this.#source.text.slice(start, this.#parser.position).indexOf(line);
    const place = found === -1 ? this.#source.at(start, "<style".length) : this.#source.at(start + found, line.length);
    this.#tell(place, `style that loads "${quoted(load)}"`, SVG_STYLE_REMEDY);
  }
}

/** For each element the parser goes through its ancestors: with 100,000 of them, that takes minutes. */
const DEEPEST = 250;
/** Thrown and caught here, to end the parser. */
const TOO_DEEP = Symbol("too deep");
const DEEP_REMEDY = "Ungroup them in the drawing program, or attach the file as a .zip";

const BROKEN_REMEDY = "Save it again from the program that drew it: browsers stop drawing here";
const DOCTYPE_REMEDY =
  "Save it as plain SVG, or run `npx svgo` on it: entities can hide content from people who review the file";
