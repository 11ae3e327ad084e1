// Reads the recorded hosts: content/hosts/<name>/ with host.yaml, root/ and commands.yaml.

import { lstat, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { glob } from "tinyglobby";
import { z } from "zod";
import { type Problem, problem } from "../core/problem.ts";
import { EMPTY_HOST, type Host, HostCard, Transcript } from "../model/host.ts";
import type { ContentFiles } from "./read.ts";
import { validate } from "./validate.ts";
import { parseYaml } from "./yaml.ts";

/** All hosts by name, the built-in "empty" one among them. */
export async function readHosts(files: ContentFiles): Promise<Map<string, Host>> {
  const cards = await files.list("content/hosts/*/host.yaml");
  const hosts = await Promise.all(cards.map((card) => readHost(files, card)));
  files.problems.push(...(await foldersWithoutCard(files.root, cards)));
  const named = hosts.filter((host) => host !== undefined).map((host) => [host.name, host] as const);
  return new Map([...named, [EMPTY_HOST.name, EMPTY_HOST]]);
}

async function readHost(files: ContentFiles, card: string): Promise<Host | undefined> {
  const folder = dirname(card);
  const [about, transcripts, tree] = await Promise.all([
    readYaml(files, card, HostCard),
    readTranscripts(files, `${folder}/commands.yaml`),
    readTree(files.root, folder, files.problems),
  ]);
  return about && { ...about, name: basename(folder), files: tree, transcripts };
}

async function readYaml<S extends z.ZodType>(files: ContentFiles, file: string, schema: S) {
  const source = await files.read(file);
  const located = source && parseYaml(source, 0, source.text.length, files.problems);
  return located && validate(schema, located, { unknownKeys: "problem" }, files.problems);
}

async function readTranscripts(files: ContentFiles, file: string): Promise<readonly Transcript[]> {
  if ((await files.list(file)).length === 0) return [];
  return (await readYaml(files, file, z.array(Transcript))) ?? [];
}

/** Files are read as bytes and never followed through links: a host's tree must not reach out of itself. */
async function readTree(root: string, folder: string, problems: Problem[]): Promise<Map<string, Uint8Array>> {
  const base = join(root, folder, "root");
  const names = await glob("**", { cwd: base, dot: true, onlyFiles: false, followSymbolicLinks: false });
  const files = new Map<string, Uint8Array>();
  for (const name of names.sort()) {
    const path = join(base, name);
    const stat = await lstat(path);
    if (stat.isFile()) files.set(`/${name.replaceAll("\\", "/")}`, await readFile(path));
    else if (!stat.isDirectory()) problems.push(notAFile(`${folder}/root/${name}`));
  }
  return files;
}

function notAFile(file: string): Problem {
  const place = { file, line: 1, column: 1, length: 0 };
  return problem(place, "not a regular file", "A host holds plain files only; put a copy of the content here");
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
