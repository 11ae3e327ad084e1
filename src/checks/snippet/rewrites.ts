// What to write instead of commands that authors reach for and no recording should need.

const CODE = "Write the commands themselves: nobody can see beforehand what it runs";
const SHELL = "it tells of the shell, or changes it";
const HOST_ALONE = "A check asks the host alone: leave out";

/** Builtins of bash that tell of its own process, its limits and its terminal, or change them. */
export const OF_THE_SHELL = "bg bind disown enable fc fg history jobs kill logout suspend times ulimit umask";

const REWRITES: Readonly<Record<string, string | ((args: string) => string)>> = {
  hash: "Ask command -v instead of hash",
  which: (args) => `Ask command -v ${args}: every shell knows it, and it needs no transcript`,
  ...named("bash dash ksh sh zsh", () => CODE),
  ...named("doas sudo", (name) => `Leave out ${name}, and say needs: root under the check in the front matter`),
  ...named("sleep watch", () => "A check looks once: leave out what waits"),
  ...named("dig ftp host nc ncat nslookup ping rsync scp ssh telnet", (name) => `${HOST_ALONE} ${name}`),
  ...ofTheWeb("curl"),
  ...ofTheWeb("wget"),
  ...named(OF_THE_SHELL, (name) => `Leave out ${name}: ${SHELL}`),
};

function named(names: string, text: (name: string) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, text(name)]));
}

/** What a service of the machine itself answers is evidence, and can be recorded. */
function ofTheWeb(name: string): Readonly<Record<string, (args: string) => string>> {
  const isOwn = (args: string) => /(^|[/@\s])(localhost|127\.0\.0\.1|\[::1\])([:/\s]|$)/.test(args);
  return { [name]: (args) => (isOwn(args) ? `Add a transcript of ${name} ${args}` : `${HOST_ALONE} ${name}`) };
}

/** What else to write for a command line; undefined where nothing is known of it. */
export function rewriteOf(line: string): string | undefined {
  const [name = "", ...args] = line.split(" ");
  const rewrite = Object.hasOwn(REWRITES, name) ? REWRITES[name] : undefined;
  return typeof rewrite === "function" ? rewrite(args.join(" ")) : rewrite;
}
