// Short forms of upstream items in prose, such as openzfs/zfs#15276, become links, and so get their state like any
// other. Code, links and raw HTML stay as they are; a backslash before the # keeps a form plain text.

import type { Token } from "markdown-it";
import type { BoundShortForm } from "../../model/short-form.ts";
import { draftOf } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { stepInto, UNLINKABLE } from "../flat-text.ts";
import type { Written } from "../locate.ts";

/** The markup of links that stand for a short form; `meta.written` is what the author wrote. */
export const SHORT = "short";

/** Every form contains it, and most texts do not: those are not searched. */
const SIGN = "#";

type NewToken = new (type: string, tag: string, nesting: 0 | 1 | -1) => Token;

export const shortReferences: MarkdownFeature = {
  name: "short-references",
  install(md) {
    // After linkify, which knows better where an address ends; before text_join, which forgets what was escaped.
    md.core.ruler.after("linkify", "short_references", ({ tokens, env, Token }) => {
      const { shortForms } = draftOf(env);
      if (shortForms.length === 0) return;
      for (const block of tokens) {
        if (block.children !== null) block.children = linkForms(block.children, shortForms, Token);
      }
    });
  },
};

function linkForms(children: readonly Token[], forms: readonly BoundShortForm[], Token: NewToken): Token[] {
  let depth = 0;
  return children.flatMap((token, i) => {
    depth = Math.max(0, depth + stepInto(token, UNLINKABLE));
    if (token.type !== "text" || depth > 0 || !token.content.includes(SIGN)) return [token];
    // Escaped characters beside a text are part of the same word: in my\_org/app#1, org/app#1 is not a form.
    return split(token, findForms(escaped(children[i - 1]), token.content, escaped(children[i + 1]), forms), Token);
  });
}

function escaped(token: Token | undefined): string {
  return token?.type === "text_special" ? token.content : "";
}

type Found = { readonly from: number; readonly to: number; readonly url: string };

/** The forms that lie wholly in `text`, from left to right. */
function findForms(before: string, text: string, after: string, forms: readonly BoundShortForm[]): Found[] {
  const whole = before + text + after;
  const found: Found[] = [];
  let hits = forms.flatMap((form) => hitFrom(0, whole, form));
  for (let next = leftmost(hits); next !== undefined; next = leftmost(hits)) {
    const { from, to, url } = next;
    found.push({ from: from - before.length, to: to - before.length, url });
    // A match after this form is still the pattern's next match.
    hits = hits.flatMap((hit) => (hit.from < to ? hitFrom(to, whole, hit.form) : [hit]));
  }
  return found.filter(({ from, to }) => from >= 0 && to <= text.length);
}

type Hit = Found & { readonly form: BoundShortForm };

/** The first form of this kind from `at` on, if there is one. */
function hitFrom(at: number, text: string, form: BoundShortForm): readonly Hit[] {
  form.pattern.lastIndex = at;
  const match = form.pattern.exec(text);
  // A pattern that matches nothing, or no more than before, would loop for ever.
  if (match === null || match[0] === "" || match.index < at) return [];
  return [{ from: match.index, to: match.index + match[0].length, url: form.url(match), form }];
}

/** The leftmost match; of those that begin together, the longest. */
function leftmost(hits: readonly Hit[]): Hit | undefined {
  return hits.toSorted((a, b) => a.from - b.from || b.to - a.to)[0];
}

/** So many characters distinguish a form from the same one elsewhere. */
const CONTEXT = 200;

function split(token: Token, found: readonly Found[], Token: NewToken): Token[] {
  if (found.length === 0) return [token];
  const text = (content: string, level = token.level) =>
    content === "" ? [] : [Object.assign(new Token("text", "", 0), { content, level })];
  let behind = 0;
  const tokens = found.flatMap(({ from, to, url }) => {
    const written: Written = {
      before: token.content.slice(Math.max(behind, from - CONTEXT), from),
      text: token.content.slice(from, to),
      after: token.content.slice(to, to + CONTEXT),
    };
    const between = token.content.slice(behind, from);
    behind = to;
    const shared = { markup: SHORT, level: token.level };
    const open = Object.assign(new Token("link_open", "a", 1), { ...shared, meta: { written } });
    open.attrSet("href", url);
    const close = Object.assign(new Token("link_close", "a", -1), shared);
    return [...text(between), open, ...text(written.text, token.level + 1), close];
  });
  return [...tokens, ...text(token.content.slice(behind))];
}
