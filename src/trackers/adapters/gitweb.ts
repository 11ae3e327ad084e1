// Commits on gitweb: https://git-scm.com/docs/gitweb
// We read the page that authors link. Only it has the committer's date, it stays small where commitdiff_plain has
// the whole diff, and it has no X-Git-Tag, which names the nearest tag of any branch: for a repository that began to
// tag late, a release years after the one that first shipped the commit.

import type { CheerioAPI } from "cheerio/slim";
import { apiOf, pathBelow, queryOf } from "../address.ts";
import { answer, malformed, readPage, stateOf } from "../boundary.ts";
import type { StatusTable, Tracker } from "../tracker.ts";

/** gitweb has no status words. The page says that a commit exists, not on which branch or in which release it is. */
const EXISTS = "commit exists";
const statuses: StatusTable = { [EXISTS]: "unknown" };

const ACTIONS = ["commit", "commitdiff", "commitdiff_plain", "patch"];
/** Pages are around 12 kB. */
const MAX_BYTES = 512 * 1024;
const RE_HASH = /^[0-9a-f]{7,64}$/i;
/** pve-kernel.git/commit/9ba0dde: how gitweb writes it where its addresses have no parameters. */
const RE_PATH = /^([^%]+?)\/([a-z_]+)\/([^/]+)$/;

export const gitweb: Tracker = {
  name: "gitweb",
  title: "gitweb",
  instances: [{ web: "https://git.proxmox.com/" }],
  statuses,
  examples: [
    {
      from: "https://git.proxmox.com/?p=pve-kernel.git&a=commitdiff&h=9ba0dde971e6153a12f94e9c7a7337355ab3d0ed",
      url: "https://git.proxmox.com/?p=pve-kernel.git;a=commit;h=9ba0dde971e6153a12f94e9c7a7337355ab3d0ed",
      label: "pve-kernel@9ba0dde",
    },
    {
      from: "https://git.proxmox.com/pve-kernel.git/commitdiff/9ba0dde971e6153a12f94e9c7a7337355ab3d0ed",
      url: "https://git.proxmox.com/?p=pve-kernel.git;a=commit;h=9ba0dde971e6153a12f94e9c7a7337355ab3d0ed",
      label: "pve-kernel@9ba0dde",
    },
  ],

  match(url, instance) {
    const path = pathBelow(url, instance.web);
    if (path === undefined) return undefined;
    const query = queryOf(url);
    const inQuery = ["p", "a", "h"].map((name) => query.get(name) ?? "");
    const [project, action, hash] = path === "" ? inQuery : (RE_PATH.exec(path)?.slice(1) ?? []);
    if (!project || !hash || !RE_HASH.test(hash) || !ACTIONS.includes(action ?? "")) return undefined;
    const key = `?p=${encodeURIComponent(project).replaceAll("%2F", "/")};a=commit;h=${hash.toLowerCase()}`;
    const label = `${project.replace(/\.git$/, "")}@${hash.slice(0, 7).toLowerCase()}`;
    return { key, url: new URL(key, instance.web).href, label, isChange: true };
  },

  locate(key, instance) {
    return [
      { method: "GET", url: new URL(key, apiOf(instance)).href, headers: { accept: "text/html" }, maxBytes: MAX_BYTES },
    ];
  },

  parse(responses, key, instance) {
    const response = answer(responses, 0);
    const page = readPage(response);
    const hash = page("table.object_header td.sha1").first().text().trim();
    // The key may have only the beginning of a hash.
    if (hash === "" || !hash.startsWith(key.replace(/.*;h=/, ""))) throw malformed(response, "not the commit's page");
    const title = page(".header a.title").first();
    title.find(".refs").remove();
    const state = stateOf(statuses, EXISTS, response, instance);
    return {
      ...{ state, remoteStatus: EXISTS, ...(state === "unknown" && { words: EXISTS }) },
      title: title.text().trim(),
      since: committed(page),
    };
  },
};

/** The date in the row below the one that begins with "committer": Tue, 19 Sep 2023 07:27:13 +0000 */
function committed(page: CheerioAPI): string | undefined {
  const rows = page("table.object_header tr");
  const name = rows.filter((_, row) => page(row).children("td").first().text().trim() === "committer").first();
  const time = Date.parse(name.next().find(".datetime").text());
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().replace(".000Z", "Z");
}
