// Questions that runbooks ask again and again. Each is in a file of its own: a snippet that keeps every rule, test hosts
// that it tells apart, and the usual wrong way to write it. Authors start from them, and they are the corpus on which
// rules are tested: right snippets must pass, wrong ones must be reported.

import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { globSync } from "tinyglobby";
import { parse } from "yaml";
import { z } from "zod";
import { CheckExpectations, VERDICTS, type Verdict } from "../../model/check.ts";
import { type Host, HostCard, Transcript } from "../../model/host.ts";

const FOLDER = import.meta.dirname;

const IdiomHost = HostCard.pick({ summary: true, source: true, special: true }).extend({
  /** The expected verdict on it. */
  gives: z.enum(VERDICTS),
  /** Absolute path → text. A path with a slash at its end is a folder without known content. */
  files: z.record(z.string(), z.string()).default({}),
  commands: z.array(Transcript).default([]),
});

export const Idiom = z.strictObject({
  ...CheckExpectations.omit({ ok: true, affected: true, unknown: true, then: true }).shape,
  means: z.strictObject({ ok: z.string(), affected: z.string(), unknown: z.string() }),
  /** The snippet that keeps every rule. */
  right: z.string(),
  hosts: z.record(z.string(), IdiomHost),
  /** The usual wrong way to write it, and words that must be reported for it: in a Problem, in advice, or in a remedy. */
  wrong: z.strictObject({ snippet: z.string(), told: z.array(z.string()).min(1) }),
});
export type Idiom = z.infer<typeof Idiom>;

/** Names of all idioms, sorted: that of the file without its ending. */
export function idiomNames(): readonly string[] {
  return [...FILES.keys()];
}

/** The same by area; areas are sorted, too. */
export function idiomsByArea(): ReadonlyMap<string, readonly string[]> {
  const areas = Map.groupBy(idiomNames(), (name) => dirname(FILES.get(name) ?? ""));
  return new Map([...areas].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const FILES: ReadonlyMap<string, string> = new Map(
  globSync("*/*.yaml", { cwd: FOLDER })
    .map((file) => [basename(file, ".yaml"), file] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1)),
);

/** The idiom of that name; undefined if there is none. */
export function idiomNamed(name: string): Idiom | undefined {
  const file = FILES.get(name);
  return file === undefined ? undefined : Idiom.parse(parse(readFileSync(join(FOLDER, file), "utf8")));
}

/** Its hosts, each under the idiom's name and its own: "disk-space-full". */
export function idiomHosts(name: string, { hosts }: Idiom): readonly Host[] {
  return Object.entries(hosts).map(([own, { gives: _, files, commands, ...card }]) => ({
    ...card,
    ...{ name: `${name}-${own}`, kind: "shaped" as const, transcripts: commands },
    files: new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])),
  }));
}

/** What a document's front matter says about the check. */
export function idiomExpectations(name: string, { hosts, right: _, wrong: __, ...stated }: Idiom): CheckExpectations {
  const giving = (verdict: Verdict) =>
    Object.entries(hosts).flatMap(([own, { gives }]) => (gives === verdict ? [`${name}-${own}`] : []));
  return { ...stated, ok: giving("ok"), affected: giving("affected"), unknown: giving("unknown"), then: {} };
}
