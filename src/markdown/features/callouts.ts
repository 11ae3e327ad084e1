// GitHub's callouts: > [!NOTE], [!TIP], [!IMPORTANT], [!WARNING], [!CAUTION].

import { alert } from "@mdit/plugin-alert";
import type { MarkdownIt } from "markdown-it";
import type { MarkdownFeature } from "../feature.ts";

export const callouts: MarkdownFeature = {
  name: "callouts",
  install(md) {
    (md as MarkdownIt).use(alert, {
      openRender: (tokens: { markup: string }[], i: number) =>
        `<div class="callout callout-${tokens[i]?.markup ?? "note"}" role="note">\n`,
      closeRender: () => "</div>\n",
      titleRender: (tokens: { content: string }[], i: number) =>
        `<p class="callout-title">${titleCase(tokens[i]?.content ?? "Note")}</p>\n`,
    });
  },
};

/** The plugin passes a word of a closed list, so it needs no escaping. */
function titleCase(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}
