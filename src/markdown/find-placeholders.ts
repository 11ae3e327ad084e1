// Finds placeholders, `<pool>` for a name that only the reader knows, as a shell would read the text around them:
// not in here-documents, and in quotes `<title>` is text.

/** Fences in these languages may hold placeholders. */
const SESSION_LANGUAGES = ["console", "shellsession"] as const;
const SCRIPT_LANGUAGES = ["bash", "sh", "shell", "zsh"] as const;

export type FoundPlaceholder = {
  readonly name: string;
  /** The offset of its "<" in the code. */
  readonly offset: number;
  /** In quotes `<pool>` is text, as in `grep '<title>'`, and not a placeholder. */
  readonly quoted: boolean;
  /** "<pool>": the quotes hold nothing else, and are a whole word of the command. */
  readonly alone: boolean;
};

/** Whether a fence in this language contains only commands; a session has prompts and output too. */
export function isScript(language: string): boolean {
  return (SCRIPT_LANGUAGES as readonly string[]).includes(language);
}

/** Whether a fence in this language has prompts and output beside its commands. */
export function isSession(language: string): boolean {
  return (SESSION_LANGUAGES as readonly string[]).includes(language);
}

/** The placeholders of a fence in order; empty for a language that is not a shell's. */
export function findPlaceholders(code: string, language: string): readonly FoundPlaceholder[] {
  if (!code.includes("<")) return [];
  if (isScript(language)) return scan(code);
  if (!isSession(language)) return [];
  // Output has apostrophes that close nothing: each line is read separately.
  let start = 0;
  return code.split("\n").flatMap((line) => {
    const offset = start;
    start += line.length + 1;
    return scan(line).map((found) => ({ ...found, offset: found.offset + offset }));
  });
}

type State = "code" | "double" | "comment";

/** <pool>, <POD_NAME>; not <none> or <unknown>, which kubectl and Go print. */
const NAME = "<(?<name>(?!(?:invalid|nil|none|null|pending|unknown|unset)>)[A-Za-z][A-Za-z0-9_-]{0,29})>";

/** What changes how the text after it is read. A quote that is never closed is an apostrophe; `\'` closes no `$'`. */
const TOKENS: Readonly<Record<State, RegExp>> = {
  code: new RegExp(
    String.raw`\\[^]|(?<text>\$'(?:\\[^]|[^'\\])*'|'[^']*')|"(?=(?:\\[^]|[^"\\])*")|\$?\(|\)|(?<![^\s;&|()])#|<<<|<<-?[ \t]*(['"]?)(?<until>[A-Za-z_]\w*)\2|${NAME}|\n`,
    "g",
  ),
  double: new RegExp(String.raw`\\[^]|"|\$\(|${NAME}`, "g"),
  comment: new RegExp(String.raw`${NAME}|\n`, "g"),
};

function scan(code: string): FoundPlaceholder[] {
  const found: FoundPlaceholder[] = [];
  const states: State[] = ["code"];
  let awaited: string[] = [];
  let at = 0;
  for (let match = tokenAt(code, states, at); match !== null; match = tokenAt(code, states, at)) {
    const { 0: token, index, groups = {} } = match;
    at = index + token.length;
    if (groups.name !== undefined) {
      const quoted = states.at(-1) === "double";
      found.push({ name: groups.name, offset: index, quoted, alone: quoted && isAlone(code, index, token.length) });
    } else if (groups.text !== undefined) for (const one of inQuotes(code, token, index)) found.push(one);
    else if (groups.until !== undefined) awaited.push(groups.until);
    else turn(states, token);
    if (token !== "\n") continue;
    at = awaited.reduce((from, until) => afterHereDocument(code, from, until), at);
    awaited = [];
  }
  return found;
}

function tokenAt(code: string, states: readonly State[], at: number): RegExpExecArray | null {
  const pattern = TOKENS[states.at(-1) ?? "code"];
  pattern.lastIndex = at;
  return pattern.exec(code);
}

function turn(states: State[], token: string): void {
  const state = states.at(-1);
  if (token === "#") states.push("comment");
  else if (token.endsWith("(")) states.push("code");
  else if (token === '"' && state !== "double") states.push("double");
  else if (token === '"' || (token === "\n" && state === "comment") || (token === ")" && states.length > 1)) {
    states.pop();
  }
}

function inQuotes(code: string, token: string, index: number): FoundPlaceholder[] {
  return [...token.matchAll(new RegExp(NAME, "g"))].map((match) => {
    const offset = index + match.index;
    return { name: match.groups?.name ?? "", offset, quoted: true, alone: isAlone(code, offset, match[0].length) };
  });
}

/**
 * Whether a placeholder and its quotes are a whole word. In jq '.x == "<pvc>"' they are not: that is the text of
 * another program, whatever is around it.
 */
function isAlone(code: string, offset: number, length: number): boolean {
  const quote = code.charAt(offset - 1);
  if (!/["']/.test(quote) || code.charAt(offset + length) !== quote) return false;
  return /^[\s;&|(]?$/.test(code.charAt(offset - 2)) && /^[\s;&|)]?$/.test(code.charAt(offset + length + 1));
}

/** Where the text continues after a here-document; without its last line it is none: `1 << x`. */
function afterHereDocument(code: string, from: number, until: string): number {
  const last = new RegExp(`^\\t*${until}$`, "gm");
  last.lastIndex = from;
  return last.exec(code) === null ? from : last.lastIndex;
}
