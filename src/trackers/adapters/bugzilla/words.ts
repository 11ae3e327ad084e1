// The words of well-known Bugzilla sites, and the state that each of them means. A bug has a status, and a
// resolution once it is closed. Each site has its own words; "from memory" marks those without a public list.

import type { Instance } from "../../../model/settings.ts";
import type { State } from "../../../model/state.ts";
import { inTable, stateOf } from "../../boundary.ts";
import type { Item, StatusTable, UpstreamResponse } from "../../tracker.ts";

/** The status counts if there is no resolution. */
const OPEN: StatusTable = {
  // Bugzilla's own.
  UNCONFIRMED: "open",
  NEW: "open",
  CONFIRMED: "open",
  REOPENED: "open",
  // Bugzilla 4 renamed the first to the second.
  ASSIGNED: "in-progress",
  IN_PROGRESS: "in-progress",
  // The reporter was asked: Red Hat, SUSE and LibreOffice, then GCC and sourceware.
  NEEDINFO: "open",
  NEEDSINFO: "open",
  WAITING: "open",
  // Postponed, and still a bug: https://gcc.gnu.org/bugs/management.html
  SUSPENDED: "open",
  // From memory: KDE, FreeBSD (which says "New" and "In Progress" besides) and Proxmox.
  REPORTED: "open",
  Open: "open",
  "PATCH AVAILABLE": "in-progress",
  // Red Hat's steps of a patch, from its author to just before its release: until then it cannot be installed.
  // https://docs.fedoraproject.org/en-US/package-maintainers/bug_status/
  ON_DEV: "in-progress",
  POST: "in-progress",
  MODIFIED: "in-progress",
  ON_QA: "in-progress",
  FAILS_QA: "in-progress",
  VERIFIED: "in-progress",
  RELEASE_PENDING: "in-progress",
};

/** Upstream calls it fixed, and does not say whether a release has it. */
const FIXED: StatusTable = {
  FIXED: "merged",
  // The kernel's.
  CODE_FIX: "merged",
  IMPLEMENTED: "merged",
  PATCH_ALREADY_AVAILABLE: "merged",
};

/** After RESOLVED, VERIFIED, CLOSED or REJECTED, the resolution says what became of the bug. */
const RESOLUTIONS: StatusTable = {
  ...FIXED,
  // Red Hat's: in the development branch, or in a future release; then in a published one.
  RAWHIDE: "fixed",
  NEXTRELEASE: "fixed",
  CURRENTRELEASE: "released",
  ERRATA: "released",
  // Red Hat's for completed work, not for a fixed bug; from memory.
  COMPLETED: "closed",
  // Passed on to another tracker, which is no news of a fix. KDE, LibreOffice, SUSE (from memory).
  UPSTREAM: "closed",
  DOWNSTREAM: "closed",
  MOVED: "closed",
  MIGRATED: "closed",
  NOTOURBUG: "closed",
  FEATURE: "closed",
  // The bug could not be seen, or its reporter did not answer; it may still exist.
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
  // The same, from memory: SUSE, Gentoo (a fix needs testing; the package was removed), KDE, FreeBSD.
  NORESPONSE: "closed",
  "TEST-REQUEST": "closed",
  PKGREMOVED: "closed",
  UNMAINTAINED: "closed",
  BACKTRACE: "closed",
  WAITINGFORINFO: "closed",
  "Overcome By Events": "closed",
  "Feedback Timeout": "closed",
  "Not Enough Information": "closed",
  "Unable to Reproduce": "closed",
  // With KDE's NEEDSINFO the bug is open, and the resolution says what is missing. At Gentoo it closes a bug (from
  // memory).
  "NEEDSINFO WAITINGFORINFO": "open",
  "NEEDSINFO BACKTRACE": "open",
  "RESOLVED NEEDINFO": "closed",
  "VERIFIED NEEDINFO": "closed",
  WONTFIX: "wont-fix",
  WILL_NOT_FIX: "wont-fix",
  // https://bugs.gentoo.org/page.cgi?id=fields.html
  CANTFIX: "wont-fix",
  INVALID: "wont-fix",
  // FreeBSD and KDE write it with spaces.
  NOTABUG: "wont-fix",
  // From memory: KDE, then FreeBSD.
  INTENTIONAL: "wont-fix",
  "Works As Intended": "wont-fix",
  "Not Accepted": "wont-fix",
  Rejected: "wont-fix",
  // The fault is the distribution's, not the kernel's.
  DISTRO_KERNEL: "wont-fix",
  // Closed with "not now" is a no until it is reopened.
  DEFERRED: "wont-fix",
  LATER: "wont-fix",
  REMIND: "wont-fix",
  WILL_FIX_LATER: "wont-fix",
  DUPLICATE: "duplicate",
};

export const statuses: StatusTable = { ...OPEN, ...RESOLUTIONS };

type Words = { readonly status: string; readonly resolution: string };
type Said = Pick<Item, "words"> & { readonly state: State };

/** The state that a bug's words mean. Throws an UnknownStatusError. */
export function stateOfBug({ status, resolution }: Words, response: UpstreamResponse, instance: Instance): Said {
  if (resolution === "") return { state: stateOf(OPEN, status, response, instance) };
  // Both words together are more exact than the resolution alone.
  const names = [`${status} ${resolution}`, resolution];
  const known = [instance.words ?? {}, RESOLUTIONS].flatMap((table) => names.filter((name) => inTable(table, name)));
  const state = stateOf(RESOLUTIONS, known[0] ?? resolution, response, instance);
  const isFixed = state === "merged" && inTable(FIXED, resolution) !== undefined;
  return { state, ...(isFixed && { words: "fixed; release not known" }) };
}
