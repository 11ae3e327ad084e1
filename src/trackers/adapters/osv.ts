// Advisories of the OSV database: https://google.github.io/osv.dev/get-v1-vulns/
// It has those of many databases in one format (https://ossf.github.io/osv-schema/), each under its own id. An alias'
// content is not used: Debian's advisory and the CVE that it names are about different packages.

import { z } from "zod";
import { Day } from "../../model/date.ts";
import { apiOf } from "../address.ts";
import { answer, malformed, movedTo, readJson, stateOf } from "../boundary.ts";
import type { StatusTable, Tracker } from "../tracker.ts";
import { Affected, fixesInCommits, partsOf } from "./osv/affected.ts";
import { addressOf, idAt } from "./osv/id.ts";
import { summed } from "./osv/targets.ts";

const FIXED = "fixed version named";
const AFFECTED = "no fixed version named";
const WITHDRAWN = "withdrawn";
const COMMITS = "only commits named";
const NOTHING = "no package named";

const statuses: StatusTable = {
  [FIXED]: "released",
  [AFFECTED]: "open",
  [WITHDRAWN]: "wont-fix",
  // Many of CVE's own records: nothing says whether a package has the fix.
  [COMMITS]: "unknown",
  [NOTHING]: "unknown",
};

const Advisory = z.object({
  id: z.string(),
  summary: z.string().nullish(),
  details: z.string().nullish(),
  withdrawn: Day.nullish(),
  affected: z.array(Affected).nullish(),
});
type Advisory = z.infer<typeof Advisory>;

/** A kernel's advisory lists every version and every binary package; even those are below 2 MiB. */
const MAX_BYTES = 4 * 1024 * 1024;
/** Packages and branches of an advisory. Those of kernels have hundreds. */
const MOST_PARTS = 5000;
/** Characters of the text that replaces a missing title. */
const TITLE_LENGTH = 120;

export const osv: Tracker = {
  name: "osv",
  title: "OSV",
  instances: [{ web: "https://osv.dev/", api: "https://api.osv.dev/" }],
  statuses,
  namesVersions: "advisory",
  examples: [
    ["https://osv.dev/vulnerability/GHSA-838r-hvwh-24h8", "GHSA-838r-hvwh-24h8"],
    ["https://nvd.nist.gov/vuln/detail/CVE-2021-38555", "CVE-2021-38555"],
    ["https://www.cve.org/CVERecord?id=CVE-2021-38555", "CVE-2021-38555"],
    ["https://github.com/advisories/GHSA-838r-hvwh-24h8", "GHSA-838r-hvwh-24h8"],
    ["https://security-tracker.debian.org/tracker/DSA-3029-1", "DSA-3029-1"],
    ["https://security-tracker.debian.org/tracker/CVE-2014-3616", "DEBIAN-CVE-2014-3616"],
    ["https://ubuntu.com/security/notices/USN-7234-1", "USN-7234-1"],
    ["https://ubuntu.com/security/CVE-2023-4004", "UBUNTU-CVE-2023-4004"],
    ["https://access.redhat.com/errata/RHSA-2023:5069", "RHSA-2023:5069"],
  ].map(([from = "", id = ""]) => ({ from, url: `https://osv.dev/vulnerability/${id}`, label: id })),

  match(url, instance) {
    const id = idAt(url, instance);
    return id === undefined ? undefined : { key: id, url: addressOf(id, instance), label: id };
  },

  locate(key, instance) {
    const url = `${apiOf(instance)}v1/vulns/${encodeURIComponent(key)}`;
    return [{ method: "GET", url, headers: { accept: "application/json" }, maxBytes: MAX_BYTES }];
  },

  parse(responses, key, instance) {
    const response = answer(responses, 0);
    const advisory = readJson(response, Advisory);
    const state = (word: string) => stateOf(statuses, word, response, instance);
    const moved = movedTo(response, addressOf(advisory.id, instance), addressOf(key, instance));
    const shared = { title: titleOf(advisory), ...(moved !== undefined && { movedTo: moved }) };
    const { withdrawn, affected } = advisory;
    if (withdrawn != null)
      return {
        ...{ ...shared, state: state(WITHDRAWN), remoteStatus: WITHDRAWN },
        ...{ words: "advisory withdrawn", since: withdrawn },
      };
    const parts = partsOf(affected ?? []);
    if (parts.length > MOST_PARTS) throw malformed(response, `${parts.length} packages and branches`);
    if (parts.length > 0) return { ...shared, ...summed(parts, { fixed: state(FIXED), affected: state(AFFECTED) }) };
    if ((affected ?? []).length === 0)
      return { ...shared, state: state(NOTHING), remoteStatus: NOTHING, words: NOTHING };
    const words = fixesInCommits(affected ?? []) ? "fixed in commits; no version named" : "no version named";
    return { ...shared, state: state(COMMITS), remoteStatus: words, words };
  },
};

/** CVE's own records have no summary. */
function titleOf({ id, summary, details }: Advisory): string {
  const [first = ""] = (summary ?? details ?? "").trim().split("\n");
  const text = first.replace(/^#+\s*/, "").trim() || id;
  return text.length <= TITLE_LENGTH ? text : `${text.slice(0, TITLE_LENGTH).replace(/\s+\S*$/, "")}…`;
}
