// Headings by their letters and digits alone. Each generator makes its own ids from a heading: "What's new in 1.82?" is
// whats-new-in-182, what-s-new-in-1-82 or Whats_new_in_182. They drop or insert other characters, but keep the letters.

import { lettersOf } from "../../core/letters.ts";
import type { AnyDocument } from "../documents.ts";

export class AlikeAnchors {
  readonly #documents: ReadonlyMap<string, AnyDocument>;
  /** Address → letters → ids of the headings that have them. */
  readonly #pages = new Map<string, ReadonlyMap<string, ReadonlySet<string>>>();

  constructor(documents: readonly AnyDocument[]) {
    this.#documents = new Map(documents.map((document) => [document.url, document]));
  }

  /** The id of the page's one heading with the letters of this anchor; undefined if there are none or several. */
  find(url: string, anchor: string): string | undefined {
    const document = this.#documents.get(url);
    const letters = lettersOf(anchor);
    if (document === undefined || letters === "") return undefined;
    const page = this.#pages.get(url) ?? byLetters(document);
    this.#pages.set(url, page);
    const [id, ...others] = page.get(letters) ?? [];
    return others.length === 0 ? id : undefined;
  }
}

function byLetters({ rendered }: AnyDocument): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (text: string, id: string) => {
    const letters = lettersOf(text);
    found.set(letters, (found.get(letters) ?? new Set()).add(id));
  };
  for (const { id, text } of rendered.headings) {
    add(id, id);
    // For "C" and "C++", the ids differ in more than punctuation: c and c-1.
    add(text, id);
    // A component in a heading is shown as text here, and is not part of its id elsewhere.
    add(text.replace(/<[^<>]*>/g, ""), id);
  }
  for (const id of rendered.anchors) add(id, id);
  return found;
}
