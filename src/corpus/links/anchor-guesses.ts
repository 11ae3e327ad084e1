// What the author of a link to an anchor that is not there may have meant.

import { didYouMean } from "../../core/nearest-name.ts";

/** As many as take about half a second: who has thousands of such links mends them by a rule and not one by one. */
const MOST_COMPARISONS = 1_000_000;

/** Gives the remedy of links to anchors of which the page has none, for one site. */
export function anchorGuesses(): (fragment: string, anchors: ReadonlySet<string>) => string {
  const hints = new Map<ReadonlySet<string>, string>();
  let left = MOST_COMPARISONS;
  return (fragment, anchors) => {
    const hint = hints.get(anchors) ?? anchorsTold(anchors);
    hints.set(anchors, hint);
    if (anchors.size > left) return hint;
    left -= anchors.size;
    return didYouMean(fragment, anchors, hint);
  };
}

/** A page of a thousand headings may have a thousand broken links to it. */
const MOST_ANCHORS = 30;

/** Those that the author gave: whether the page's own sections are there, depends on the front matter. */
function anchorsTold(anchors: ReadonlySet<string>): string {
  const own = [...anchors].filter((id) => !id.startsWith("page-"));
  const more = own.length > MOST_ANCHORS ? ` and ${own.length - MOST_ANCHORS} more` : "";
  if (own.length === 0) return "No heading is there";
  const shown = own.slice(0, MOST_ANCHORS).map((id) => `#${id}`);
  return `Anchors there: ${shown.join(" ")}${more}`;
}
