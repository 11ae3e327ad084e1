// Reads the test hosts: content/hosts/<name>/ with host.yaml, root/ and commands.yaml.

import { basename, dirname } from "node:path";
import pLimit from "p-limit";
import { glob } from "tinyglobby";
import { z } from "zod";
import { didYouMean } from "../../core/nearest-name.ts";
import { topOf } from "../../core/position.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { EMPTY_HOST, HOST_NAME, type Host, HostCard } from "../../model/host.ts";
import type { ContentFiles } from "../read.ts";
import { validate } from "../validate.ts";
import { type Located, parseYaml } from "../yaml.ts";
import { type Claim, withDifferences } from "./differences.ts";
import { everyThing, tidy } from "./inheritance.ts";
import { readTranscripts } from "./transcripts.ts";
import { linksIn, readTree } from "./tree.ts";

const HOME = "content/hosts";

export type Hosts = {
  /** By name, the built-in "empty" one among them. */
  readonly hosts: ReadonlyMap<string, Host>;
  /** Names of those that exist but cannot be used; the problems say why. */
  readonly unreadable: readonly string[];
};

const AT_ONCE = 16;

/** The hosts of a site. One with a defect is left out, so that no check runs on half a machine. */
export async function readHosts(files: ContentFiles): Promise<Hosts> {
  const cards = await files.list(`${HOME}/*/host.yaml`);
  // Each opens one file after the other; a thousand of them at once would exceed the limit of open files.
  const claims = await pLimit(AT_ONCE).map(cards, (card) => readHost(files, card));
  const cardless = await foldersWithoutCard(files, cards);
  for (const one of nameProblems(cards)) files.problems.push(one);
  const hosts = withDifferences(claims, cardless, files.problems);
  for (const one of claims.flatMap((claim) => recordedProblems(claim, hosts.get(claim.name)))) files.problems.push(one);
  const names = [...cards.map(nameOf), ...cardless];
  return { hosts, unreadable: names.filter((name) => !hosts.has(name)) };
}

function nameOf(card: string): string {
  return basename(dirname(card));
}

/** What a card claims of another host; it is checked even if the rest of the card is wrong. */
const Stated = z.object({ from: HostCard.shape.from, without: HostCard.shape.without.catch(undefined) });

async function readHost(files: ContentFiles, card: string): Promise<Claim> {
  const problems: Problem[] = [];
  const [name, folder] = [nameOf(card), dirname(card)];
  const source = await files.read(card);
  const located = source && parseYaml(source, 0, source.text.length, problems);
  const about = located && validate(HostCard, located, { unknownKeys: "problem" }, problems);
  const transcripts = await readTranscripts(files, `${folder}/commands.yaml`, problems);
  const tree = await readTree(files.root, folder, problems);
  if (about && located) for (const one of folderProblems(about, tree, located)) problems.push(one);
  for (const one of problems) files.problems.push(one);
  const isUsable = about !== undefined && transcripts !== undefined && problems.length === 0;
  const own = isUsable ? { ...about, name, transcripts, files: withFolders(tree, about) } : undefined;
  const { from, without } = Stated.safeParse(located?.data).data ?? {};
  return { name, from, without, located, own };
}

/** What it takes from the other host is not a recording of its own, whatever that host is. */
function listMissing({ name, kind, from }: Host, located: Located): Problem[] {
  if (kind !== "recorded" || from === undefined) return [];
  const what = `recorded test host "${name}" starts from "${from}" and does not list what is recorded`;
  const remedy = 'List the files and command lines from this machine under "recorded", or write kind: shaped';
  return [problem(located.placeOf(["kind"]), what, remedy)];
}

/** What is said to be recorded must exist; only then can a page say that an answer rests on it. */
function recordedProblems({ located }: Claim, host: Host | undefined): Problem[] {
  if (located === undefined || host === undefined) return [];
  if (host.recorded === undefined) return listMissing(host, located);
  const things = everyThing(host);
  return host.recorded.flatMap((thing, i) => {
    if (things.includes(thing)) return [];
    const what = `test host "${host.name}" has no "${thing}" that could be recorded`;
    return [
      problem(
        located.placeOf(["recorded", i]),
        what,
        didYouMean(thing, things, "Name a file, a folder whose names are recorded, or a whole command line"),
      ),
    ];
  });
}

function withFolders(tree: ReadonlyMap<string, Uint8Array>, { folders = [] }: HostCard): Host["files"] {
  return tidy([...folders.map((folder) => [folder.replace(/\/?$/, "/"), new Uint8Array()] as const), ...tree]);
}

function folderProblems({ folders = [] }: HostCard, tree: Host["files"], { placeOf }: Located): Problem[] {
  return folders.flatMap((folder, i) => {
    const file = [...tree.keys()].find((path) => `${folder}/`.startsWith(`${path}/`));
    if (file === undefined) return [];
    const what = `folder "${folder}" cannot be there: "${file}" is a file`;
    return [problem(placeOf(["folders", i]), what, `Remove the folder, or the file at root${file}`)];
  });
}

function nameProblems(cards: readonly string[]): Problem[] {
  return cards.flatMap((file) => {
    const name = nameOf(file);
    const at = topOf(file);
    if (name === EMPTY_HOST.name)
      return [
        problem(
          at,
          `test host "${name}" is built in`,
          "Choose another name: this one is kept for the host without files",
        ),
      ];
    if (HOST_NAME.test(name)) return [];
    const what = `test host name "${name}" cannot be part of an address`;
    return [problem(at, what, "Use letters, digits, dots, hyphens and underscores")];
  });
}

/** Names of the folders that claim nothing; a link in the place of a folder or a card is reported as the reason. */
async function foldersWithoutCard(files: ContentFiles, cards: readonly string[]): Promise<string[]> {
  const found = await glob(`${HOME}/*`, { cwd: files.root, onlyDirectories: true, expandDirectories: false });
  const known = new Set(cards.map((card) => dirname(card)));
  const folders = found.map((folder) => folder.replace(/\/$/, "")).filter((folder) => !known.has(folder));
  const linked = await linksIn(files.root, HOME);
  for (const one of linked.values()) files.problems.push(one);
  for (const folder of folders) files.problems.push(await withoutCard(files.root, folder));
  return [...folders.map((folder) => basename(folder)), ...linked.keys()].sort();
}

async function withoutCard(root: string, folder: string): Promise<Problem> {
  const link = (await linksIn(root, folder)).get("host.yaml");
  const at = topOf(`${folder}/host.yaml`);
  return link ?? problem(at, "test host without a host.yaml", "Write one with the keys summary, kind and source");
}
