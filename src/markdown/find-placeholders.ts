// Finds placeholders, `<pool>` for a name that only the reader knows, the way a shell would read the text round them:
// not in here-documents, and in quotes `<title>` is text.

/** Fences in these languages may hold placeholders. */
const SESSION_LANGUAGES = ["console", "shellsession"] as const;
const SCRIPT_LANGUAGES = ["bash", "sh", "shell", "zsh"] as const;

export type FoundPlaceholder = {
  readonly name: string;
  /** Where its "<" stands in the code. */
  readonly offset: number;
  /** In quotes `<pool>` is text, as in `grep '<title>'`, and no placeholder. */
  readonly quoted: boolean;
};

/** Whether a fence in this language is nothing but commands; a session holds prompts and output, too. */
export function isScript(language: string): boolean {
  return (SCRIPT_LANGUAGES as readonly string[]).includes(language);
}

/** The placeholders of a fence in order; none in a language that is no shell's. */
export function findPlaceholders(code: string, language: string): readonly FoundPlaceholder[] {
  if (!code.includes("<")) return [];
  if (isScript(language)) return scan(code);
  if (!(SESSION_LANGUAGES as readonly string[]).includes(language)) return [];
  // Output has apostrophes that close nothing: each line is read by itself.
  let start = 0;
  return code.split("\n").flatMap((line) => {
    const offset = start;
    start += line.length + 1;
    return scan(line).map((found) => ({ ...found, offset: found.offset + offset }));
  });
}

type State = "code" | "double" | "comment";

const NAME = "<(?<name>[a-z][a-z0-9-]{0,29})>";

/** What changes how the text behind it is read. A quote that is never closed is an apostrophe; `\'` closes no `$'`. */
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
    if (groups.name !== undefined) found.push({ name: groups.name, offset: index, quoted: states.at(-1) === "double" });
    else if (groups.text !== undefined) found.push(...inQuotes(token, index));
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

function inQuotes(token: string, index: number): FoundPlaceholder[] {
  return [...token.matchAll(new RegExp(NAME, "g"))].map((match) => ({
    name: match.groups?.name ?? "",
    offset: index + match.index,
    quoted: true,
  }));
}

/** Where the text goes on behind a here-document; without its last line it is none: `1 << x`. */
function afterHereDocument(code: string, from: number, until: string): number {
  const last = new RegExp(`^\\t*${until}$`, "gm");
  last.lastIndex = from;
  return last.exec(code) === null ? from : last.lastIndex;
}
