// Footnotes and addresses that nothing refers to: Markdown leaves them out of the page, so what an author wrote there,
// a list of sources for instance, would be lost without a word. Each kind is told once a file.

import type { Token } from "markdown-it";
import { advice, type Problem } from "../../core/problem.ts";
import { attribute, type Draft, draftOf } from "../document.ts";
import type { MarkdownFeature } from "../feature.ts";

/** What markdown-it and the plugin for footnotes keep: a note's number is negative until it is referred to. */
type Env = {
  readonly footnotes?: { readonly refs?: Readonly<Record<string, number>> };
  readonly references?: Readonly<Record<string, { readonly href: string }>>;
};

export const unusedDefinitions: MarkdownFeature = {
  name: "unused-definitions",
  install(md) {
    md.core.ruler.push("unused_definitions", ({ tokens, env }) => {
      const draft = draftOf(env);
      const { footnotes, references } = env as Env;
      const tell = (what: "footnote" | "address", labels: readonly string[]) => {
        for (const one of told(what, labels, draft)) draft.problems.push(one);
      };
      const notes = Object.entries(footnotes?.refs ?? {}).filter(([, number]) => number < 0);
      // The plugin puts a colon before a label.
      const unreferred = notes.map(([label]) => `^${label.slice(1)}`);
      tell("footnote", unreferred);
      if (references === undefined) return;
      const used = new Set(tokens.flatMap(({ children }) => children ?? []).flatMap(addresses));
      const unused = Object.entries(references).filter(([, { href }]) => LEADS.test(href) && !used.has(href));
      const labels = unused.map(([label]) => label);
      tell("address", labels);
    });
  },
};

/** https://…, file:///… or /a/; [//]: # (…) and [comment]: <> (…) are notes that nobody shall see. */
const LEADS = /^(?:https?:\/\/|\/.|(?:data|file|javascript|vbscript):)/i;

function addresses(token: Token): string[] {
  if (token.type === "link_open") return [attribute(token, "href")];
  return token.type === "image" ? [attribute(token, "src"), ...(token.children ?? []).flatMap(addresses)] : [];
}

/** [^label]: or [label]:, in a quotation or a list, too */
const DEFINITION = /^[\s>*+-]{0,30}\[([^\]]{1,300})\]:/;

function told(what: "footnote" | "address", labels: readonly string[], { source, linesBefore }: Draft): Problem[] {
  const [first] = labels;
  if (first === undefined) return [];
  const lines = source.text.split("\n").map((line) => DEFINITION.exec(line)?.[1]);
  const at = lines.findIndex((label, i) => i >= linesBefore && label !== undefined && sameLabel(label, first));
  const label = lines[at] ?? first;
  const more = labels.length === 1 ? "" : ` and ${labels.length - 1} more`;
  const remedy = `Refer to it with [${what === "footnote" ? "^label" : "text][label"}], write it as text, or take it out`;
  const place = source.find(`[${label}]:`, Math.max(at, linesBefore) + 1, Math.max(at, linesBefore) + 1);
  return [advice(place, `${what} "[${label.replaceAll('"', "'")}]${more}" is used nowhere and not shown`, remedy)];
}

/** Markdown keeps labels in capitals and with single blanks. */
function sameLabel(one: string, other: string): boolean {
  const plain = (label: string) => label.trim().replace(/\s+/g, " ").toLowerCase().toUpperCase();
  return plain(one) === plain(other);
}
