// Jira issues: https://docs.atlassian.com/software/jira/docs/api/REST/9.17.0/#api/2/issue-getIssue
// Each site names its statuses as it likes, so that the category counts; and its resolutions, of which common ones are
// listed here. The day of creation dates nothing: an issue may be open again, and no field tells.

import { z } from "zod";
import { Day, dateOrder } from "../../model/date.ts";
import type { Instance } from "../../model/settings.ts";
import { apiOf, pathBelow } from "../address.ts";
import { answer, readJson, stateOf } from "../boundary.ts";
import type { Item, StatusTable, Tracker } from "../tracker.ts";

const RELEASED = "done, version released";

const statuses: StatusTable = {
  // The key of the category "No Category".
  undefined: "unknown",
  new: "open",
  indeterminate: "in-progress",
  // Without a resolution nobody has said why.
  done: "closed",
  "done (Fixed)": "fixed",
  "done (Done)": "fixed",
  "done (Resolved)": "fixed",
  "done (Implemented)": "fixed",
  "done (Completed)": "fixed",
  "done (Delivered)": "fixed",
  // Fixed, and one of the versions that carry the fix is out.
  [RELEASED]: "released",
  "done (Won't Fix)": "wont-fix",
  "done (Won't Do)": "wont-fix",
  "done (Declined)": "wont-fix",
  "done (Invalid)": "wont-fix",
  "done (Not a Bug)": "wont-fix",
  "done (Not a Problem)": "wont-fix",
  "done (Works as Designed)": "wont-fix",
  "done (Cannot Reproduce)": "closed",
  "done (Works for Me)": "closed",
  "done (Incomplete)": "closed",
  "done (Information Provided)": "closed",
  "done (Feedback Received)": "closed",
  "done (Workaround)": "closed",
  "done (Later)": "closed",
  "done (Abandoned)": "closed",
  "done (Auto Closed)": "closed",
  "done (Obsolete)": "closed",
  "done (Duplicate)": "duplicate",
};

/** As browsers show it; Jira itself ignores case in addresses. */
const RE_ISSUE = /^browse\/([a-z][a-z0-9_]*-[1-9]\d*)(?:\/|$)/i;
const FIELDS = "summary,status,resolution,resolutiondate,statuscategorychangedate,fixVersions,issuelinks";

const Key = z.string().regex(/^[A-Z][A-Z0-9_]*-[1-9]\d*$/);
/** Jira writes offsets without a colon: 2016-03-03T14:30:17.000+0000 */
const Instant = z
  .string()
  .transform((text) => text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"))
  .pipe(Day);

const Version = z.object({ name: z.string(), released: z.boolean().nullish(), releaseDate: Day.nullish() });
type Version = z.infer<typeof Version>;

const Link = z.object({
  type: z.object({ name: z.string(), outward: z.string() }),
  outwardIssue: z.object({ key: Key }).nullish(),
});

const Issue = z.object({
  key: Key,
  fields: z.object({
    summary: z.string(),
    status: z.object({ statusCategory: z.object({ key: z.string() }) }),
    resolution: z.object({ name: z.string() }).nullish(),
    resolutiondate: Instant.nullish(),
    // Jira Cloud has it, Jira Data Center leaves it out.
    statuscategorychangedate: Instant.nullish(),
    fixVersions: z.array(Version).nullish(),
    issuelinks: z.array(Link).nullish(),
  }),
});
type Fields = z.infer<typeof Issue>["fields"];

export const jira: Tracker = {
  name: "jira",
  title: "Jira",
  instances: [
    { web: "https://issues.apache.org/jira/" },
    { web: "https://ixsystems.atlassian.net/" },
    { web: "https://jira.mariadb.org/" },
  ],
  statuses,
  examples: ["browse/NAS-124109?focusedCommentId=1", "browse/nas-124109"].map((path) => ({
    from: `https://ixsystems.atlassian.net/${path}`,
    url: "https://ixsystems.atlassian.net/browse/NAS-124109",
    label: "NAS-124109",
  })),

  match(url, instance) {
    const key = RE_ISSUE.exec(pathBelow(url, instance.web) ?? "")?.[1]?.toUpperCase();
    if (key === undefined) return undefined;
    return { key, url: issueUrl(key, instance), label: key };
  },

  locate(key, instance) {
    const url = new URL(`rest/api/2/issue/${key}?fields=${FIELDS}`, apiOf(instance)).href;
    return [{ method: "GET", url, headers: { accept: "application/json" } }];
  },

  parse(responses, key, instance) {
    const response = answer(responses, 0);
    const { key: ownKey, fields } = readJson(response, Issue);
    const remoteStatus = wordOf(fields);
    const state = stateOf(statuses, remoteStatus, response, instance);
    const original = state === "duplicate" ? originalOf(fields) : undefined;
    const item: Item = {
      ...{ state, remoteStatus, title: fields.summary, since: sinceOf(fields) },
      // An issue that has moved to another project answers to its old key, too.
      movedTo: ownKey === key ? undefined : issueUrl(ownKey, instance),
      duplicateOf: original && issueUrl(original, instance),
    };
    const released = (fields.fixVersions ?? []).filter((version) => version.released);
    if (state !== "fixed" || released.length === 0) return item;
    const version = `${projectOf(ownKey)} ${namesOf(released)}`;
    const facts = { remoteStatus: `${remoteStatus}, version released`, version, since: firstRelease(released) };
    return { ...item, ...facts, state: stateOf(statuses, RELEASED, response, instance) };
  },
};

function issueUrl(key: string, { web }: Instance): string {
  return new URL(`browse/${key}`, web).href;
}

function projectOf(key: string): string {
  return key.replace(/-\d+$/, "");
}

/** The category, and the resolution of what is done: "done (Fixed)". */
function wordOf({ status, resolution }: Fields): string {
  const { key } = status.statusCategory;
  if (key !== "done" || !resolution) return key;
  const word = `${key} (${resolution.name})`;
  // Sites differ in capitals: "Not A Bug", "Not a Bug".
  return Object.keys(statuses).find((known) => known.toLowerCase() === word.toLowerCase()) ?? word;
}

/** The issue that this one "duplicates"; the other direction reads "is duplicated by". */
function originalOf({ issuelinks }: Fields): string | undefined {
  const isOriginal = ({ type }: z.infer<typeof Link>) =>
    type.name === "Duplicate" && /^duplicates$/i.test(type.outward);
  return issuelinks?.filter(isOriginal).find((link) => link.outwardIssue)?.outwardIssue?.key;
}

function sinceOf({ status, resolutiondate, statuscategorychangedate }: Fields): Day | undefined {
  const resolved = status.statusCategory.key === "done" ? resolutiondate : undefined;
  return resolved ?? statuscategorychangedate ?? undefined;
}

const collator = new Intl.Collator("en", { numeric: true });

/** All released versions, the lowest first: each branch has one of its own, and a higher number may lack the fix. */
function namesOf(released: readonly Version[]): string {
  const names = released.map((version) => version.name);
  return names.sort(collator.compare).join(", ");
}

/** The day of the first release; unknown as soon as one day is. */
function firstRelease(released: readonly Version[]): Day | undefined {
  const days = released.map((version) => version.releaseDate ?? undefined);
  return days.includes(undefined) ? undefined : days.sort((a, b) => dateOrder(a) - dateOrder(b))[0];
}
