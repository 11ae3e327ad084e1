// Bugzilla bugs: https://bugzilla.readthedocs.io/en/latest/api/core/v1/bug.html#get-bug
// A bug has a status, and a resolution once it is closed. Each site has words of its own; those of the kernel, Red Hat
// and Mozilla are known here.

import { z } from "zod";
import { Day } from "../../model/date.ts";
import type { LookError } from "../../model/reference.ts";
import type { Instance } from "../../model/settings.ts";
import { apiOf, pathBelow } from "../address.ts";
import { answer, malformed, readJson, stateOf } from "../boundary.ts";
import { UpstreamError } from "../errors.ts";
import type { Item, StatusTable, Tracker, UpstreamResponse } from "../tracker.ts";

/** The status counts where there is no resolution. */
const OPEN: StatusTable = {
  UNCONFIRMED: "open",
  NEW: "open",
  CONFIRMED: "open",
  REOPENED: "open",
  NEEDINFO: "open",
  // Bugzilla 4 renamed the first to the second.
  ASSIGNED: "in-progress",
  IN_PROGRESS: "in-progress",
  // Red Hat's way of a patch, from its author to just before its release: until then nobody can install it.
  // https://docs.fedoraproject.org/en-US/package-maintainers/bug_status/
  ON_DEV: "in-progress",
  POST: "in-progress",
  MODIFIED: "in-progress",
  ON_QA: "in-progress",
  FAILS_QA: "in-progress",
  VERIFIED: "in-progress",
  RELEASE_PENDING: "in-progress",
};

/** Whichever of RESOLVED, VERIFIED, CLOSED or REJECTED stands before it, the resolution says what became of the bug. */
const RESOLUTIONS: StatusTable = {
  FIXED: "fixed",
  CODE_FIX: "fixed",
  IMPLEMENTED: "fixed",
  PATCH_ALREADY_AVAILABLE: "fixed",
  // In the development branch, or in a release that is still to come.
  RAWHIDE: "fixed",
  NEXTRELEASE: "fixed",
  CURRENTRELEASE: "released",
  ERRATA: "released",
  // Sent on to where somebody else decides; that is no news of a fix.
  UPSTREAM: "closed",
  MOVED: "closed",
  MIGRATED: "closed",
  // Nobody could see it, or nobody came back; the bug may be there still.
  WORKSFORME: "closed",
  UNREPRODUCIBLE: "closed",
  INSUFFICIENT_DATA: "closed",
  INCOMPLETE: "closed",
  INACTIVE: "closed",
  EXPIRED: "closed",
  EOL: "closed",
  OBSOLETE: "closed",
  ANSWERED: "closed",
  DOCUMENTED: "closed",
  SUPPORT: "closed",
  WONTFIX: "wont-fix",
  WILL_NOT_FIX: "wont-fix",
  CANTFIX: "wont-fix",
  INVALID: "wont-fix",
  NOTABUG: "wont-fix",
  // The fault is the distribution's, not the kernel's.
  DISTRO_KERNEL: "wont-fix",
  // Closed with "not now" is a no until somebody opens it again.
  DEFERRED: "wont-fix",
  LATER: "wont-fix",
  REMIND: "wont-fix",
  WILL_FIX_LATER: "wont-fix",
  DUPLICATE: "duplicate",
};

/** Statuses that a bug is born with; it can only come back to them from being closed. */
const FIRST = ["UNCONFIRMED", "NEW", "CONFIRMED"];

/** What a custom field holds is up to each site; a date that is none must not cost the status. */
const CustomDay = Day.nullish().catch(undefined);

const Bug = z.object({
  summary: z.string(),
  status: z.string(),
  resolution: z.string(),
  dupe_of: z.number().nullish(),
  creation_time: Day.nullish(),
  /** Mozilla's and Red Hat's names for the date of the last closing; the kernel has none. */
  cf_last_resolved: CustomDay,
  cf_last_closed: CustomDay,
});
type Bug = z.infer<typeof Bug>;

const Found = z.object({ bugs: z.tuple([Bug]) });
const Failure = z.object({ error: z.boolean().nullish(), code: z.number().nullish() });

/** The errors of "Get Bug", and those of a site that wants a log-in (410) or a key (32000). */
const KINDS: Readonly<Record<number, LookError>> = {
  100: "not-found",
  101: "not-found",
  102: "forbidden",
  410: "forbidden",
  32000: "forbidden",
};

const RE_NUMBER = /^[1-9]\d{0,9}$/;

export const bugzilla: Tracker = {
  name: "bugzilla",
  title: "Bugzilla",
  instances: [
    { web: "https://bugzilla.kernel.org/" },
    { web: "https://bugzilla.redhat.com/" },
    { web: "https://bugzilla.proxmox.com/" },
    { web: "https://bugzilla.mozilla.org/" },
  ],
  statuses: { ...OPEN, ...RESOLUTIONS },
  examples: [
    {
      from: "https://bugzilla.kernel.org/show_bug.cgi?id=217818#c12",
      url: "https://bugzilla.kernel.org/show_bug.cgi?id=217818",
      label: "bugzilla.kernel.org #217818",
    },
    {
      from: "https://bugzilla.redhat.com/2241524",
      url: "https://bugzilla.redhat.com/show_bug.cgi?id=2241524",
      label: "bugzilla.redhat.com #2241524",
    },
  ],
  // https://bugzilla.readthedocs.io/en/latest/api/core/v1/general.html#authentication
  authorization: (token) => ["x-bugzilla-api-key", token],

  match(url, instance) {
    const path = pathBelow(url, instance.web) ?? "";
    const ids = path === "show_bug.cgi" ? url.searchParams.getAll("id") : [path];
    const number = ids.length === 1 ? RE_NUMBER.exec(ids[0] ?? "")?.[0] : undefined;
    if (number === undefined) return undefined;
    return {
      key: number,
      url: bugUrl(number, instance.web),
      label: `${new URL(instance.web).host} #${number}`,
    };
  },

  locate(key, instance) {
    const path = `rest/bug/${key}?include_fields=${Object.keys(Bug.shape).join(",")}`;
    return [{ method: "GET", url: new URL(path, apiOf(instance)).href, headers: { accept: "application/json" } }];
  },

  parse(responses, _key, instance) {
    const response = answer(responses, 0);
    refuseFailure(response);
    return itemOf(readJson(response, Found).bugs[0], response, instance);
  },
};

function bugUrl(number: string | number, web: string): string {
  return new URL(`show_bug.cgi?id=${number}`, web).href;
}

/** Some sites tell an error with HTTP 200. */
function refuseFailure(response: UpstreamResponse): void {
  const { error, code } = readJson(response, Failure);
  if (error !== true) return;
  const kind = KINDS[code ?? 0];
  if (kind === undefined) throw malformed(response, `error ${code ?? "without a code"}`);
  throw new UpstreamError(kind, response.request, `Error ${code}`);
}

function itemOf(bug: Bug, response: UpstreamResponse, instance: Instance): Item {
  const { status, resolution, dupe_of } = bug;
  const shared = { remoteStatus: `${status} ${resolution}`.trim(), title: bug.summary, since: sinceOf(bug) };
  if (resolution === "") return { ...shared, state: stateOf(OPEN, status, response, instance) };
  const state = stateOf(RESOLUTIONS, resolution, response, instance);
  if (state !== "duplicate" || dupe_of == null) return { ...shared, state };
  return { ...shared, state, duplicateOf: bugUrl(dupe_of, instance.web) };
}

function sinceOf({ status, resolution, creation_time, cf_last_resolved, cf_last_closed }: Bug): Day | undefined {
  const closed = cf_last_resolved ?? cf_last_closed ?? undefined;
  if (resolution !== "") return closed;
  // A bug that was closed once is open since then some time.
  return closed === undefined && FIRST.includes(status) ? (creation_time ?? undefined) : undefined;
}
