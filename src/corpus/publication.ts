// The second of three steps: what one output has of the content. It is decided here, once, so that no feed, index or
// list can leak what a page hides.

import { dirname } from "node:path";
import { type Place, topOf } from "../core/position.ts";
import { advice, type Problem } from "../core/problem.ts";
import { UsageError } from "../core/usage-error.ts";
import { type Day, dateOrder } from "../model/date.ts";
import { AUDIENCES, type Audience } from "../model/document.ts";
import type { Host } from "../model/host.ts";
import { folderName, sitesFoldersAbove } from "./addresses.ts";
import type { Attachment } from "./attachments.ts";
import { hostsFor } from "./belonging.ts";
import type { Content } from "./content.ts";
import type { AnyDocument, Unreadable } from "./documents.ts";
import { shownAttachments } from "./site/brand.ts";

/** The audience of this name. Throws a UsageError for an unknown name. */
export function audienceOf(name: string): Audience {
  const found = AUDIENCES.find((audience) => audience === name);
  if (found === undefined) throw new UsageError(`Unknown audience "${name}". Write one of: ${AUDIENCES.join(", ")}`);
  return found;
}

export type Publication = {
  /** Whether drafts and reviews are shown: only on the author's own machine. */
  readonly drafts?: boolean;
  /** The audience that the output is for; it sees what is meant for it and for wider ones. */
  readonly audience?: Audience;
  /** The day of the build, by which an embargo ends; without it none ends, and a date alone hides nothing. */
  readonly today?: Day;
  /** What is held back because of its defects. */
  readonly withheld?: Withheld;
};

/** Files of documents, rule files and attachments; names of hosts; alerts by the places where their rules begin. */
export type Withheld = {
  readonly files: ReadonlySet<string>;
  readonly hosts: ReadonlySet<string>;
  readonly alerts: ReadonlySet<string>;
};

/** Several rules may be on one line. */
export function keyOfPlace({ file, line, column }: Place): string {
  return `${file}:${line}:${column}`;
}

export const NOTHING_WITHHELD: Withheld = { files: new Set(), hosts: new Set(), alerts: new Set() };

/** For callers that need everything: checks run, and upstream is looked up, for documents of every audience. */
export const EVERYTHING: Publication = { drafts: true, audience: "restricted" };

/** Why a document is not in an output, after "because", and the document that says so: a folder's page, or itself. */
export type Reason = { readonly why: string; readonly by: AnyDocument };

export type Published = {
  readonly content: Content;
  readonly publication: Publication;
  readonly documents: readonly AnyDocument[];
  /** Documents that are not for this output. */
  readonly hidden: readonly AnyDocument[];
  /** The reason for each of those. */
  readonly whyHidden: ReadonlyMap<AnyDocument, Reason>;
  /** Documents that it would have but for their defects, and unknown ones. */
  readonly heldBack: readonly (AnyDocument | Unreadable)[];
  readonly hosts: ReadonlyMap<string, Host>;
  /** Names of hosts that are missing because of defects: their own, or those of documents that may use them. */
  readonly heldBackHosts: ReadonlySet<string>;
  /** By file. */
  readonly attachments: ReadonlyMap<string, Attachment>;
  readonly ruleFiles: Content["ruleFiles"];
  readonly withheld: Withheld;
};

/** What the output has. Pure. */
export function published(content: Content, publication: Publication): Published {
  const { withheld = NOTHING_WITHHELD } = publication;
  const whyHidden = reasonsOf(content.documents, publication);
  const meant = content.documents.filter((document) => !whyHidden.has(document));
  const documents = meant.filter(({ file }) => !withheld.files.has(file));
  const hidden = [...whyHidden.keys()];
  const heldBack = [...meant.filter(({ file }) => withheld.files.has(file)), ...content.unreadable];
  const { hosts: known, unreadable } = content.hosts;
  // A defect makes nothing secret: the hosts of held-back documents stay.
  const sound = hostsFor(meant, { hidden, hasUnseen: false, withheld: new Set() }, known);
  // A reader who may see everything needs no protection from what cannot be read.
  const unread = isForAll(publication) ? [] : content.unreadable;
  const hasUnseen = content.hasUnseen && !isForAll(publication);
  const attachments = [...shownAttachments(documents, content.brand, content.attachments)];
  const hosts = hostsFor(meant, { hidden: [...hidden, ...unread], hasUnseen, withheld: withheld.hosts }, known);
  return {
    content,
    publication,
    documents,
    hidden,
    whyHidden,
    heldBack,
    hosts,
    heldBackHosts: new Set([...unreadable, ...[...sound.keys()].filter((name) => !hosts.has(name))]),
    attachments: new Map(attachments.filter(([file]) => !withheld.files.has(file))),
    ruleFiles: content.ruleFiles.filter(
      ({ source, audience }) => !withheld.files.has(source.file) && isFor(publication, audience),
    ),
    withheld,
  };
}

function isForAll({ drafts, audience }: Publication): boolean {
  return drafts === true && audience === EVERYTHING.audience;
}

/** Whether the readers of an output may see what is meant for an audience. */
export function isFor({ audience: readers = "public" }: Publication, audience: Audience): boolean {
  return AUDIENCES.indexOf(audience) <= AUDIENCES.indexOf(readers);
}

/** The documents that an output does not have: because of their own keys, or those of a folder's page above them. */
function reasonsOf(documents: readonly AnyDocument[], publication: Publication): Map<AnyDocument, Reason> {
  const own = documents.flatMap((by) => {
    const why = ownReason(by, publication);
    return why === undefined ? [] : [[by, { why, by }] as const];
  });
  const reasons = new Map<AnyDocument, Reason>(own);
  const pages = own.filter(([page]) => isPageOfFolder(page));
  const folders = new Map(pages.map(([page, one]) => [folderName(dirname(page.file)), one]));
  if (folders.size === 0) return reasons;
  for (const document of documents) {
    const folder = sitesFoldersAbove(document.file).find((one) => folders.has(one));
    const reason = folder === undefined ? undefined : folders.get(folder);
    if (reason !== undefined && !reasons.has(document)) reasons.set(document, reason);
  }
  return reasons;
}

/** The home page is not a folder's page: while its text is unfinished, the other pages are shown all the same. */
function isPageOfFolder({ isSection, home, name }: AnyDocument): boolean {
  return isSection && !(home === "page" && name === "");
}

/** Why a document itself must not be in an output, after "because". */
function ownReason({ data }: AnyDocument, publication: Publication): string | undefined {
  const { drafts = false, today } = publication;
  if (!isFor(publication, data.audience)) return `its audience is "${data.audience}"`;
  if (drafts) return undefined;
  if (data.draft) return "it is a draft";
  if (data.status !== undefined && data.status !== "final") return `its status is "${data.status}"`;
  if (isEmbargoed(data, today)) return "its `publish` day is in the future";
  return isDatedAhead(data, today) ? DATED_AHEAD : undefined;
}

/** What an author might not expect to be missing from this output. */
export function publicationAdvice(published: Published): Problem[] {
  return [...datedAhead(published), ...hiddenFolders(published)];
}

/** Folders that are hidden with their own page: an author who means only the page, as in Hugo, must know. */
function hiddenFolders({ whyHidden }: Published): Problem[] {
  const below = [...whyHidden].filter(([document, { by }]) => by !== document);
  return [...Map.groupBy(below, ([, reason]) => reason)].map(([{ why, by }, { length }]) => {
    const documents = length === 1 ? "1 document below is hidden" : `${length} documents below are hidden`;
    const what = `the page of this folder is not shown, because ${why}; ${documents} with it`;
    return advice(
      topOf(by.file),
      what,
      "To show some of them, remove that key here, and write it into each of the others",
    );
  });
}

const DATED_AHEAD = "its `date` is in the future";

/** Documents that only their `date` hides: Hugo and Jekyll take that for an embargo, but it may be a mistyped year. */
function datedAhead({ content, publication }: Published): Problem[] {
  const found = content.documents.filter((one) => ownReason(one, { ...publication, drafts: false }) === DATED_AHEAD);
  return found.map(({ data, placeOf }) => {
    const what = `date "${data.date}" is in the future: the document is hidden until then`;
    return advice(placeOf("date"), what, "Correct the date, or write `publish:` for an embargo");
  });
}

const DAY_IN_MS = 24 * 60 * 60 * 1000;

/**
 * A build knows its day in UTC, and not the hour. An embargo until an instant ends with the first UTC day that is
 * wholly after it: no reader may see the document earlier than promised.
 */
function isEmbargoed({ publish }: AnyDocument["data"], today: Day | undefined): boolean {
  if (publish === undefined) return false;
  if (today === undefined) return true;
  return dayOf(today) < Math.ceil(dateOrder(publish) / DAY_IN_MS);
}

/**
 * A date is not a promise: what is dated today is shown today, at any hour. If `publish` states a day, it is only a
 * date.
 */
function isDatedAhead({ date, publish }: AnyDocument["data"], today: Day | undefined): boolean {
  return today !== undefined && publish === undefined && dayOf(today) < dayOf(date);
}

function dayOf(date: Day | undefined): number {
  return Math.floor(dateOrder(date) / DAY_IN_MS);
}
