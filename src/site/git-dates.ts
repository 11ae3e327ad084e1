// When each document was last changed, by the history of the git repository that it lies in. Wherever git does not know
// that for sure, a file has no day, and nothing else changes.

import type { ChildProcess } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pLimit from "p-limit";
import { type Day, isDate } from "../model/date.ts";
import { startGit as start, textOf } from "./git.ts";

/**
 * The day of the last commit that changed each of these files ("content/runbooks/a.md", below `root`). It is the
 * committer's day in the committer's zone: on that day the text came into this history, and it is the same day for whoever
 * builds. Left out are files that differ from the last commit. All are left out without git, without a repository, and
 * in a shallow clone, whose oldest commit seems to change everything. Never throws.
 */
export async function changedDays(root: string, files: readonly string[]): Promise<ReadonlyMap<string, Day>> {
  const folder = join(root, "content");
  if (files.length === 0) return new Map();
  const below = await folderInRepository(folder);
  if (below === undefined) return new Map();
  const hashes = await committedFiles(folder);
  const committed = files.flatMap((file) => {
    const name = file.slice("content/".length);
    const hash = file.startsWith("content/") ? hashes.get(name) : undefined;
    // Names as git has them: from the root of the repository.
    return hash === undefined ? [] : [{ file, name: `${below}${name}`, hash }];
  });
  const limit = pLimit(64);
  const [days, same] = await Promise.all([
    lastDays(folder, new Set(committed.map(({ name }) => name))),
    Promise.all(committed.map(({ file, hash }) => limit(() => isAsCommitted(join(root, file), hash)))),
  ]);
  const dated = committed.filter((_, i) => same[i]).map(({ file, name }) => [file, days.get(name)] as const);
  return new Map(dated.flatMap(([file, day]) => (day === undefined ? [] : [[file, day] as const])));
}

/** Why git knows no day of any file below `root`, and what to do about it. */
export async function whyNoDays(root: string): Promise<{ readonly why: string; readonly remedy: string }> {
  const folder = join(root, "content");
  if ((await textOf(folder, ["--version"])) === "")
    return { why: "git does not run here", remedy: "Install git where the site is built" };
  const isShallow = (await textOf(folder, ["rev-parse", "--is-shallow-repository"])).trim();
  if (isShallow === "true")
    return {
      why: "the clone has no whole history",
      remedy: "Fetch all of it: fetch-depth: 0 in GitHub Actions, GIT_DEPTH: 0 in GitLab CI",
    };
  if (isShallow === "false") return { why: "no commit has these documents as they are", remedy: "Commit them" };
  return {
    why: "git reads no repository here",
    remedy: "Build in a clone. Where it belongs to another user, add it to git's safe.directory",
  };
}

/** Where in its repository a folder is: "docs/content/". Undefined if that or its whole history is not known. */
async function folderInRepository(folder: string): Promise<string | undefined> {
  const answer = await textOf(folder, ["rev-parse", "--is-shallow-repository", "--show-prefix"]);
  const [, isShallow, prefix] = /^(\w+)\n(.*)\n$/s.exec(answer) ?? [];
  return isShallow === "false" ? prefix : undefined;
}

/** The files of the last commit by their path below the folder, each with the hash of its bytes. */
async function committedFiles(folder: string): Promise<ReadonlyMap<string, string>> {
  const listed = await textOf(folder, ["ls-tree", "-r", "-z", "HEAD", "--", "."]);
  const entries = listed.split("\0").map((line) => /^\d+ blob ([0-9a-f]+)\t(.+)$/s.exec(line) ?? []);
  return new Map(entries.flatMap(([, hash, name]) => (hash && name ? [[name, hash] as const] : [])));
}

/** We compare ourselves: `git status` would run programs that the repository's configuration names. */
async function isAsCommitted(file: string, hash: string): Promise<boolean> {
  const bytes = await readFile(file).catch(() => undefined);
  if (bytes === undefined) return false;
  // Git may store CRLF as LF.
  return blobHash(bytes, hash) === hash || blobHash(Buffer.from(`${bytes}`.replaceAll("\r\n", "\n")), hash) === hash;
}

/** https://git-scm.com/book/en/v2/Git-Internals-Git-Objects#_object_storage; a repository has hashes of one length. */
function blobHash(bytes: Buffer, { length }: string): string {
  const hash = createHash(length === 64 ? "sha256" : "sha1");
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
}

/** Reads the log from the last commit backwards, and no further than the files of these names need. */
async function lastDays(folder: string, names: ReadonlySet<string>): Promise<ReadonlyMap<string, Day>> {
  const found = new Map<string, Day>();
  if (names.size === 0) return found;
  const child = start(folder, LOG);
  let day = "";
  let isPath = false;
  for await (const field of fieldsOf(child)) {
    if (isPath && names.has(field) && !found.has(field) && isDate(day)) found.set(field, day);
    if (found.size === names.size) break;
    if (!isPath && /^\d/.test(field)) day = field;
    isPath = !isPath && /^\n?:/.test(field);
  }
  child.kill();
  return found;
}

/**
 * A field with the day of each commit. Two for each file follow: modes and hashes after a colon, then the path as it is.
 * Of a merge (-c), only what it changed itself.
 */
const LOG = [
  ...["log", "--raw", "-z", "-c", "--format=%x00%cs", "--no-renames", "--no-ext-diff", "--no-textconv"],
  ...["--no-show-signature", "-O/dev/null", "--", "."],
];

async function* fieldsOf({ stdout }: ChildProcess): AsyncGenerator<string> {
  let rest = "";
  stdout?.setEncoding("utf8");
  for await (const chunk of stdout ?? []) {
    const fields = `${rest}${chunk}`.split("\0");
    rest = fields.pop() ?? "";
    yield* fields;
  }
}
