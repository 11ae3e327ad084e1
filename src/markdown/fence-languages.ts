// Names that people give to a fence's language, beside those that the highlighter has grammars for.

/** What is shown as it is. */
const TEXT = "plaintext plain-text none nohighlight no-highlight output stdout stderr ascii tree";
/** Commands at a prompt, and what they print. */
const SESSION = "sh-session shell-session bash-session bashsession zsh-session terminal";

const ALIASES: ReadonlyMap<string, string> = new Map([
  ...TEXT.split(" ").map((name) => [name, "text"] as const),
  ...SESSION.split(" ").map((name) => [name, "console"] as const),
  // The nearest grammar that there is. Alertmanager's and Kubernetes' files are YAML, most .conf and .cfg files INI.
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

/** The name by which the highlighter knows a language, in small letters; one that has none stays as it is. */
export function canonicalLanguage(name: string): string {
  const lower = name.toLowerCase();
  return ALIASES.get(lower) ?? lower;
}
