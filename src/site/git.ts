// Calls git without anything that could make it run a program, look elsewhere, or answer in another form.

import { type ChildProcess, spawn } from "node:child_process";
import { env } from "node:process";

/** What git prints for a folder; "" if it fails, or is not there. */
export async function textOf(folder: string, args: readonly string[]): Promise<string> {
  const child = startGit(folder, args);
  const ended = new Promise<boolean>((resolve) => child.on("close", (code) => resolve(code === 0)));
  let text = "";
  child.stdout?.setEncoding("utf8");
  for await (const chunk of child.stdout ?? []) text += chunk;
  return (await ended) ? text : "";
}

/** Settings of a repository that would make git run a program, look elsewhere, or answer in another form. */
const OVERRIDES = ["core.fsmonitor=false", "log.follow=false", "log.showRoot=true", "diff.relative=false"].flatMap(
  (setting) => ["-c", setting],
);

/** Starts git, which reads nothing that another place's settings name. */
export function startGit(folder: string, args: readonly string[]): ChildProcess {
  const child = spawn("git", ["--no-pager", "--literal-pathspecs", ...OVERRIDES, ...args], {
    cwd: folder,
    env: { ...withoutGit(), GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", GIT_ALLOW_PROTOCOL: "none" },
    stdio: ["ignore", "pipe", "ignore"],
  });
  // Where there is no git, the streams end as well, and that is all that callers need to know.
  child.on("error", () => undefined);
  return child;
}

/** A git hook or a caller's GIT_DIR would name another repository. */
function withoutGit(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^GIT_/i.test(name)));
}
