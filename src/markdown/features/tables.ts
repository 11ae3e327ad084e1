// Tables: alignment as a class, because markdown-it writes a style attribute, which our content security policy
// forbids; and a frame that scrolls on a narrow screen.

import type { RendererRule } from "markdown-it";
import { attribute } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";

type Rule = RendererRule;

/** text-align:right */
const ALIGNMENT = /^text-align:(left|center|right)$/;

/** The frame of a table; it ends with </div>. */
export const TABLE_FRAME = '<div class="table" role="group" aria-label="Table">';

export const tables: MarkdownFeature = {
  name: "tables",
  install(md) {
    md.renderer.rules.table_open = () => `${TABLE_FRAME}<table>\n`;
    md.renderer.rules.table_close = () => "</table></div>\n";
    md.renderer.rules.th_open = alignByClass;
    md.renderer.rules.td_open = alignByClass;
  },
};

const alignByClass: Rule = (tokens, i, options, _env, self) => {
  const token = tokens[i];
  const alignment = ALIGNMENT.exec(attribute(token, "style"))?.[1];
  if (token !== undefined && alignment !== undefined) {
    token.attrs = (token.attrs ?? []).filter(([name]) => name !== "style");
    token.attrJoin("class", `align-${alignment}`);
  }
  return self.renderToken(tokens, i, options);
};
