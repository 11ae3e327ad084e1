// The Markdown features, in the order in which they are installed. Links, images and untils need what addresses.ts finds,
// text-losses.ts what raw-html.ts finds.

import type { MarkdownFeature } from "./feature.ts";
import { addresses } from "./features/addresses.ts";
import { anchors } from "./features/anchors.ts";
import { callouts } from "./features/callouts.ts";
import { citations } from "./features/citations.ts";
import { dialects } from "./features/dialects.ts";
import { fences } from "./features/fences.ts";
import { footnotes } from "./features/footnotes.ts";
import { images } from "./features/images.ts";
import { legacyHighlight } from "./features/legacy-highlight.ts";
import { links } from "./features/links.ts";
import { owners } from "./features/owners.ts";
import { rawHtml } from "./features/raw-html.ts";
import { shortReferences } from "./features/short-references.ts";
import { tables } from "./features/tables.ts";
import { taskLists } from "./features/task-lists.ts";
import { textLosses } from "./features/text-losses.ts";
import { until } from "./features/until.ts";
import { unusedDefinitions } from "./features/unused-definitions.ts";

export const features: readonly MarkdownFeature[] = [
  addresses,
  anchors,
  callouts,
  citations,
  dialects,
  fences,
  footnotes,
  images,
  legacyHighlight,
  links,
  owners,
  rawHtml,
  shortReferences,
  tables,
  taskLists,
  textLosses,
  until,
  unusedDefinitions,
];
