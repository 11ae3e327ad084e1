// Runs Node as a process of its own and takes its time.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { execPath } from "node:process";

type NodeRun = {
  /** From the start of the process to its end. */
  readonly seconds: number;
  /** Processor time of the process and of those that it started; undefined where the system does not tell. */
  readonly cpuSeconds: number | undefined;
  readonly stdout: string;
};

/** Throws when the process fails, with what it wrote. The environment is this one only: no proxy, no token. */
export async function runNode(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<NodeRun> {
  const env = { PATH: process.env.PATH ?? "", ...environment };
  const before = await childrenCpu();
  const started = performance.now();
  const stdout = await new Promise<string>((resolve, reject) => {
    execFile(execPath, args, { env, maxBuffer: 64 * 1024 * 1024 }, (error, out, err) =>
      error === null ? resolve(out) : reject(new Error(`${args.join(" ")} failed\n${out}${err}`, { cause: error })),
    );
  });
  const seconds = (performance.now() - started) / 1000;
  const after = await childrenCpu();
  return { seconds, stdout, cpuSeconds: before === undefined || after === undefined ? undefined : after - before };
}

/** Of all processes that this one has waited for (cutime and cstime of https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html). */
async function childrenCpu(): Promise<number | undefined> {
  const stat = await readFile("/proc/self/stat", "utf8").catch(() => undefined);
  const [user, system] =
    stat
      ?.slice(stat.lastIndexOf(")") + 2)
      .split(" ")
      .slice(13, 15) ?? [];
  const ticksPerSecond = 100;
  return user === undefined || system === undefined ? undefined : (Number(user) + Number(system)) / ticksPerSecond;
}
