// Footnotes: text[^1] and [^1]: the note, also used for citations.

import { footnote } from "@mdit/plugin-footnote";
import type { MarkdownIt } from "markdown-it";
import type { MarkdownFeature } from "../feature.ts";

export const footnotes: MarkdownFeature = {
  name: "footnotes",
  install(md) {
    (md as MarkdownIt).use(footnote);
  },
};
