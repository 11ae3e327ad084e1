// Reads the recorded hosts: content/hosts/<name>/ with host.yaml, root/ and commands.yaml.

import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join, relative, sep } from "node:path";
import { escapePath, glob } from "tinyglobby";
import { z } from "zod";
import { type Problem, problem } from "../core/problem.ts";
import { EMPTY_HOST, type Host, HostCard, Transcript } from "../model/host.ts";
import type { ContentFiles } from "./read.ts";
import { validate } from "./validate.ts";
import { parseYaml } from "./yaml.ts";

export type Hosts = {
  /** By name, the built-in "empty" one among them. */
  readonly hosts: ReadonlyMap<string, Host>;
  /** Names of those that are there but could not be read; why, is among the problems. */
  readonly unreadable: readonly string[];
};

export async function readHosts(files: ContentFiles): Promise<Hosts> {
  const cards = await files.list("content/hosts/*/host.yaml");
  const read = await Promise.all(cards.map((card) => readHost(files, card)));
  files.problems.push(...(await foldersWithoutCard(files.root, cards)), ...builtInName(cards), ...oddNames(cards));
  const found = read.filter((host) => host !== undefined);
  const hosts = new Map([...found, EMPTY_HOST].map((host) => [host.name, host]));
  return { hosts, unreadable: cards.map(nameOf).filter((name) => !hosts.has(name)) };
}

/** Names become addresses and stand in lists of checks. */
const NAME = /^[A-Za-z0-9][\w.-]*$/;

function oddNames(cards: readonly string[]): Problem[] {
  return cards
    .filter((card) => !NAME.test(nameOf(card)))
    .map((file) => {
      const what = `host name "${nameOf(file)}" cannot be part of an address`;
      return problem(
        { file, line: 1, column: 1, length: 0 },
        what,
        "Use letters, digits, dots, hyphens and underscores",
      );
    });
}

function nameOf(card: string): string {
  return basename(dirname(card));
}

async function readHost(files: ContentFiles, card: string): Promise<Host | undefined> {
  const folder = dirname(card);
  const [about, transcripts, tree] = await Promise.all([
    readYaml(files, card, HostCard),
    readTranscripts(files, `${folder}/commands.yaml`),
    readTree(files.root, folder, files.problems),
  ]);
  return about && { ...about, name: nameOf(card), files: tree, transcripts };
}

async function readYaml<S extends z.ZodType>(files: ContentFiles, file: string, schema: S) {
  const source = await files.read(file);
  const located = source && parseYaml(source, 0, source.text.length, files.problems);
  return located && validate(schema, located, { unknownKeys: "problem" }, files.problems);
}

async function readTranscripts(files: ContentFiles, file: string): Promise<readonly Transcript[]> {
  if ((await files.list(escapePath(file))).length === 0) return [];
  return (await readYaml(files, file, z.array(Transcript))) ?? [];
}

/** Files are read as bytes and never followed through links: a host's tree must not reach out of itself. */
async function readTree(root: string, folder: string, problems: Problem[]): Promise<Map<string, Uint8Array>> {
  const base = join(root, folder);
  const entries = await readdir(base, { recursive: true, withFileTypes: true });
  const files = new Map<string, Uint8Array>();
  for (const { path, entry } of entries.map((entry) => ({ path: pathWithin(base, entry), entry })).sort(byPath)) {
    if (path !== TREE && !path.startsWith(`${TREE}/`)) continue;
    if (entry.isFile()) files.set(path.slice(TREE.length), await readFile(join(base, path)));
    else if (!entry.isDirectory()) problems.push(notAFile(`${folder}/${path}`));
  }
  return files;
}

const TREE = "root";

function pathWithin(base: string, { parentPath, name }: { parentPath: string; name: string }): string {
  return relative(base, join(parentPath, name)).replaceAll(sep, "/");
}

function byPath(a: { path: string }, b: { path: string }): number {
  return a.path < b.path ? -1 : 1;
}

function notAFile(file: string): Problem {
  const place = { file, line: 1, column: 1, length: 0 };
  return problem(place, "not a regular file", "A host holds plain files only; put a copy of the content here");
}

function builtInName(cards: readonly string[]): Problem[] {
  return cards
    .filter((card) => nameOf(card) === EMPTY_HOST.name)
    .map((file) => {
      const place = { file, line: 1, column: 1, length: 0 };
      return problem(
        place,
        `host "${EMPTY_HOST.name}" is built in`,
        "Choose another name: there is always one without any file",
      );
    });
}

async function foldersWithoutCard(root: string, cards: readonly string[]): Promise<Problem[]> {
  const folders = await glob("content/hosts/*", { cwd: root, onlyDirectories: true, expandDirectories: false });
  const known = new Set(cards.map((card) => dirname(card)));
  return folders
    .map((folder) => folder.replace(/\/$/, ""))
    .filter((folder) => !known.has(folder))
    .map((folder) => {
      const place = { file: `${folder}/host.yaml`, line: 1, column: 1, length: 0 };
      return problem(place, "host without a host.yaml", "Say there what the machine is: summary, kind, source");
    });
}
