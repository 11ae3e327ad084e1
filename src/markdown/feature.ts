// The contract of a Markdown feature: one file in features/, one line in index.ts, one test.
//
// A feature that marks every table:
//
//     export const tables: MarkdownFeature = {
//       name: "tables",
//       install(md) {
//         md.renderer.rules.table_open = () => '<table class="wide">';
//       },
//     };
//
// What a feature finds goes into the draft (`draftOf(env)`), never into a variable of its own: documents are rendered
// one after the other by the same instance.

import type { MarkdownIt } from "markdown-it";
import type { Highlighter } from "./highlight.ts";

export type MarkdownFeature = {
  readonly name: string;
  readonly install: (md: MarkdownIt, given: { readonly highlighter: Highlighter }) => void;
};
