// The info string of a fence: a language, then labels: ```bash check=zfs-avx  or  ```bash run=never. Other generators
// allow more there; their labels are read as they mean them, or skipped.

export type FenceInfo = {
  readonly language: string;
  readonly check: string | undefined;
  /** `run=never`: changes the system; never executed. */
  readonly never: boolean;
  /** What other generators show above the code: most often a file name. */
  readonly title: string | undefined;
  /** Labels that mean nothing here, as written. */
  readonly unknown: readonly string[];
};

/** Languages of a fence whose text goes into a shell, even with prompts and output around it. */
export const SHELL_LANGUAGE = /^(?:bash|console|sh|shell|shellscript|shellsession|zsh)$/;

export const FENCE_LABELS = ["check", "run"] as const;

/** One word: linenums="1", {3-4}, {style={{ a: 1 }}}, title='my file', /regex/, "text"; never half of a quotation. */
const WORD = /(?:[^\s"'{]+|"[^"]*"|'[^']*'|\{\{[^{}]*\}\}|\{[^{}]*\}|["'{])+/g;

/** { .yaml .annotate }, {.yaml title="x"}, {bash}: attributes as Pandoc and MkDocs have them */
const ATTRIBUTES = /^\{+\s*([^{}]*)\}+(.*)$/;

/** yaml:config.yml, yaml,linenos, js{1,3}: the language, and the text directly after it */
const LANGUAGE = /^([^:,{}]+)(?:([:,])(.*)|(\{.*))?$/;

/** Keys of a title: ours is that of MkDocs, Docusaurus and Expressive Code, the others are common. */
const TITLE = /^(?:title|filename|file|caption|name)=(.+)$/;

/** run=never, run="never" */
const NEVER = /^run=(["']?)never\1$/;

/** A site has few different info strings, and each is read again and again. */
const parsed = new Map<string, FenceInfo>();
const MOST_PARSED = 1000;

/** Reads an info string; a fence without a language is plain text. */
export function parseFenceInfo(info: string): FenceInfo {
  const known = parsed.get(info);
  if (known !== undefined) return known;
  if (parsed.size >= MOST_PARSED) parsed.clear();
  const read = readInfo(info);
  parsed.set(info, read);
  return read;
}

function readInfo(info: string): FenceInfo {
  const [first, ...others] = wordsOf(info);
  const { language, labels } = languageOf(first, others);
  const check = labels.find((label) => /^check=./.test(label) && unquoted(label.slice("check=".length)) !== "");
  const title = labels.find((label) => TITLE.test(label));
  const own = new Set([check, title]);
  return {
    language: canonicalLanguage(language),
    check: check === undefined ? undefined : unquoted(check.slice("check=".length)),
    never: labels.some((label) => NEVER.test(label)),
    title: unquoted(TITLE.exec(title ?? "")?.[1] ?? "") || undefined,
    unknown: labels.filter((label) => !own.has(label) && !NEVER.test(label)),
  };
}

/** The words of an info string; those in braces at its beginning are words too. */
function wordsOf(info: string): string[] {
  const [, within, behind] = ATTRIBUTES.exec(info.trim()) ?? [];
  if (within === undefined) return info.match(WORD) ?? [];
  const words = `${within} ${behind}`.match(WORD) ?? [];
  const language = words.find((word) => /^\.\w/.test(word));
  // The first class is the language; {bash} is written by R Markdown.
  if (language === undefined) return words;
  return [language.slice(1), ...words.filter((word) => word !== language)];
}

function languageOf(first: string | undefined, others: readonly string[]): { language: string; labels: string[] } {
  if (first === undefined) return { language: "text", labels: [] };
  const [, language, sign, rest = "", braces] = LANGUAGE.exec(first) ?? [];
  if (language === undefined || language.includes("=")) return { language: "text", labels: [first, ...others] };
  const attached = sign === ":" ? [`title=${rest}`] : [...rest.split(","), braces ?? ""];
  return { language, labels: [...attached.filter((label) => !/^(?:title=)?$/.test(label)), ...others] };
}

function unquoted(text: string): string {
  return /^(["']).*\1$/.test(text) && text.length > 1 ? text.slice(1, -1) : text;
}

/**
 * Labels of other generators. They mark lines, number them, or dress the frame: without them no code is lost, so they
 * are not reported. MkDocs, Docusaurus, Expressive Code, Hugo, Jekyll, GitLab, VitePress, mdBook.
 */
const FOREIGN_KEYS: ReadonlySet<string> = new Set(
  (
    "anchorlinenos annotate class collapse copy del diff editable expand filename file caption name title focus frame " +
    "hide_lines highlight hl_lines icon id ignore ins lang language line line-numbers linenos linenostart linenums " +
    "lineanchors lines live mark max-height nocopy no-copy nolinenumbers no_run noplayground noplaypen " +
    "number-lines numberlines norun options preview raw render result select should_panic show-lines " +
    "showlinenumbers showwhitespace start startfrom startline style syntax tab tabs theme twoslash user visible wrap"
  ).split(" "),
);

/** {3-4}, .annotate, #id, /regex/, which may hold blanks, "some text", 'text', :line-numbers, 12 */
const FOREIGN_FORM = /^(?:\{.*|[.#:][\w-].*|\/.*|.*\/|["'].*|[\d,-]+)$/s;

/** Whether a label is known to mean something to another generator, and nothing to a reader here. */
export function isForeignLabel(label: string): boolean {
  const key = /^!?([\w-]+)(?:[={:].*)?$/s.exec(label)?.[1]?.toLowerCase();
  return FOREIGN_FORM.test(label) || (key !== undefined && FOREIGN_KEYS.has(key));
}

/** Names of text that is shown as it is. */
const TEXT = "plaintext plain-text none nohighlight no-highlight output stdout stderr ascii tree";
/** Those of commands at a prompt, and their output. */
const SESSION = "sh-session shell-session bash-session bashsession zsh-session terminal";

/** Names that people give to a language, beside those for which the highlighter has grammars. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ...TEXT.split(" ").map((name) => [name, "text"] as const),
  ...SESSION.split(" ").map((name) => [name, "console"] as const),
  // The nearest existing grammar. Alertmanager's and Kubernetes' files are YAML, most .conf and .cfg files INI.
  ["alertmanager", "yaml"],
  ["ash", "sh"],
  ["cfg", "ini"],
  ["conf", "ini"],
  ["config", "ini"],
  ["dash", "sh"],
  ["env", "dotenv"],
  ["golang", "go"],
  ["jinja2", "jinja"],
  ["k8s", "yaml"],
  ["ksh", "sh"],
  ["kubernetes", "yaml"],
  ["mysql", "sql"],
  ["patch", "diff"],
  ["pgsql", "sql"],
  ["postgres", "sql"],
  ["postgresql", "sql"],
  ["psql", "sql"],
  ["service", "systemd"],
]);

/** The highlighter's name of a language, in small letters; one that has none stays as it is. */
function canonicalLanguage(name: string): string {
  const lower = name.toLowerCase();
  return ALIASES.get(lower) ?? lower;
}
