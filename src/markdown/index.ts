// The Markdown features, in the order in which they are installed. None depends on another.

import type { MarkdownFeature } from "./feature.ts";
import { anchors } from "./features/anchors.ts";
import { callouts } from "./features/callouts.ts";
import { fences } from "./features/fences.ts";
import { footnotes } from "./features/footnotes.ts";
import { images } from "./features/images.ts";
import { legacyHighlight } from "./features/legacy-highlight.ts";
import { links } from "./features/links.ts";
import { rawHtml } from "./features/raw-html.ts";
import { tables } from "./features/tables.ts";

export const features: readonly MarkdownFeature[] = [
  anchors,
  callouts,
  fences,
  footnotes,
  images,
  legacyHighlight,
  links,
  rawHtml,
  tables,
];
