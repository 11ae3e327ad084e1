// How the commands of a statement are written: its text, cut where the shell cuts it.

import type { CommandNode, StatementNode } from "./syntax.ts";

/** By command, its text as it is written; those of a statement that cannot be cut into its commands have none. */
export function textsOf({ sourceText = "", pipelines }: StatementNode): ReadonlyMap<CommandNode, string> {
  const commands = pipelines.flatMap((pipeline) => pipeline.commands);
  const parts = partsOf(sourceText);
  return new Map(parts.length === commands.length ? commands.map((command, i) => [command, parts[i] ?? ""]) : []);
}

/** What is read as a whole, outside of double quotes and within: quoted text, comments, redirections with an ampersand, what opens. */
const OUTSIDE =
  /'[^']*'|\$'(?:\\[\s\S]|[^'\\])*'|\\[\s\S]|(?<=^|\s)#[^\n]*|[$<>]\(|\$\{|&>>?|[<>]&|(?<=^|\s)\[\[(?=\s)|(?<=\s)\]\]|&&|\|\||\|&|[\s\S]/y;
const QUOTED = /\\[\s\S]|\$[({]|[\s\S]/y;

const CLOSES: Readonly<Record<string, string>> = {
  ...{ "$(": ")", "<(": ")", ">(": ")", "(": ")", "${": "}", "{": "}", "[[": "]]", '"': '"', "`": "`" },
};
const CLOSES_QUOTED: Readonly<Record<string, string>> = { "$(": ")", "${": "}", "`": "`" };
const CUTS: ReadonlySet<string> = new Set(["&&", "||", "|", "|&", ";", "&"]);

/** "a x || b y | c" → "a x", "b y", "c" */
function partsOf(text: string): readonly string[] {
  const parts = [""];
  const open: string[] = [];
  for (let at = 0; at < text.length; ) {
    const end = open.at(-1);
    const isQuoted = end === '"';
    const token = tokenAt(text, at, isQuoted ? QUOTED : OUTSIDE);
    const closing = (isQuoted ? CLOSES_QUOTED : CLOSES)[token];
    at += token.length;
    if (token === end) open.pop();
    else if (closing !== undefined) open.push(closing);
    if (end === undefined && CUTS.has(token)) parts.push("");
    else if (!isComment(token)) parts[parts.length - 1] += token;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

function tokenAt(text: string, at: number, pattern: RegExp): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? text.charAt(at);
}

function isComment(token: string): boolean {
  return token.startsWith("#") && token.length > 1;
}
