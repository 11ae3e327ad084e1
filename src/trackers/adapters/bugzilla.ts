// Bugzilla bugs: https://bugzilla.readthedocs.io/en/latest/api/core/v1/bug.html#get-bug
// The meaning of each site's words is in bugzilla/words.ts.

import { z } from "zod";
import { Day } from "../../model/date.ts";
import type { LookError } from "../../model/reference.ts";
import type { Instance } from "../../model/settings.ts";
import type { State } from "../../model/state.ts";
import { apiOf, pathBelow } from "../address.ts";
import { answer, malformed, readJson } from "../boundary.ts";
import { UpstreamError } from "../errors.ts";
import type { Item, Tracker, UpstreamResponse } from "../tracker.ts";
import { stateOfBug, statuses } from "./bugzilla/words.ts";

/** Only Red Hat's site says which release has a fix, or that none has it. */
const RED_HAT = "https://bugzilla.redhat.com/";
const WITHOUT_RELEASES: readonly string[] = [
  "https://bugzilla.kernel.org/",
  "https://bugzilla.proxmox.com/",
  "https://bugzilla.mozilla.org/",
  "https://bugs.freebsd.org/bugzilla/",
  "https://gcc.gnu.org/bugzilla/",
  "https://sourceware.org/bugzilla/",
  "https://bugs.kde.org/",
  "https://bugs.documentfoundation.org/",
  "https://bugzilla.suse.com/",
  "https://bugzilla.opensuse.org/",
  "https://bugs.gentoo.org/",
];

/** Short addresses that lead to a site, beside those below its own. */
const SHORT: Readonly<Record<string, RegExp>> = {
  "https://bugzilla.mozilla.org/": /^bugzil\.la\/(.*)$/,
  "https://bugs.freebsd.org/bugzilla/": /^bugs\.freebsd\.org\/(.*)$/,
  "https://gcc.gnu.org/bugzilla/": /^gcc\.gnu\.org\/PR(.*)$/,
  "https://sourceware.org/bugzilla/": /^sourceware\.org\/PR(.*)$/,
};

/** Statuses of a new bug; a bug can only come back to them from being closed. */
const FIRST = ["UNCONFIRMED", "NEW", "CONFIRMED", "REPORTED"];

/** The content of a custom field is up to each site; an invalid date must not cost the status. */
const CustomDay = Day.nullish().catch(undefined);

const Bug = z.object({
  id: z.number().nullish(),
  summary: z.string(),
  status: z.string(),
  resolution: z.string(),
  dupe_of: z.number().nullish(),
  creation_time: Day.nullish(),
  /** Mozilla's and Red Hat's names for the date of the last closing; the kernel's site has none. */
  cf_last_resolved: CustomDay,
  cf_last_closed: CustomDay,
});
type Bug = z.infer<typeof Bug>;

const Found = z.object({ bugs: z.tuple([Bug]) });
const Failure = z.object({ error: z.boolean().nullish(), code: z.number().nullish() });

/** The errors of "Get Bug", and those of a site that wants a login (410) or a key (32000). */
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
  instances: [RED_HAT, ...WITHOUT_RELEASES].map((web) => ({ web })),
  statuses,
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
    {
      from: "https://bugzil.la/1681809",
      url: "https://bugzilla.mozilla.org/show_bug.cgi?id=1681809",
      label: "bugzilla.mozilla.org #1681809",
    },
    {
      from: "https://bugs.freebsd.org/278333",
      url: "https://bugs.freebsd.org/bugzilla/show_bug.cgi?id=278333",
      label: "bugs.freebsd.org #278333",
    },
    {
      from: "https://gcc.gnu.org/PR78763",
      url: "https://gcc.gnu.org/bugzilla/show_bug.cgi?id=78763",
      label: "gcc.gnu.org #78763",
    },
  ],
  // https://bugzilla.readthedocs.io/en/latest/api/core/v1/general.html#authentication
  authorization: (token) => ["x-bugzilla-api-key", token],

  match(url, instance) {
    const number = RE_NUMBER.exec(numberIn(url, instance.web) ?? "")?.[0];
    if (number === undefined) return undefined;
    return {
      key: number,
      url: bugUrl(number, instance.web),
      label: `${new URL(instance.web).host} #${number}`,
      best: bestAt(instance),
    };
  },

  locate(key, instance) {
    const path = `rest/bug/${key}?include_fields=${Object.keys(Bug.shape).join(",")}`;
    return [{ method: "GET", url: new URL(path, apiOf(instance)).href, headers: { accept: "application/json" } }];
  },

  parse(responses, key, instance) {
    const response = answer(responses, 0);
    refuseFailure(response);
    const [bug] = readJson(response, Found).bugs;
    // Bugs do not move.
    if (bug.id != null && String(bug.id) !== key) throw malformed(response, `bug ${bug.id} instead of ${key}`);
    return itemOf(bug, response, instance);
  },
};

function bugUrl(number: string | number, web: string): string {
  return new URL(`show_bug.cgi?id=${number}`, web).href;
}

/** What is in the place of the number. */
function numberIn(url: URL, web: string): string | undefined {
  const plain = withoutWww(url);
  const path = pathBelow(url, web) ?? pathBelow(plain, web);
  if (path !== "show_bug.cgi") return path ?? SHORT[web]?.exec(plain.host + plain.pathname)?.[1];
  const ids = url.searchParams.getAll("id");
  return ids.length === 1 ? ids[0] : undefined;
}

function withoutWww(url: URL): URL {
  if (!url.host.startsWith("www.")) return url;
  const plain = new URL(url);
  plain.host = url.host.slice("www.".length);
  return plain;
}

/** The settings may know a word of the site that says more. */
function bestAt({ web, words = {} }: Instance): State | undefined {
  const isTaught = Object.values(words).some((state) => state === "fixed" || state === "released");
  return WITHOUT_RELEASES.includes(web) && !isTaught ? "merged" : undefined;
}

/** Some sites report an error with HTTP 200. */
function refuseFailure(response: UpstreamResponse): void {
  const { error, code } = readJson(response, Failure);
  if (error !== true) return;
  const kind = KINDS[code ?? 0];
  if (kind === undefined) throw malformed(response, `error ${code ?? "without a code"}`);
  throw new UpstreamError(kind, response.request, `Error ${code}`);
}

function itemOf(bug: Bug, response: UpstreamResponse, instance: Instance): Item {
  const { status, resolution, dupe_of } = bug;
  const said = stateOfBug(bug, response, instance);
  const since = sinceOf(bug, said.state);
  const item = { ...said, remoteStatus: `${status} ${resolution}`.trim(), title: bug.summary, since };
  if (said.state !== "duplicate" || dupe_of == null) return item;
  return { ...item, duplicateOf: bugUrl(dupe_of, instance.web) };
}

function sinceOf(bug: Bug, state: State): Day | undefined {
  const closed = bug.cf_last_resolved ?? bug.cf_last_closed ?? undefined;
  // A bug that waits for information is open, with a resolution.
  if (bug.resolution !== "") return state === "open" ? undefined : closed;
  // A bug that was closed once has been open since some time after that.
  const isNew = closed === undefined && FIRST.includes(bug.status.toUpperCase());
  return isNew ? (bug.creation_time ?? undefined) : undefined;
}
