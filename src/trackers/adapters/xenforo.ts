// Threads of XenForo forums: https://xenforo.com. There is no public API, so the page itself is read.
// The only status of a thread is its prefix, a label before the title that its author or a moderator sets.

import type { Instance } from "../../model/settings.ts";
import { apiOf, pathBelow } from "../address.ts";
import { answer, malformed, movedTo, readPage, stateOf } from "../boundary.ts";
import type { StatusTable, Tracker } from "../tracker.ts";

const NO_PREFIX = "no prefix";

const statuses: StatusTable = {
  // A discussion that is not marked as solved counts as open; "unknown" would claim that we
  // could not read it.
  [NO_PREFIX]: "open",
  // Solved for its author, perhaps by a workaround: it does not say that anything was fixed.
  SOLVED: "closed",
};

/** Pages are around 100 kB. */
const MAX_BYTES = 512 * 1024;

/** What XenForo calls a thread in its page. */
const RE_CONTENT = /^thread-(\d+)$/;
/** threads/slow-zfs-encryption.133681/page-2, threads/133681/ */
const RE_THREAD = /^threads\/((?:[^/]*\.)?(\d+))(?:\/|$)/;

export const xenforo: Tracker = {
  name: "xenforo",
  title: "XenForo forum",
  instances: [{ web: "https://forum.proxmox.com/" }],
  statuses,
  examples: [
    {
      from: "https://forum.proxmox.com/threads/slow-zfs-encryption-will-we-get-a-fix-for-avx-avx2-not-being-selected.133681/",
      url: "https://forum.proxmox.com/threads/133681/",
      label: "forum.proxmox.com thread 133681",
    },
  ],

  match(url, instance) {
    const [, name, number] = RE_THREAD.exec(pathBelow(url, instance.web) ?? "") ?? [];
    if (name === undefined) return undefined;
    return {
      // The author's spelling saves a redirect.
      key: name,
      // The words in the address change with the title, the number does not; without words XenForo redirects.
      url: threadUrl(number, instance),
      label: `${new URL(instance.web).hostname} thread ${number}`,
    };
  },

  locate(key, instance) {
    return [
      {
        method: "GET",
        url: new URL(`threads/${key}/`, apiOf(instance)).href,
        headers: { accept: "text/html" },
        maxBytes: MAX_BYTES,
      },
    ];
  },

  parse(responses, key, instance) {
    const response = answer(responses, 0);
    const page = readPage(response);
    const own = RE_CONTENT.exec(page("html").attr("data-content-key") ?? "")?.[1];
    // Login forms and bot protection come with status 200 too.
    if (own === undefined) throw malformed(response, "not the page of a thread");
    // A thread that was merged into another one redirects there.
    const moved = movedTo(response, threadUrl(own, instance), threadUrl(key.split(".").at(-1), instance));
    const heading = page("h1.p-title-value").first();
    const labels = heading.find(".label");
    const prefix = labels.first().text().trim();
    // [SOLVED] and SOLVED are the same prefix in two styles.
    const remoteStatus = prefix === "" ? NO_PREFIX : prefix.replace(/^\[(.*)\]$/, "$1").toUpperCase();
    // Not with one selector for both: its results are sorted, which takes long in deeply nested pages.
    labels.remove();
    heading.find(".label-append").remove();
    const title = heading.text().trim();
    // A page that ends too early lacks the prefix, which would mean "open".
    if (title === "" || !response.body.includes("</h1>")) throw malformed(response, "no complete title");
    const state = stateOf(statuses, remoteStatus, response, instance);
    return { state, remoteStatus, title, ...(moved !== undefined && { movedTo: moved }) };
  },
};

function threadUrl(number: string | undefined, { web }: Instance): string {
  return new URL(`threads/${number}/`, web).href;
}
