// Which parts of a captured host are no recording, and what was not found: `shaped` and `special` in its host.yaml.

import type { Capture, CommandEntry, PathEntry } from "./text.ts";

/** Why an entry holds no content. */
const REASONS = {
  large: "more than 1 MiB",
  special: "not a regular file",
  timeout: "reading took too long",
} as const;

/** Which parts of the host are no recording, in sentences; "" if all of it is one. */
export function shapedOf({ paths, commands }: Capture): string {
  const known = new Set(paths.map(({ path }) => path));
  const listed = paths.filter((entry) => entry.kind === "listed");
  const named = listed.filter(({ path, names }) => names?.some((name) => isNameOnly(`${path}/${name}`, known)));
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
    named.length > 0 && `Of the other files in ${pathsOf(named)}, only the names were captured; here they are empty.`,
    present.length > 0 && `Only the existence of ${pathsOf(present)} was captured.`,
    lost.length > 0 && `Not captured: ${lost.join(", ")}.`,
    unsteady.length > 0 &&
      `These commands gave another answer when they ran again; the first answer is kept: ${unsteady.join(", ")}.`,
  ]
    .filter((sentence) => sentence !== false)
    .join(" ");
}

/**
 * What the capture knows to be absent, in a sentence; "" if everything was found. Without it, a command that the machine
 * lacks would look like one that was not run.
 */
export function notThere({ paths, commands }: Capture): string {
  const missing = paths.filter(({ kind }) => kind === "missing");
  const absent = new Set(commands.filter(({ ended }) => ended === undefined).map(({ argv }) => argv[0] ?? ""));
  const things = [
    ...(absent.size === 0 ? [] : [`the command${absent.size === 1 ? "" : "s"} ${[...absent].sort().join(", ")}`]),
    ...(missing.length === 0 ? [] : [pathsOf(missing)]),
  ];
  return things.length === 0 ? "" : `Not found on this machine: ${things.join("; ")}.`;
}

/** The files of /proc claim to have 0 bytes, whatever can be read from them. */
export function hasNoSize(path: string): boolean {
  return path.startsWith("/proc/");
}

function isNameOnly(path: string, known: ReadonlySet<string>): boolean {
  return !path.endsWith("/") && !known.has(path.replace(/^\/\//, "/"));
}

function pathsOf(entries: readonly PathEntry[]): string {
  return entries.map(({ path }) => path).join(", ");
}

function whyLost({ exit, stdout, stderr }: NonNullable<CommandEntry["ended"]>): string | undefined {
  if (exit === "timeout") return "did not end in time";
  return exit === "unknown" || stdout === undefined || stderr === undefined ? "printed more than 1 MiB" : undefined;
}
