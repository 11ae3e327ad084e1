// Ids of advisories, and the pages that show them: each database that feeds OSV has its own site.
// Prefixes and pages: https://ossf.github.io/osv-schema/#id-modified-fields

import { decodePath } from "../../../core/decode-url.ts";
import type { Instance } from "../../../model/settings.ts";
import { pathBelow } from "../../address.ts";

const CVE = String.raw`(CVE-\d{4}-\d+)`;
const GHSA = String.raw`(GHSA(?:-[a-z\d]{4}){3})`;

/** Host, path and query of such a page, and what comes before the id that it shows: Debian's and Ubuntu's records of a CVE. */
const PAGES: readonly (readonly [page: RegExp, before?: string])[] = [
  [page(String.raw`(?:www\.)?cve\.org/CVERecord\?(?:.*&)?id=${CVE}(?:&.*)?`)],
  [page(String.raw`cve\.mitre\.org/cgi-bin/cvename\.cgi\?name=${CVE}`)],
  [page(String.raw`nvd\.nist\.gov/vuln/detail/${CVE}`)],
  [page(String.raw`github\.com/(?:[\w.-]+/[\w.-]+/security/)?advisories/${GHSA}`)],
  [page(String.raw`security-tracker\.debian\.org/tracker/(D[SL]A-\d+(?:-\d+)?)`)],
  [page(String.raw`www\.debian\.org/(?:lts/)?security/\d{4}/(D[SL]A-\d+(?:-\d+)?)(?:\.[a-z.]+)?`)],
  [page(String.raw`security-tracker\.debian\.org/tracker/${CVE}`), "DEBIAN-"],
  [page(String.raw`(?:www\.)?ubuntu\.com/security/notices/((?:USN|LSN)-\d+-\d+)`)],
  [page(String.raw`usn\.ubuntu\.com/(\d+-\d+)`), "USN-"],
  [page(String.raw`(?:www\.)?ubuntu\.com/security/${CVE}`), "UBUNTU-"],
  [page(String.raw`access\.redhat\.com/errata/(RH[SBE]A-\d{4}:\d+)`)],
  [page(String.raw`access\.redhat\.com/security/cve/${CVE}`)],
];

/** Sites write ids in small letters too. */
function page(address: string): RegExp {
  return new RegExp(`^${address}/?$`, "i");
}

/** CVE-2023-4004, RHSA-2023:5069, UBUNTU-CVE-2023-4004, SUSE-SU-2023:1-1: prefixes whose letters are all capitals. */
const RE_NUMBERED = /^(?!openSUSE)[a-z]+(?:-(?:CVE|A|[FORS]U))?-\d[\d:-]*$/i;
const RE_GHSA = new RegExp(`^${GHSA}$`, "i");
/** Ids of any database. OSV refuses those of more than 100 characters. */
const RE_ANY = /^[a-z\d]+-[\w.:-]{1,90}$/i;

/** The id that a page of this instance, or a well-known one, is about; in the spelling that the API knows. */
export function idAt(url: URL, { web }: Instance): string | undefined {
  const [, folder, own] = /^(vulnerability\/)?([^/]+)\/?$/.exec(decodePath(pathBelow(url, web) ?? "")) ?? [];
  // Without its folder, osv.dev redirects there; other pages beside it are not advisories.
  const isOwn = own !== undefined && (folder ? RE_ANY.test(own) : RE_NUMBERED.test(own) || RE_GHSA.test(own));
  if (isOwn) return spelt(own);
  const address = `${url.host}${decodePath(url.pathname)}${url.search}`;
  for (const [page, before = ""] of PAGES) {
    const id = page.exec(address)?.[1];
    if (id !== undefined) return spelt(before + id);
  }
  return undefined;
}

/** The API distinguishes case: https://google.github.io/osv.dev/get-v1-vulns/ */
function spelt(id: string): string {
  if (RE_GHSA.test(id)) return `GHSA${id.slice(4).toLowerCase()}`;
  if (!RE_NUMBERED.test(id)) return id;
  // Debian's pages about the first of several announcements may omit its number.
  return id.toUpperCase().replace(/^(D[SL]A-\d+)$/, "$1-1");
}

/** The address of an advisory at this instance. */
export function addressOf(id: string, { web }: Instance): string {
  return new URL(`${web}vulnerability/${id}`).href;
}
