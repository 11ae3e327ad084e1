// Footnotes and addresses that are defined but not shown, because nothing refers to them, or another one of the same
// label hides them: text of the author, such as a list of sources, would silently be lost. Each kind is reported once
// per file.

import type { Token } from "markdown-it";
import { advice } from "../../core/problem.ts";
import { attribute, type Draft, draftOf } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";
import { example } from "../tell-once.ts";

/** What markdown-it and the footnote plugin keep: a note's number is negative until something refers to it. */
type Env = {
  readonly footnotes?: { readonly refs?: Readonly<Record<string, number>> };
  readonly references?: Readonly<Record<string, { readonly href: string }>>;
};

/** Makes labels equal that Markdown treats as one. */
type Normalize = (label: string) => string;

export const unusedDefinitions: MarkdownFeature = {
  name: "unused-definitions",
  install(md) {
    const normalize: Normalize = md.utils.normalizeReference;
    // Before footnotes are moved to the end, and all but the last of a label are lost.
    md.core.ruler.after("block", "hidden_definitions", ({ tokens, env }) => {
      const draft = draftOf(env);
      const remedy = "Give one of the two another label, or remove it";
      const again = "is defined again below, and not shown";
      tell({ kind: "footnote", is: again, remedy }, hiddenNotes(tokens), draft);
      const above = "is already defined above, and not used";
      const addresses = hiddenAddresses(tokens, linesOf(draft), normalize);
      tell({ kind: "address", is: above, remedy }, addresses, draft);
    });
    md.core.ruler.push("unused_definitions", ({ tokens, env }) => {
      const draft = draftOf(env);
      const { footnotes, references } = env as Env;
      // The plugin puts a colon before a label.
      const notes = Object.entries(footnotes?.refs ?? {}).flatMap(([label, n]) =>
        n < 0 ? [`^${label.slice(1)}`] : [],
      );
      tellUnused("footnote", notes, normalize, draft);
      if (references === undefined) return;
      const used = new Set(tokens.flatMap(({ children }) => children ?? []).flatMap(addresses));
      const unused = Object.entries(references).filter(([, { href }]) => LEADS.test(href) && !used.has(href));
      const labels = unused.map(([label]) => label);
      tellUnused("address", labels, normalize, draft);
    });
  },
};

/** A definition: its label as its author wrote it, and its line in the body, counted from 0. */
type Found = { readonly label: string; readonly line: number };
type Words = { readonly kind: "footnote" | "address"; readonly is: string; readonly remedy: string };

function tell({ kind, is, remedy }: Words, [first, ...others]: readonly Found[], draft: Draft): void {
  if (first === undefined) return;
  const line = draft.linesBefore + first.line + 1;
  const place = draft.source.find(`[${first.label}]:`, line, line);
  const what = `${kind} ${example(`[${first.label}]`, others.length + 1)} ${is}`;
  draft.problems.push({ ...advice(place, what, remedy), summary: true });
}

function linesOf({ source, linesBefore }: Draft): readonly string[] {
  return source.text.slice(source.offsetOfLine(linesBefore + 1)).split("\n");
}

/** Of two notes, Markdown shows the last. */
function hiddenNotes(tokens: readonly Token[]): Found[] {
  // An empty note has no block, and nothing to lose; but it may be the last.
  const notes = tokens.flatMap(({ type, meta }, i) =>
    type === "footnote_reference_open" ? [{ label: String(meta?.label), line: tokens[i + 1]?.map?.[0] }] : [],
  );
  const last = new Map(notes.map((note) => [note.label, note]));
  return notes.flatMap((note) =>
    note.line === undefined || last.get(note.label) === note ? [] : [{ label: `^${note.label}`, line: note.line }],
  );
}

/** [label]: https://…, also in a quotation or a list; [//]: # (…) and [comment]: <> (…) are hidden comments */
const ADDRESS = /^[\s>]{0,30}(?:[-*+]\s{1,4})?\[(?!\^)([^\]]{1,300})\]:\s*([^\s#<]\S*|<[^>]+>)/;
const BLOCKS = new Set(["inline", "fence", "code_block", "html_block", "table_open"]);

/** Of two addresses, Markdown takes the first. Definitions leave no token: they are on lines that no block has. */
function hiddenAddresses(tokens: readonly Token[], lines: readonly string[], normalize: Normalize): Found[] {
  const taken = new Set<number>();
  for (const { type, map } of tokens) {
    if (map === null || !BLOCKS.has(type)) continue;
    for (let line = map[0]; line < map[1]; line++) taken.add(line);
  }
  const first = new Map<string, string>();
  return lines.flatMap((text, line): Found[] => {
    const [, label = "", address = ""] = taken.has(line) ? [] : (ADDRESS.exec(text) ?? []);
    if (label === "") return [];
    const key = normalize(label);
    const known = first.get(key);
    if (known === undefined) first.set(key, address);
    return known === undefined || known === address ? [] : [{ label, line }];
  });
}

/** https://…, file:///… or /a/; [//]: # (…) and [comment]: <> (…) are comments that stay hidden. */
const LEADS = /^(?:https?:\/\/|\/.|(?:data|file|javascript|vbscript):)/i;

function addresses(token: Token): string[] {
  if (token.type === "link_open") return [attribute(token, "href")];
  return token.type === "image" ? [attribute(token, "src"), ...(token.children ?? []).flatMap(addresses)] : [];
}

/** [^label]: or [label]:, in a quotation or a list too */
const DEFINITION = /^[\s>*+-]{0,30}\[([^\]]{1,300})\]:/;

/** Markdown keeps labels in the form that it compares: the first match in the text counts. */
function tellUnused(kind: Words["kind"], labels: readonly string[], normalize: Normalize, draft: Draft): void {
  if (labels[0] === undefined) return;
  const wanted = normalize(labels[0]);
  const written = linesOf(draft).map((line) => DEFINITION.exec(line)?.[1]);
  const line = written.findIndex((label) => label !== undefined && normalize(label) === wanted);
  const first = { label: written[line] ?? labels[0], line: Math.max(line, 0) };
  const others = labels.slice(1).map((label) => ({ label, line: first.line }));
  const remedy = `Refer to it with [${kind === "footnote" ? "^label" : "text][label"}], write it as text, or remove it`;
  tell({ kind, is: "is not used, and not shown", remedy }, [first, ...others], draft);
}
