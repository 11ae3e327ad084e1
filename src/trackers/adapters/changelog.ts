// Debian-style package changelogs: which version is the first to name a bug or a commit.
// An item is a link to a changelog with a text fragment, which makes a browser scroll to the words that count here:
// https://changelogs.ubuntu.com/…/changelog#:~:text=LP%3A%20%232034745. Without one it is a plain link.

import { decodePath } from "../../core/decode-url.ts";
import type { Instance } from "../../model/settings.ts";
import { apiOf, pathBelow, queryOf } from "../address.ts";
import { answer, malformed, stateOf } from "../boundary.ts";
import { quoted } from "../errors.ts";
import type { StatusTable, Tracker, UpstreamResponse } from "../tracker.ts";
import { type ChangelogEntry, endsWithinEntry, firstNaming, parseChangelog } from "./changelog/entries.ts";
import { fragmentWords, textFragment } from "./changelog/text-fragment.ts";

const NAMED = "named";
const NAMED_UNRELEASED = "named in an unreleased version";
const TAKEN_BACK = "named and taken back";
const ABSENT = "not named yet";

const statuses: StatusTable = {
  [NAMED]: "released",
  // On a branch, the newest entry is often still being written.
  [NAMED_UNRELEASED]: "fixed",
  // Whether a version in between is good enough is for the author to say.
  [TAKEN_BACK]: "closed",
  [ABSENT]: "open",
};

/** Ubuntu's kernels name every patch since their first version. */
const MAX_BYTES = 16 * 1024 * 1024;
/** Characters of the words that fit into a label. */
const LABEL_LENGTH = 40;

export const changelog: Tracker = {
  name: "changelog",
  title: "Debian-style package changelog",
  instances: [
    { web: "https://changelogs.ubuntu.com/" },
    { web: "https://git.proxmox.com/" },
    { web: "https://metadata.ftp-master.debian.org/" },
    { web: "https://salsa.debian.org/" },
  ],
  statuses,
  namesVersions: "changelog",
  examples: [
    {
      from: "https://git.proxmox.com/?p=pve-kernel.git;a=blob;f=debian/changelog;hb=refs/heads/bookworm-6.2#:~:text=X86_FEATURE_OSXSAVE",
      url: "https://git.proxmox.com/?p=pve-kernel.git;a=blob_plain;f=debian/changelog;hb=refs/heads/bookworm-6.2#:~:text=X86_FEATURE_OSXSAVE",
      label: "pve-kernel changelog (“X86_FEATURE_OSXSAVE”)",
    },
    {
      from: "https://changelogs.ubuntu.com/changelogs/pool/main/l/linux/linux_5.15.0-88.98/changelog#:~:text=LP:%20%232034745",
      url: "https://changelogs.ubuntu.com/changelogs/pool/main/l/linux/linux_5.15.0-88.98/changelog#:~:text=LP%3A%20%232034745",
      label: "linux changelog (“LP: #2034745”)",
    },
  ],

  match(url, instance) {
    const file = fileAt(url, instance);
    const words = fragmentWords(url.hash);
    if (file === undefined || words === undefined) return undefined;
    return {
      key: `${file.path}#${words}`,
      url: new URL(`${instance.web}${file.path}${textFragment(words)}`).href,
      label: `${file.name} changelog (“${shortened(words)}”)`,
    };
  },

  locate(key, instance) {
    // Joined as text: as a relative address, a path that begins with "//" would lead to another host.
    const url = new URL(`${apiOf(instance)}${key.slice(0, key.indexOf("#"))}`).href;
    return [{ method: "GET", url, headers: { accept: "text/plain" }, maxBytes: MAX_BYTES }];
  },

  parse(responses, key, instance) {
    const response = answer(responses, 0);
    const words = key.slice(key.indexOf("#") + 1);
    const entries = parseChangelog(response.body);
    // Login forms and bot protection come with status 200 too.
    if (entries.length === 0) throw malformed(response, "not a changelog");
    if (endsWithinEntry(response.body)) throw malformed(response, "ends within an entry");
    refuseOther(entries, key, response);
    const naming = firstNaming(entries, words);
    if (naming === undefined)
      return {
        state: stateOf(statuses, ABSENT, response, instance),
        remoteStatus: ABSENT,
        // The bug may be fixed all the same: a change can be made without naming it.
        words: "not named there",
        title: words,
        isAbsence: true,
      };
    const { entry, title, carrier, takenBack } = naming;
    if (takenBack !== undefined)
      return {
        state: stateOf(statuses, TAKEN_BACK, response, instance),
        remoteStatus: `named in ${versionOf(entry)}, taken back in ${versionOf(takenBack)}`,
        ...{ title, since: takenBack.date },
      };
    return {
      state: stateOf(statuses, carrier === undefined ? NAMED_UNRELEASED : NAMED, response, instance),
      remoteStatus: namedWords(entry, carrier),
      title,
      version: carrier && `${carrier.name} ${carrier.version}`,
      since: carrier?.date,
    };
  },
};

/** With the upload that decides the state, if it is not the entry with the words. */
function namedWords(entry: ChangelogEntry, carrier: ChangelogEntry | undefined): string {
  const named = `named in ${versionOf(entry)}`;
  return carrier === undefined || carrier === entry ? named : `${named}, released in ${versionOf(carrier)}`;
}

/**
 * The source package in the path of an archive: "linux" for changelogs/pool/main/l/linux/linux_5.15.0-88.98/changelog
 * and for changelogs//main/l/linux/linux_6.1.52-1_changelog.
 */
const RE_POOL = /^changelogs\/(?:pool)?\/?[a-z-]+\/((?:lib)?[a-z\d])\/(\1[a-z\d+.-]*)\//;

/** Only archives name the package: a repository may have a different name from its package. */
function refuseOther([newest]: readonly ChangelogEntry[], key: string, response: UpstreamResponse): void {
  const asked = RE_POOL.exec(decodePath(key.slice(0, key.indexOf("#"))))?.[2];
  if (asked === undefined || newest === undefined || newest.name === asked) return;
  throw malformed(response, `about ${quoted(newest.name)} instead of ${asked}`);
}

function versionOf({ name, version, released }: ChangelogEntry): string {
  return `${name} ${version}${released ? "" : " (unreleased)"}`;
}

type File = {
  /** Below the instance's address, with what selects the branch; the same for every spelling. */
  readonly path: string;
  /** The package or repository, for readers. */
  readonly name: string;
};

function fileAt(url: URL, instance: Instance): File | undefined {
  const path = pathBelow(url, instance.web);
  if (path === "") return gitwebFile(url);
  if (!path?.endsWith("changelog")) return undefined;
  // GitLab's page of a file loads long texts later; the raw text is always complete.
  return { path: path.replace("/-/blob/", "/-/raw/") + url.search, name: packageOf(path) };
}

/** "?p=pve-kernel.git;a=blob_plain;f=debian/changelog;hb=refs/heads/bookworm-6.2" */
function gitwebFile(url: URL): File | undefined {
  const query = queryOf(url);
  const project = query.get("p");
  const isText = ["blob", "blob_plain"].includes(query.get("a") ?? "");
  if (!project || !isText || !query.get("f")?.endsWith("changelog")) return undefined;
  // a=blob is a page around the text, a=blob_plain the text itself. Both scroll to the words.
  query.set("a", "blob_plain");
  const parts = ["p", "a", "f", "h", "hb"].flatMap((name) => {
    const value = query.get(name);
    return value ? [`${name}=${encodeURIComponent(value).replaceAll("%2F", "/")}`] : [];
  });
  return { path: `?${parts.join(";")}`, name: project.replace(/\.git$/, "") };
}

/** "linux" for …/l/linux/linux_5.15.0-88.98/changelog and for kernel-team/linux/-/raw/master/debian/changelog. */
function packageOf(path: string): string {
  const parts = path.split("/");
  const folder = parts.includes("-") ? parts[parts.indexOf("-") - 1] : parts.at(-2);
  return folder?.replace(/_.*/, "") || "package";
}

function shortened(words: string): string {
  return words.length <= LABEL_LENGTH ? words : `${words.slice(0, LABEL_LENGTH).replace(/\s+\S*$/, "")}…`;
}
