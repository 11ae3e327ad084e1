// Jira issues: https://docs.atlassian.com/software/jira/docs/api/REST/9.17.0/#api/2/issue-getIssue
// The creation date says nothing: an issue may have been reopened, and no field says so. The meaning of each site's
// words is in jira/words.ts.

import { z } from "zod";
import { Day, dateOrder } from "../../model/date.ts";
import type { Instance } from "../../model/settings.ts";
import { apiOf, pathBelow } from "../address.ts";
import { answer, malformed, readJson } from "../boundary.ts";
import type { Tracker, UpstreamRequest, UpstreamResponse } from "../tracker.ts";
import { statuses, Verdict, type Version, verdictOn } from "./jira/words.ts";

/** The former address of a site that has moved with all its keys. */
const FORMER: Readonly<Record<string, string>> = {
  "https://redhat.atlassian.net/": "https://issues.redhat.com/",
};

/** As browsers show it; Jira itself ignores case in addresses. */
const RE_KEY = /^[a-z][a-z0-9_]*-[1-9]\d*$/i;
const RE_ISSUE = /^(?:browse|projects\/\w+\/issues)\/([^/]+)(?:\/|$)/i;
const FIELDS = "fields=summary,status,resolution,resolutiondate,statuscategorychangedate,fixVersions,issuelinks";

const Key = z.string().regex(/^[A-Z][A-Z0-9_]*-[1-9]\d*$/);
/** Jira writes offsets without a colon: 2016-03-03T14:30:17.000+0000 */
const Instant = z
  .string()
  .transform((text) => text.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"))
  .pipe(Day);

const Link = z.object({
  type: z.object({ name: z.string(), outward: z.string() }),
  outwardIssue: z.object({ key: Key }).nullish(),
});

const Named = z.object({ key: Key });

const Issue = Named.extend({
  fields: Verdict.extend({
    summary: z.string(),
    resolutiondate: Instant.nullish(),
    // Jira Cloud has it, Jira Data Center leaves it out.
    statuscategorychangedate: Instant.nullish(),
    issuelinks: z.array(Link).nullish(),
  }),
});
type Fields = z.infer<typeof Issue>["fields"];

const Change = z.object({ field: z.string(), fromString: z.string().nullish() });
/** With `expand=changelog`. */
const Changed = Named.extend({ changelog: z.object({ histories: z.array(z.object({ items: z.array(Change) })) }) });

export const jira: Tracker = {
  name: "jira",
  title: "Jira",
  instances: [
    { web: "https://issues.apache.org/jira/" },
    { web: "https://ixsystems.atlassian.net/" },
    { web: "https://jira.mariadb.org/" },
    { web: "https://redhat.atlassian.net/" },
    { web: "https://issues.jenkins.io/" },
    { web: "https://jira.mongodb.org/" },
    { web: "https://hibernate.atlassian.net/" },
  ],
  statuses,
  examples: [
    {
      from: "https://ixsystems.atlassian.net/browse/nas-124109?focusedCommentId=1",
      url: "https://ixsystems.atlassian.net/browse/NAS-124109",
      label: "NAS-124109",
    },
    {
      from: "https://ixsystems.atlassian.net/projects/NAS/issues/NAS-124109",
      url: "https://ixsystems.atlassian.net/browse/NAS-124109",
      label: "NAS-124109",
    },
    {
      from: "https://issues.redhat.com/browse/KEYCLOAK-7952",
      url: "https://redhat.atlassian.net/browse/KEYCLOAK-7952",
      label: "KEYCLOAK-7952",
    },
  ],

  match(url, instance) {
    const path = pathBelow(url, instance.web) ?? pathBelow(url, FORMER[instance.web] ?? instance.web);
    if (path === undefined) return undefined;
    // Boards show the issue that is selected.
    const named = RE_ISSUE.exec(path)?.[1] ?? url.searchParams.get("selectedIssue") ?? "";
    if (!RE_KEY.test(named)) return undefined;
    const key = named.toUpperCase();
    return { key, url: issueUrl(key, instance), label: key };
  },

  locate(key, instance) {
    return [requestFor(key, FIELDS, instance)];
  },

  next(responses, key, instance) {
    const isEnough = responses.length > 1 || readJson(answer(responses, 0), Named).key === key;
    return isEnough ? undefined : requestFor(key, `${FIELDS}&expand=changelog`, instance);
  },

  parse(responses, key, instance) {
    const response = answer(responses, responses.length - 1);
    const { key: ownKey, fields } = readJson(response, Issue);
    if (ownKey !== key) refuseOther(response, key);
    const { carriers, ...said } = verdictOn(fields, response, instance);
    const original = said.state === "duplicate" ? originalOf(fields) : undefined;
    const isOut = carriers.length > 0;
    return {
      ...{ ...said, title: fields.summary, since: isOut ? earliestDay(carriers) : sinceOf(fields) },
      version: isOut ? `${projectOf(ownKey)} ${namesOf(carriers)}` : undefined,
      movedTo: ownKey === key ? undefined : issueUrl(ownKey, instance),
      duplicateOf: original && issueUrl(original, instance),
    };
  },
};

function requestFor(key: string, query: string, instance: Instance): UpstreamRequest {
  const url = new URL(`rest/api/2/issue/${key}?${query}`, apiOf(instance)).href;
  return { method: "GET", url, headers: { accept: "application/json" } };
}

/** An issue moved to another project answers to its old key, without a redirect; only its changes prove that. */
function refuseOther(response: UpstreamResponse, asked: string): void {
  const { key, changelog } = readJson(response, Changed);
  const changes = changelog.histories.flatMap(({ items }) => items);
  const hasMoved = changes.some(({ field, fromString }) => field === "Key" && fromString === asked);
  if (!hasMoved) throw malformed(response, `about ${key} instead of ${asked}`);
}

function issueUrl(key: string, { web }: Instance): string {
  return new URL(`browse/${key}`, web).href;
}

function projectOf(key: string): string {
  return key.replace(/-\d+$/, "");
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

/** All released versions, the lowest first: each branch has its own, and a higher number may lack the fix. */
function namesOf(released: readonly Version[]): string {
  const names = released.map((version) => version.name);
  return names.sort(collator.compare).join(", ");
}

/** The earliest day of these releases; unknown if one day is unknown. */
function earliestDay(released: readonly Version[]): Day | undefined {
  const days = released.map((version) => version.releaseDate ?? undefined);
  return days.includes(undefined) ? undefined : days.sort((a, b) => dateOrder(a) - dateOrder(b))[0];
}
