// What of a captured host is no recording, and what was looked for in vain: `shaped` and `special` in its host.yaml.

import type { Capture, CommandEntry, PathEntry } from "./text.ts";

/** Why an entry brought nothing home. */
const REASONS = {
  large: "more than 1 MiB",
  special: "not a regular file",
  timeout: "not read to its end in time",
} as const;

/** What of the host is no recording, in sentences; "" where all of it is. */
export function shapedOf({ paths, commands }: Capture): string {
  const told = new Set(paths.map(({ path }) => path));
  const listed = paths.filter((entry) => entry.kind === "listed");
  const named = listed.filter(({ path, names }) => names?.some((name) => isNameOnly(`${path}/${name}`, told)));
  const present = paths.filter(({ kind, path }) => kind === "present" || (kind === "empty" && hasNoSize(path)));
  const lost = [
    ...listed.filter(({ names }) => names === undefined).map(({ path }) => `the names in ${path} (too many)`),
    ...paths.flatMap(({ kind, path }) =>
      kind in REASONS ? [`${path} (${REASONS[kind as keyof typeof REASONS]})`] : [],
    ),
    ...commands.flatMap(({ argv, ended }) => {
      const why = ended && whyLost(ended);
      return why === undefined ? [] : [`the command "${argv.join(" ")}" (${why})`];
    }),
  ];
  const unsteady = commands.filter(({ isUnsteady }) => isUnsteady).map(({ argv }) => `"${argv.join(" ")}"`);
  return [
    named.length > 0 && `Only the names of the other files in ${pathsOf(named)} were captured; here they are empty.`,
    present.length > 0 && `Only that they exist was captured of ${pathsOf(present)}.`,
    lost.length > 0 && `Not captured: ${lost.join(", ")}.`,
    unsteady.length > 0 && `Asked again, these answered otherwise; here is their first answer: ${unsteady.join(", ")}.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(" ");
}

/**
 * What the capture knows to be absent, in a sentence; "" where nothing was looked for in vain. Without it, nobody could
 * tell a command that the machine lacks from one that nobody ran.
 */
export function notThere({ paths, commands }: Capture): string {
  const missing = paths.filter(({ kind }) => kind === "missing");
  const absent = new Set(commands.filter(({ ended }) => ended === undefined).map(({ argv }) => argv[0] ?? ""));
  const things = [
    ...(absent.size === 0 ? [] : [`the command${absent.size === 1 ? "" : "s"} ${[...absent].sort().join(", ")}`]),
    ...(missing.length === 0 ? [] : [pathsOf(missing)]),
  ];
  return things.length === 0 ? "" : `Looked for on this machine, and not there: ${things.join("; ")}.`;
}

/** The files of /proc say that they have 0 bytes, whatever can be read from them. */
export function hasNoSize(path: string): boolean {
  return path.startsWith("/proc/");
}

function isNameOnly(path: string, told: ReadonlySet<string>): boolean {
  return !path.endsWith("/") && !told.has(path.replace(/^\/\//, "/"));
}

function pathsOf(entries: readonly PathEntry[]): string {
  return entries.map(({ path }) => path).join(", ");
}

function whyLost({ exit, stdout, stderr }: NonNullable<CommandEntry["ended"]>): string | undefined {
  if (exit === "timeout") return "did not end in time";
  return exit === "unknown" || stdout === undefined || stderr === undefined ? "printed more than 1 MiB" : undefined;
}
