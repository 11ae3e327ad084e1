// Raw HTML in Markdown is allowed; the fragment is sanitised as a whole (sanitize.ts), because an inline tag and its
// end are two tokens. Nobody but us may write a slot mark, or say that a script may fill in or copy a text.

import { draftOf } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";

/** <fb-slot n="0">, in any case */
const SLOT = /<(?=\/?fb-slot)/gi;

/** An attribute's name is never decoded, text is: the hyphen as an entity changes nothing else. */
const OURS = /data-(?=placeholder|language)/gi;

export const rawHtml: MarkdownFeature = {
  name: "raw-html",
  install(md) {
    md.renderer.rules.html_block = md.renderer.rules.html_inline = (tokens, i, _options, env) => {
      draftOf(env).hasRawHtml = true;
      return (tokens[i]?.content ?? "").replace(SLOT, "&lt;").replace(OURS, "data&#45;");
    };
  },
};
