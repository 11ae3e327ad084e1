// Sessions: fences with prompts, commands and their output. A reader wants to copy only the commands.

import type { FenceInfo } from "./fence-info.ts";
import { isSession } from "./find-placeholders.ts";

/** How a line of a session reads: its prompt's length, or output. */
export type SessionLine = { readonly kind: "command"; readonly prompt: number } | { readonly kind: "output" };

/** "$ ", "user@host:~$ ", "[root@host ~]# ", "sh-5.1# ", "(venv) $ ": unambiguous prompts */
const PROMPT =
  /^[ \t]*(?:\([\w.-]{1,40}\) )?(?:\[\w[^\]\n]{0,80}\] ?[$#]|[\w.-]{1,40}@[\w.-]{1,80}(?:[: ][^\s$#]{0,100})?[$#]|sh-[\d.]+[$#]|bash-[\d.]+[$#]|\$)(?: |$)/;

/** "# zpool status": root's prompt, not a comment such as "# List the pools" or "# find the pools" */
const ROOT =
  /^[ \t]*# (?=[a-z./][\w./-]*(?:$| (?!(?:a|all|an|and|each|every|for|from|if|in|is|of|on|that|the|this|to|your)\b)))/;

/** "> zpool status", after an unfinished command */
const MORE = /^[ \t]*> ?/;

/** A prompt that no script begins with: one in brackets names a user and a host, unlike "[tag] # why". */
const FIRST_PROMPT =
  /^\s*(?:\([\w.-]{1,40}\) )?(?:\[[\w.-]{1,40}@[^\]\n]{1,80}\] ?[$#]|[\w.-]{1,40}@[\w.-]{1,80}[: ][^\s$#]{0,100}[$#]|(?:ba)?sh-[\d.]{1,9}[$#]|\$) /;

/** Whether a script's fence shows a session: no command begins like that. With `check=`, its author means bash. */
export function looksLikeSession(code: string): boolean {
  return FIRST_PROMPT.test(code);
}

/** The lines of a session; undefined if there is no prompt, so that commands cannot be recognised. */
export function sessionLines(code: string, { language }: FenceInfo): readonly SessionLine[] | undefined {
  if (!isSession(language)) return undefined;
  const lines = code.split("\n");
  const prompts = promptsOf(lines);
  if (prompts === undefined) return undefined;
  const read: SessionLine[] = [];
  while (read.length < lines.length) {
    const prompt = prompts[read.length] ?? 0;
    const more = prompt === 0 ? [] : continuation(lines, read.length, prompts);
    read.push(prompt === 0 ? { kind: "output" } : { kind: "command", prompt });
    for (const line of more) read.push(line);
  }
  return read;
}

/** The length of each line's prompt. "# " is one only if there is no other: beside "$ " it begins a comment. */
function promptsOf(lines: readonly string[]): readonly number[] | undefined {
  const first = lines.find((line) => line.trim() !== "") ?? "";
  for (const pattern of [PROMPT, ...(ROOT.test(first) ? [ROOT] : [])]) {
    const lengths = lines.map((line) => pattern.exec(line)?.[0].length ?? 0);
    if (lengths.some((length) => length > 0)) return lengths;
  }
  return undefined;
}

/** The lines after a command that belong to it. */
function continuation(lines: readonly string[], from: number, prompts: readonly number[]): SessionLine[] {
  const state = new Unfinished();
  state.read((lines[from] ?? "").slice(prompts[from] ?? 0));
  const read: SessionLine[] = [];
  for (let i = from + 1; state.goesOn && i < lines.length && prompts[i] === 0; i++) {
    const line = lines[i] ?? "";
    const prompt = MORE.exec(line)?.[0].length ?? 0;
    read.push({ kind: "command", prompt });
    state.read(line.slice(prompt));
  }
  // A quote or here-document that nothing closes was none: what follows is output.
  return state.isOpen ? [] : read;
}

/** What makes a shell wait for more: a backslash, a pipe, a word that opens a block, a quote, a here-document. */
class Unfinished {
  #quote = "";
  #until: string | undefined;
  #last = "";

  read(line: string): void {
    this.#last = line;
    if (this.#until !== undefined) {
      if (line.trim() === this.#until) this.#until = undefined;
      return;
    }
    this.#quote = quoteAfter(line, this.#quote);
    if (this.#quote === "") this.#until = /<<-?\s*(["']?)([A-Za-z_]\w*)\1/.exec(line)?.[2];
  }

  /** Inside a quote or a here-document, which must end somewhere. */
  get isOpen(): boolean {
    return this.#quote !== "" || this.#until !== undefined;
  }

  get goesOn(): boolean {
    return this.isOpen || /(?:\\|\||&&|[\s;]do|^do|[\s;]then|^then|\{)[ \t]*$/.test(this.#last);
  }
}

function quoteAfter(line: string, quote: string): string {
  let open = quote;
  for (let i = 0; i < line.length; i++) {
    const char = line.charAt(i);
    if (char === "\\" && open !== "'") i++;
    else if (open === "" && char === "#" && /^\s?$/.test(line.charAt(i - 1))) return "";
    else if (open === "" && /["']/.test(char)) open = char;
    else if (char === open) open = "";
  }
  return open;
}

/** Marks prompts, which are not copied and cannot be selected, and output, which is not copied. */
export function markSession(html: string, lines: readonly SessionLine[]): string {
  const shown = html.split("\n");
  return lines
    .map((line, i) => {
      const own = shown[i] ?? "";
      const end = i < lines.length - 1 ? "\n" : "";
      // With its line break: if the element is hidden, so is the line.
      if (line.kind === "output") return `<span class="output">${own}${end}</span>`;
      const [prompt, command] = cut(own, line.prompt);
      return `${prompt === "" ? "" : `<span class="prompt">${prompt}</span>`}${command}${end}`;
    })
    .join("")
    .replaceAll('</span><span class="output">', "");
}

/** A tag, a character as an entity, or one as it is. */
const PIECE = /<[^>]*>|&[^;\s]+;|[^<]/gu;

/** Cuts a line of highlighted code after its first characters; an element around the cut is closed and opened again. */
function cut(html: string, length: number): [string, string] {
  let [shown, at, open] = [0, 0, ""];
  for (const [piece] of html.matchAll(PIECE)) {
    if (shown >= length) break;
    at += piece.length;
    if (piece.startsWith("</")) open = "";
    else if (piece.startsWith("<")) open = piece;
    else shown += piece.startsWith("&") && piece.length > 1 ? 1 : piece.length;
  }
  return [html.slice(0, at) + (open === "" ? "" : "</i>"), open + html.slice(at)];
}
