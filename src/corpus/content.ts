// The first of three steps: everything that the content folder of a site holds, read once, for every audience. What an
// output shows of it is decided in publication.ts; how that hangs together, in link.ts.

import type { Source } from "../core/position.ts";
import type { Problem, ReadLine } from "../core/problem.ts";
import { addressesOf, homeOf, strayFiles } from "./addresses.ts";
import { type Attachments, judged, listAttachments } from "./attachments.ts";
import type { AnyDocument, Unreadable } from "./documents.ts";
import { entryProblems, missingContent } from "./entries.ts";
import { type Entries, readDocuments } from "./entry/documents.ts";
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

export type ContentOptions = SettingsOverride &
  Entries & {
    /** A folder of documents outside the site, read as all of the content. */
    readonly home?: ReadAt;
    /** Texts by file, which stay between readings; the caller removes what has changed. */
    readonly sources?: Map<string, Source>;
  };

/** Reads the content below `root`. Defects never throw: they are in `problems`, and what they affect is left out. */
export async function readContent(root: string, options: ContentOptions): Promise<Content> {
  const problems: Problem[] = [];
  const files = new ContentFiles(root, problems, options.home, options.sources);
  const site = await readSettings(files, options);
  const listed = await files.list(EVERY_FILE);
  const read = await readDocuments([...addressesOf(listed).values()], files, site.settings, options);
  const found = await entryProblems(files.home);
  const unseen = found.filter(({ kind }) => kind === "problem").map(({ place }) => place.file);
  const all = await withoutHiddenFolders(read, files, listed, unseen);
  const hosts = await readHosts(files);
  const rules = await readRuleFiles(files, site, listed);
  for (const one of [...found, ...strayFiles(listed), ...(await missingContent(files))]) problems.push(one);
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
    hasUnreadRules: rules.hasUnreadRules || found.some(({ place }) => `${place.file}/`.startsWith("content/alerts/")),
    problems,
    readLine: (file, line) => files.line(file, line),
  };
}
