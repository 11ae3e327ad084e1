// What to write instead of commands that authors often use and a check should not need.

const CODE = "Write the commands in the snippet: what it runs cannot be known in advance";
const SHELL = "it describes the shell, or changes it";

/** Builtins of bash that describe its own process, its limits and its terminal, or change them. */
export const OF_THE_SHELL = "bg bind disown enable fc fg history jobs kill logout suspend times ulimit umask";

const REWRITES: Readonly<Record<string, string | ((args: string) => string)>> = {
  hash: "Use command -v instead of hash",
  which: (args) => `Use command -v ${args}: every shell has it, and it needs no transcript`,
  ...named("bash dash ksh sh zsh", () => CODE),
  ...named("doas sudo", (name) => `Remove ${name}, and write needs: root under the check in the front matter`),
  ...named("sleep watch", () => "Remove what waits: a check reads once"),
  ...named("dig ftp host nc ncat nslookup ping rsync scp ssh telnet", ofTheNetwork),
  ...ofTheWeb("curl"),
  ...ofTheWeb("wget"),
  ...named(OF_THE_SHELL, (name) => `Remove ${name}: ${SHELL}`),
};

function named(names: string, text: (name: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, text(name)]));
}

function ofTheNetwork(name: string): string {
  return `Remove ${name}: a check may only use its own machine`;
}

/** The answer of a service on the machine itself is evidence, and can be recorded. */
function ofTheWeb(name: string): Readonly<Record<string, (args: string) => string>> {
  const isOwn = (args: string) => /(^|[/@\s])(localhost|127\.0\.0\.1|\[::1\])([:/\s]|$)/.test(args);
  return { [name]: (args) => (isOwn(args) ? `Add a transcript of ${name} ${args}` : ofTheNetwork(name)) };
}

/** What else to write for a command line; undefined if nothing is known of it. */
export function rewriteOf(line: string): string | undefined {
  const [name = "", ...args] = line.split(" ");
  const rewrite = Object.hasOwn(REWRITES, name) ? REWRITES[name] : undefined;
  return typeof rewrite === "function" ? rewrite(args.join(" ")) : rewrite;
}
