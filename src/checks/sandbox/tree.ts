// The file tree in which a run is: the host's files at their places, and beside them links to the sandbox's own folder,
// by which the shell, the tools and their libraries are found where programs look for them.

import type { TarEntry } from "modern-tar";
import type { Host } from "../../model/host.ts";
import { foldersAbove } from "../../model/host-paths.ts";
import { BASE, PROGRAMS } from "./paths.ts";
import type { Toolbox } from "./tools.ts";

/** A time that no run can have. */
const LONG_AGO = new Date(1000);

export function fileEntry(name: string, body: string | Uint8Array, mode = 0o644): TarEntry {
  const bytes = typeof body === "string" ? Buffer.from(body) : body;
  return { header: { name, size: bytes.length, mode, mtime: LONG_AGO, type: "file" }, body: bytes };
}

export function folderEntry(name: string, mode = 0o755): TarEntry {
  return { header: { name: `${name}/`, size: 0, mode, mtime: LONG_AGO, type: "directory" } };
}

function linkEntry(name: string, linkname: string): TarEntry {
  return { header: { name, size: 0, mode: 0o777, mtime: LONG_AGO, type: "symlink", linkname } };
}

export function hardLinkEntry(name: string, linkname: string): TarEntry {
  return { header: { name, size: 0, mode: 0o755, mtime: LONG_AGO, type: "link", linkname } };
}

/** What is in a tree beside the host's own files. */
export type Beside = {
  /** Names of those that answer for the host. */
  readonly programs: readonly string[];
  readonly toolbox: Toolbox;
  /** A tool that this machine is to lack. */
  readonly lacking?: string | undefined;
};

/** The entries of a host's tree, which lies at `at` in the archive. */
export function treeEntries(at: string, { files }: Host, beside: Beside): readonly TarEntry[] {
  const taken = new Set([...files.keys()].map((path) => path.replace(/\/$/, "")));
  const folders = new Set([...foldersAbove(files.keys()), ...[...files.keys()].filter(isFolder).map(withoutSlash)]);
  const links = placedLinks({ taken, folders }, beside);
  const made = new Set([...folders, ...foldersAbove(links.keys()), "/dev", BASE, ...foldersAbove([BASE])]);
  if (!taken.has("/tmp") || folders.has("/tmp")) made.add("/tmp");
  return [
    ...[...made]
      .sort()
      .map((path) => folderEntry(`${at}${path === "/" ? "" : path}`, path === "/tmp" ? 0o1777 : 0o755)),
    ...[...files].filter(([path]) => !isFolder(path)).map(([path, bytes]) => fileEntry(`${at}${path}`, bytes)),
    ...[...links].map(([path, to]) => linkEntry(`${at}${path}`, to)),
  ];
}

const isFolder = (path: string) => path.endsWith("/");
const withoutSlash = (path: string) => path.slice(0, -1);

type Occupied = { readonly taken: ReadonlySet<string>; readonly folders: ReadonlySet<string> };

/** Path → where it leads. What the host itself has at a place stays. */
function placedLinks({ taken, folders }: Occupied, { programs, toolbox: { commands, libraries }, lacking }: Beside) {
  const links = new Map<string, string>();
  const put = (path: string, to: string) => {
    if (!taken.has(path) && !folders.has(path)) links.set(path, to);
  };
  /** A folder as one link, or, where the host has such a folder, each of its names. */
  const putFolder = (folder: string, to: string, names: Iterable<string>) => {
    if (!folders.has(folder)) put(folder, to);
    else for (const name of names) put(`${folder}/${name}`, `${to}/${name}`);
  };
  for (const [folder, paths] of Map.groupBy(libraries, (path) => path.slice(0, path.lastIndexOf("/"))))
    putFolder(
      folder,
      `${BASE}${folder}`,
      paths.map((path) => path.slice(folder.length + 1)),
    );
  const tools = [...commands, "bash", "sh"].filter((name) => name !== lacking);
  for (const folder of ["/usr/bin", "/bin"])
    if (lacking === undefined) putFolder(folder, `${BASE}/usr/bin`, tools);
    else for (const name of tools) put(`${folder}/${name}`, `${BASE}/usr/bin/${name}`);
  putFolder("/usr/local/sbin", PROGRAMS, programs);
  for (const [name, to] of Object.entries(DEVICES)) put(`/dev/${name}`, to);
  return links;
}

const STREAMS = `${BASE}/proc/self/fd`;
const DEVICES = {
  ...{ null: `${BASE}/dev/null`, fd: STREAMS },
  ...{ stdin: `${STREAMS}/0`, stdout: `${STREAMS}/1`, stderr: `${STREAMS}/2` },
};
