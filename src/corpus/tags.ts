// Tags become addresses: two spellings of one are the same page, which is called by one of them.

import { advice, type Problem } from "../core/problem.ts";
import { tagUrl } from "../model/urls.ts";
import type { AnyDocument } from "./documents.ts";

/** Tags that have the address of a tag which is spelt differently. */
export function tagProblems(documents: readonly AnyDocument[]): Problem[] {
  const first = new Map<string, { readonly tag: string; readonly file: string }>();
  return documents.flatMap((document) =>
    document.data.tags.flatMap((tag, i) => {
      const place = document.placeOf("tags", i);
      const url = tagUrl(tag);
      const other = first.get(url) ?? { tag, file: document.file };
      first.set(url, other);
      if (other.tag === tag) return [];
      const remedy = `Both are one page; write "${other.tag}" as in ${other.file}, or choose another word`;
      return [advice(place, `tag "${tag}" is also spelt "${other.tag}"`, remedy)];
    }),
  );
}
