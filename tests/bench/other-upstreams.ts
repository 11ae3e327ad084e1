// The other trackers for the bench: an address for the content, and an answer of the usual length, for each. A tracker
// that has no row here is not measured.

import { filler, paddedJson } from "./filler.ts";
import type { Answer, Answering } from "./upstream.ts";

export type OtherUpstream = {
  readonly web: string;
  /** Below the server's origin, where the API has a path of its own. */
  readonly apiPath?: string;
  readonly url: (number: number) => string;
  readonly answering: Answering;
};

/** One commit in 40 digits per number. */
const hashOf = (number: number) => number.toString(16).padStart(40, "a");

/** Answers where the path has the item's number or hash, which is the pattern's first group. */
function answerTo(pattern: RegExp, answer: (id: string) => string): Answering {
  return ({ path, body }): Answer | undefined => {
    const id = pattern.exec(path)?.[1] ?? pattern.exec(body)?.[1];
    return id === undefined ? undefined : { body: answer(id) };
  };
}

/** By the tracker's name. */
export const OTHERS: Readonly<Record<string, OtherUpstream>> = {
  bugzilla: {
    web: "https://bugzilla.kernel.org/",
    url: (n) => `https://bugzilla.kernel.org/show_bug.cgi?id=${217000 + n}`,
    answering: answerTo(/^\/rest\/bug\/(\d+)/, (id) =>
      JSON.stringify({ bugs: [{ id: Number(id), summary: "Pool is slow", status: "NEW", resolution: "" }] }),
    ),
  },
  changelog: {
    web: "https://changelogs.ubuntu.com/",
    url: (n) =>
      `https://changelogs.ubuntu.com/changelogs/pool/main/l/linux/changelog#:~:text=LP%3A%20%23${1990000 + n}`,
    answering: answerTo(/(changelog)$/, () => CHANGELOG),
  },
  debbugs: {
    web: "https://bugs.debian.org/",
    url: (n) => `https://bugs.debian.org/${929000 + n}`,
    answering: answerTo(/xsd:int">(\d+)<\/item>/, debianBug),
  },
  discourse: {
    web: "https://discourse.ubuntu.com/",
    url: (n) => `https://discourse.ubuntu.com/t/slow-pools/${4000 + n}`,
    answering: answerTo(/^\/t\/(\d+)\.json$/, (id) =>
      paddedJson({ id: Number(id), title: "Slow pools", closed: false, archived: false }, "post_stream", 30_000),
    ),
  },
  gitea: {
    web: "https://codeberg.org/",
    apiPath: "api/v1/",
    url: (n) => `https://codeberg.org/team/project/issues/${1 + n}`,
    answering: answerTo(/\/issues\/(\d+)$/, (id) =>
      paddedJson(
        { number: Number(id), title: "Pool is slow", state: "open", created_at: "2025-03-01T09:00:00Z" },
        "body",
        4_000,
      ),
    ),
  },
  gitlab: {
    web: "https://gitlab.com/",
    apiPath: "api/v4/",
    url: (n) => `https://gitlab.com/team/project/-/issues/${1 + n}`,
    answering: answerTo(/\/issues\/(\d+)$/, (id) =>
      paddedJson({ iid: Number(id), project_id: 1, title: "Pool is slow", state: "opened" }, "description", 4_000),
    ),
  },
  gitweb: {
    web: "https://git.proxmox.com/",
    url: (n) => `https://git.proxmox.com/?p=pve-kernel.git;a=commit;h=${hashOf(n)}`,
    answering: answerTo(/;h=([0-9a-f]+)$/, gitwebPage),
  },
  jira: {
    web: "https://issues.apache.org/jira/",
    url: (n) => `https://issues.apache.org/jira/browse/HIVE-${1 + n}`,
    answering: answerTo(/\/issue\/(HIVE-\d+)/, (key) =>
      JSON.stringify({ key, fields: { summary: "Pool is slow", status: { statusCategory: { key: "new" } } } }),
    ),
  },
  xenforo: {
    web: "https://forum.proxmox.com/",
    url: (n) => `https://forum.proxmox.com/threads/slow-pool.${133000 + n}/`,
    answering: answerTo(/\.(\d+)\/$/, forumPage),
  },
};

/** A page of 12 kB. */
function gitwebPage(hash: string): string {
  const who = (what: string) =>
    `<tr><td>${what}</td><td>Somebody</td></tr><tr><td></td><td><span class="datetime">Tue, 19 Sep 2023 07:27:13 +0000</span></td></tr>`;
  return `<html><body><div class="header"><a class="title" href="/">Fix the choice of code</a></div>
<table class="object_header">${who("author")}${who("committer")}<tr><td>commit</td><td class="sha1">${hash}</td></tr></table>
${paragraphs(11_400)}</body></html>`;
}

/** A page of 60 kB. */
function forumPage(number: string): string {
  return `<html id="XF" data-content-key="thread-${number}"><body><h1 class="p-title-value">Slow pool</h1>
${paragraphs(59_800)}</body></html>`;
}

/** HTML with an element for every 200 bytes, because parsing it is a part of the cost. */
function paragraphs(length: number): string {
  return `<p class="body"><a href="/somewhere">link</a> ${filler(155)}</p>\n`.repeat(Math.floor(length / 205));
}

function debianBug(number: string): string {
  const field = (name: string, value: string) => `<${name} xsi:type="xsd:string">${value}</${name}>`;
  const fields = [
    ...[field("pending", "pending"), field("tags", "upstream"), field("subject", "linux: pool is slow")],
    ...[field("package", "src:linux"), field("summary", filler(1_000)), "<fixed_versions/>"],
  ];
  return `<?xml version="1.0" encoding="UTF-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soap:Body><get_statusResponse xmlns="Debbugs/SOAP"><s-gensym3><item><key xsi:type="xsd:int">${number}</key><value>${fields.join("")}</value></item></s-gensym3></get_statusResponse></soap:Body></soap:Envelope>`;
}

/** 300 kB: a kernel's changelog of some years. */
const CHANGELOG = Array.from({ length: 1000 }, (_, i) => {
  const change = `  * Fix the choice of code (LP: #${1990000 + 999 - i})\n    - ${filler(160)}`;
  return `linux (5.15.0-${2000 - i}.1) jammy; urgency=medium\n\n${change}\n\n -- Somebody <a@example.org>  Tue, 19 Sep 2023 10:17:16 +0200\n`;
}).join("\n");
