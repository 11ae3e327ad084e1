// The files of one run, in a folder of its own, and the options of bubblewrap that put them at their places.

import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join, sep } from "node:path";
import type { Host } from "../../model/host.ts";
import { type CommandOptions, commandLine, ISOLATION } from "./command.ts";
import { deviceMounts, hostMounts } from "./mounts.ts";
import { BASE, REFUSED, SCRIPT } from "./paths.ts";
import { TOOLS, type Toolbox, toolboxWith } from "./toolbox.ts";
import { transcriptFiles } from "./transcript-scripts.ts";

export type LayoutOptions = CommandOptions & {
  /** Commands beside the text tools, by name. */
  readonly extraTools?: readonly string[];
};

/** Writes the files of a run below `folder`, where its pipes are already; gives the arguments of bubblewrap. */
export function layOut(folder: string, script: string, host: Host, options: LayoutOptions): readonly string[] {
  const { extraTools = [], traced } = options;
  const toolbox = toolboxWith(traced ? [...extraTools, "strace"] : extraTools);
  const answers = transcriptFiles(host);
  const out = new Folder(folder);
  for (const [path, content] of host.files) out.write(`host${path}`, content);
  for (const [path, content] of answers) out.write(path, content, 0o755);
  out.write("script", script);
  linkCommands(out, toolbox, answers.keys());
  const mounts = [
    ...[...hostMounts(host, join(folder, "host")), ...toolbox.mounts, ...deviceMounts(toolbox.empty)],
    ...ownMounts(folder, answers.size > 0, traced === true),
  ];
  return [...ISOLATION, ...mounts, "--chdir", "/", "--remount-ro", "/", "--", ...commandLine(options)];
}

/** What the shell finds: for each name the script of its transcripts, or else the tool. */
function linkCommands(out: Folder, { commands }: Toolbox, answers: Iterable<string>): void {
  const scripts = [...answers].filter((path) => path.startsWith("bin/"));
  const places = new Map(commands.map((name) => [name, `${TOOLS}/${name}`]));
  for (const path of scripts) places.set(path.slice("bin/".length), `${BASE}/${path}`);
  out.makeFolder("commands");
  for (const [name, place] of places) out.link(`commands/${name}`, place);
}

/** Pipes can be written into where files can't be changed. */
function ownMounts(folder: string, hasAnswers: boolean, traced: boolean): readonly string[] {
  const bound = (name: string, to: string) => ["--ro-bind", join(folder, name), to];
  return [
    ...[...bound("commands", "/usr/bin"), ...bound("script", SCRIPT), ...bound("refused", REFUSED)],
    ...(hasAnswers ? [...bound("bin", `${BASE}/bin`), ...bound("transcripts", `${BASE}/transcripts`)] : []),
    ...(traced ? bound("trace", `${BASE}/trace`) : []),
  ];
}

/**
 * A folder that everybody may read: whoever is root runs the sandbox as somebody else. Its methods wait for the disk,
 * which is memory: that takes a tenth of the time that as many promises do.
 */
class Folder {
  readonly #path: string;
  readonly #made = new Set<string>();

  constructor(path: string) {
    this.#path = path;
    chmodSync(path, 0o755);
  }

  /** A path that ends in a slash is a folder's. */
  write(path: string, content: string | Uint8Array, mode = 0o644): void {
    const file = this.#inside(path);
    this.makeFolder(path.slice(0, path.lastIndexOf("/") + 1));
    if (path.endsWith("/")) return;
    writeFileSync(file, content);
    // Whatever umask(1) says.
    chmodSync(file, mode);
  }

  link(path: string, to: string): void {
    symlinkSync(to, this.#inside(path));
  }

  makeFolder(path: string): void {
    const steps = path.split("/").filter((step) => step !== "");
    for (const [i] of steps.entries()) {
      const folder = this.#inside(steps.slice(0, i + 1).join("/"));
      if (this.#made.has(folder)) continue;
      mkdirSync(folder, { recursive: true });
      chmodSync(folder, 0o755);
      this.#made.add(folder);
    }
  }

  #inside(path: string): string {
    const file = join(this.#path, path);
    if (!file.startsWith(this.#path + sep)) throw new RangeError(`${path} would lie outside of the sandbox`);
    return file;
  }
}
