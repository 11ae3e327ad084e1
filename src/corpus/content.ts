// The first of three steps: everything that the content folder of a site holds, read once, whoever it is for. What an
// output shows of it is decided in publication.ts; how that hangs together, in link.ts.

import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type Source, topOf } from "../core/position.ts";
import { type Problem, problem, type ReadLine } from "../core/problem.ts";
import { createRenderer, type Renderer } from "../markdown/renderer.ts";
import type { Settings } from "../model/settings.ts";
import type { BoundShortForm } from "../model/short-form.ts";
import { addressesOf, homeOf, strayFiles } from "./addresses.ts";
import { type Attachments, judged, listAttachments } from "./attachments.ts";
import { attachmentsFor } from "./belonging.ts";
import { type AnyDocument, readDocument, type Unreadable, unreadableBytes } from "./documents.ts";
import { entryProblems } from "./entries.ts";
import { type Hosts, readHosts } from "./hosts/hosts.ts";
import { ContentFiles } from "./read.ts";
import { type ReadSettings, readSettings, type SettingsOverride } from "./settings.ts";

export type Content = ReadSettings & {
  readonly root: string;
  readonly documents: readonly AnyDocument[];
  /** Documents whose front matter cannot be used. */
  readonly unreadable: readonly Unreadable[];
  /** Whether there may be documents of which not even the name is known, such as behind a link. */
  readonly hasUnseen: boolean;
  readonly hosts: Hosts;
  readonly attachments: Attachments;
  /** Prometheus rule files, which alerts/ reads. */
  readonly ruleFiles: readonly Source[];
  readonly problems: readonly Problem[];
  readonly readLine: ReadLine;
};

export type ContentOptions = SettingsOverride & {
  /** Given by a server, which keeps the grammars that it has loaded. */
  readonly renderer?: Renderer;
  /**
   * The short forms of trackers with these settings. Whoever left it out would miss references that others find; trackers/
   * knows them, and is not known here.
   */
  readonly shortForms: (trackers: Settings["trackers"]) => readonly BoundShortForm[];
};

/** Reads the content below `root`. Defects never throw: they are told in `problems`, and what they touch is left out. */
export async function readContent(root: string, options: ContentOptions): Promise<Content> {
  const problems: Problem[] = [];
  const files = new ContentFiles(root, problems);
  const read = await readSettings(files, options);
  const renderer = options.renderer ?? (await createRenderer());
  const { trackers, links } = read.settings;
  const surroundings = { shortForms: options.shortForms(trackers), schemes: links.schemes };
  const listed = await files.list("content/**");
  const addresses = [...addressesOf(listed).values()];
  const sources = await Promise.all(addresses.map(({ file }) => files.read(file)));
  const reading = { renderer, surroundings, settings: read.settings, problems };
  const all: (AnyDocument | Unreadable)[] = [];
  // One after the other: there is one processor for all of them, and tokens of a thousand would fill the memory.
  for (const [i, address] of addresses.entries()) {
    const source = sources[i];
    all.push(
      source === undefined
        ? unreadableBytes(address, files.text(address.file))
        : await readDocument(source, address, reading),
    );
  }
  const hosts = await readHosts(files);
  const ruleFiles = await files.readAll("content/alerts/*.{yml,yaml}");
  const entries = await entryProblems(root);
  for (const one of [...entries, ...strayFiles(listed), ...(await missingContent(root))]) problems.push(one);
  const documents = all.filter((document) => document.kind !== "unreadable");
  const attachments = await listAttachments(root, listed);
  return {
    ...read,
    root,
    documents,
    unreadable: all.filter((document) => document.kind === "unreadable"),
    hasUnseen: entries.some(({ kind, place }) => kind === "problem" && homeOf(`${place.file}/x`) !== undefined),
    hosts,
    attachments: await judged(root, attachments, attachmentsFor(documents, attachments).values()),
    ruleFiles,
    problems,
    readLine: (file, line) => files.line(file, line),
  };
}

/** A wrong root would publish an empty site over a full one. */
async function missingContent(root: string): Promise<Problem[]> {
  const found = await stat(join(root, "content")).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (found?.isDirectory()) return [];
  return [problem(topOf("content"), "no folder content/", `Documents live below it; looked for it in ${root}`)];
}
