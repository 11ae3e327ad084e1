// The first of three steps: everything that the content folder of a site holds, read once, for every audience. What an
// output shows of it is decided in publication.ts; how that hangs together, in link.ts.

import type { Problem, ReadLine } from "../core/problem.ts";
import { createRenderer, type Renderer } from "../markdown/renderer.ts";
import type { Settings } from "../model/settings.ts";
import type { BoundShortForm } from "../model/short-form.ts";
import { addressesOf, homeOf, strayFiles } from "./addresses.ts";
import { type Attachments, judged, listAttachments } from "./attachments.ts";
import { type AnyDocument, asUnreadable, readDocument, type Unreadable } from "./documents.ts";
import { entryProblems, missingContent } from "./entries.ts";
import { mayGuard } from "./front-matter/guards.ts";
import { withoutHiddenFolders } from "./front-matter/hidden-folders.ts";
import { type Hosts, readHosts } from "./hosts/hosts.ts";
import { ContentFiles, EVERY_FILE, PUT_ASIDE, type ReadAt } from "./read.ts";
import { type RuleFiles, readRuleFiles } from "./rule-files.ts";
import { type ReadSettings, readSettings, type SettingsOverride } from "./settings.ts";
import { type Brand, readBrand, shownAttachments } from "./site/brand.ts";

export type Content = ReadSettings &
  RuleFiles & {
    readonly root: string;
    readonly documents: readonly AnyDocument[];
    /** Documents whose front matter cannot be used. */
    readonly unreadable: readonly Unreadable[];
    /** Whether there may be documents of which not even the name is known, such as behind a symbolic link. */
    readonly hasUnseen: boolean;
    readonly hosts: Hosts;
    readonly attachments: Attachments;
    readonly brand: Brand;
    readonly problems: readonly Problem[];
    readonly readLine: ReadLine;
  };

export type ContentOptions = SettingsOverride & {
  /** Given by a server, which keeps the grammars that it has loaded. */
  readonly renderer?: Renderer;
  /** A folder of documents outside the site, read as all of the content. */
  readonly home?: ReadAt;
  /**
   * The short forms of trackers with these settings. A caller that left it out would miss references that others find.
   * trackers/ knows them, and is not known here.
   */
  readonly shortForms: (trackers: Settings["trackers"]) => readonly BoundShortForm[];
};

/** Reads the content below `root`. Defects never throw: they are in `problems`, and what they affect is left out. */
export async function readContent(root: string, options: ContentOptions): Promise<Content> {
  const problems: Problem[] = [];
  const files = new ContentFiles(root, problems, options.home);
  const site = await readSettings(files, options);
  const renderer = options.renderer ?? (await createRenderer());
  const { trackers, links, owners } = site.settings;
  const surroundings = { shortForms: options.shortForms(trackers), schemes: links.schemes, owners };
  const listed = await files.list(EVERY_FILE);
  const addresses = [...addressesOf(listed).values()];
  const sources = await Promise.all(addresses.map(({ file }) => files.read(file)));
  const reading = { renderer, surroundings, settings: site.settings, problems };
  const read: (AnyDocument | Unreadable)[] = [];
  // One after the other: there is one processor for all of them, and the tokens of a thousand would fill the memory.
  for (const [i, address] of addresses.entries()) {
    const source = sources[i];
    const text = files.source(address.file)?.text;
    read.push(
      source === undefined ? asUnreadable(address, text, mayGuard(text)) : await readDocument(source, address, reading),
    );
  }
  const entries = await entryProblems(files.home);
  const unseen = entries.filter(({ kind }) => kind === "problem").map(({ place }) => place.file);
  const all = await withoutHiddenFolders(read, files, listed, unseen);
  const hosts = await readHosts(files);
  const rules = await readRuleFiles(files, site, listed);
  for (const one of [...entries, ...strayFiles(listed), ...(await missingContent(files))]) problems.push(one);
  const documents = all.filter((document) => document.kind !== "unreadable");
  const attachments = await listAttachments(files, listed, await files.list(PUT_ASIDE));
  const brand = await readBrand(files, site, attachments, problems);
  return {
    ...site,
    root,
    documents,
    unreadable: all.filter((document) => document.kind === "unreadable"),
    hasUnseen: unseen.some((file) => homeOf(`${file}/x`) !== undefined),
    hosts,
    attachments: await judged(files, attachments, shownAttachments(documents, brand, attachments).values()),
    brand,
    ruleFiles: rules.ruleFiles,
    hasUnreadRules: rules.hasUnreadRules || entries.some(({ place }) => `${place.file}/`.startsWith("content/alerts/")),
    problems,
    readLine: (file, line) => files.line(file, line),
  };
}
