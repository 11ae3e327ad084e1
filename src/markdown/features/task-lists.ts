// Task lists: - [ ] restart the pool, - [x] done. The box is a sign, not an input: a page cannot keep its state, a
// disabled input is skipped by the keyboard and faint to see, and a sign also survives copying, feeds and sanitize.ts.

import { tasklist } from "@mdit/plugin-tasklist";
import type { MarkdownIt } from "markdown-it";
import type { MarkdownFeature } from "../feature.ts";

export const taskLists: MarkdownFeature = {
  name: "task-lists",
  install(md) {
    (md as MarkdownIt).use(tasklist, { label: false, containerClass: "tasks", itemClass: "task-item" });
    md.renderer.rules.checkbox_input = (tokens, i) =>
      tokens[i]?.attrGet("checked") == null ? box("☐", "to do") : box("☑", "done");
  },
};

/** The text after the box begins with the author's space. */
function box(sign: string, label: string): string {
  return `<span class="task" role="img" aria-label="${label}">${sign}</span>`;
}
