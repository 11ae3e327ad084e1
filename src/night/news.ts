// The news of a night: first as the built pages show it, then what concerns only documents that this build leaves out,
// such as drafts and those for another audience.

import type { Corpus } from "../corpus/link.ts";
import type { StateRecord } from "../model/record.ts";
import { pictureOf } from "../site/states.ts";
import { type News, newsBetween, type Picture } from "../trackers/news.ts";
import type { LookedSite } from "./refresh.ts";

/** @param shown the corpus of the build */
export function newsOf({ corpus, match, before, after, looks }: LookedSite, shown: Corpus): News {
  const picture = (of: Corpus, record: StateRecord) => pictureOf({ corpus: of, match }, record, looks.byUrl);
  const pictures = (record: StateRecord) => joined(picture(shown, record), picture(corpus, record), shown);
  return newsBetween(pictures(before), pictures(after));
}

/** A document that is not shown may name other series of a bug: what a page says is judged by what is shown. */
function joined(onPages: Picture, everywhere: Picture, { byUrl }: Corpus): Picture {
  const items = new Set(onPages.references.map(({ item }) => item));
  return {
    references: [...onPages.references, ...everywhere.references.filter(({ item }) => !items.has(item))],
    waits: [...onPages.waits, ...everywhere.waits.filter(({ document }) => !byUrl.has(document.url))],
  };
}
