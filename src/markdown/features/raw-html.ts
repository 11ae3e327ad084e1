// Raw HTML in Markdown is allowed; the fragment is sanitised as a whole (sanitize.ts), because an inline tag and its
// end are two tokens. Authors cannot write a slot mark, or mark a text as one that a script fills in or copies. Tags
// that HTML does not have are text (raw-tags.ts).

import type { MarkdownIt } from "markdown-it";
import { draftOf } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { beginsAsText, isComponentLine, type Notes, readRawHtml } from "../raw-tags.ts";
import { beginsUnclosed, type Ends, endsIn } from "../unclosed-tags.ts";

/** <fb-slot n="0">, in any case */
const SLOT = /<(?=\/?fb-slot)/gi;

/** An attribute's name is never decoded, text is: the hyphen as an entity changes nothing else. */
const OURS = /data-(?=placeholder|language)/gi;

type BlockRule = Parameters<MarkdownIt["block"]["ruler"]["at"]>[1];
type BlockState = Parameters<BlockRule>[0];

/** What markdown-it itself passes to these rules. */
const INTERRUPTS = ["paragraph", "reference", "blockquote"];

export const rawHtml: MarkdownFeature = {
  name: "raw-html",
  install(md) {
    const standard = standardRule(md, "html_block");
    md.block.ruler.at(
      "html_block",
      (state, line, ...rest) => beginsWithTag(state, line) && !isText(state, line) && standard(state, line, ...rest),
      { alt: INTERRUPTS },
    );
    md.block.ruler.before("html_block", "component", component, { alt: INTERRUPTS });
    md.core.ruler.after("inline", "raw_html", ({ tokens, env }) =>
      readRawHtml(tokens, (env as { footnotes?: { list?: Notes } }).footnotes?.list ?? [], draftOf(env)),
    );
    md.renderer.rules.html_block = md.renderer.rules.html_inline = (tokens, i, _options, env) => {
      draftOf(env).hasRawHtml = true;
      return (tokens[i]?.content ?? "").replace(SLOT, "&lt;").replace(OURS, "data&#45;");
    };
  },
};

/** The rule of that name, which markdown-it exposes only by its effect. */
function standardRule({ block: { ruler } }: MarkdownIt, name: string): BlockRule {
  const all = ruler.getRules("");
  ruler.disable(name);
  const others = ruler.getRules("");
  ruler.enable(name);
  const rule = all.find((candidate) => !others.includes(candidate));
  if (rule === undefined) throw new RangeError(`No rule is called ${JSON.stringify(name)}`);
  return rule;
}

/** Called for each line of a document: hardly any begins with a tag. */
function beginsWithTag({ src, bMarks, tShift }: BlockState, line: number): boolean {
  return src.charCodeAt((bMarks[line] ?? 0) + (tShift[line] ?? 0)) === LESS_THAN;
}

const LESS_THAN = 0x3c;

/** Whether a line that begins with < is read like any other. */
function isText(state: BlockState, line: number): boolean {
  const text = textOf(state, line);
  const from = state.bMarks[line] ?? 0;
  return beginsAsText(text) || beginsUnclosed(text, (name) => (endsOf(state).get(name) ?? -1) > from);
}

/** By the environment of a document: a document that opens many tags is read once. */
const ends = new WeakMap<object, { readonly src: string; readonly ends: Ends }>();

function endsOf({ src, env }: BlockState): Ends {
  const known = ends.get(env);
  if (known?.src === src) return known.ends;
  const found = endsIn(src);
  ends.set(env, { src, ends: found });
  return found;
}

function textOf({ src, bMarks, tShift, eMarks }: BlockState, line: number): string {
  return src.slice((bMarks[line] ?? 0) + (tShift[line] ?? 0), eMarks[line] ?? 0);
}

/** The line of a component is a paragraph of its own, so that a list between two of them stays one list. */
const component: BlockRule = (state, line, _endLine, silent) => {
  if (!beginsWithTag(state, line) || (state.sCount[line] ?? 0) - state.blkIndent >= 4) return false;
  const content = textOf(state, line).trim();
  if (!isComponentLine(content)) return false;
  if (silent) return true;
  state.line = line + 1;
  const lines: [number, number] = [line, state.line];
  state.push("paragraph_open", "p", 1).map = lines;
  Object.assign(state.push("inline", "", 0), { content, map: lines, children: [] });
  state.push("paragraph_close", "p", -1);
  return true;
};
