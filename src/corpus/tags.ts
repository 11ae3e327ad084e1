// Tags become addresses: two spellings of one tag are the same page, under one of them.

import { advice, type Problem } from "../core/problem.ts";
import { tagUrl } from "../model/urls.ts";
import type { AnyDocument } from "./documents.ts";

/** Tags that share the address of a tag with another spelling. */
export function tagProblems(documents: readonly AnyDocument[]): Problem[] {
  const first = new Map<string, { readonly tag: string; readonly file: string }>();
  return documents.flatMap((document) =>
    document.data.tags.flatMap((tag, i) => {
      const place = document.placeOf("tags", i);
      const url = tagUrl(tag);
      const other = first.get(url) ?? { tag, file: document.file };
      first.set(url, other);
      if (other.tag === tag) return [];
      const remedy = `Write "${other.tag}" as in ${other.file}, or choose another word: both are one page`;
      return [advice(place, `tag "${tag}" is also spelt "${other.tag}"`, remedy)];
    }),
  );
}
