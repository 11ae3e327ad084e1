// The page of a recorded machine: what it takes over from another one, and files that are no text.

import { load } from "cheerio";
import { expect, test } from "vitest";
import list from "../../src/pages/host-list.11ty.ts";
import page from "../../src/pages/hosts.11ty.ts";
import { type Files, writeSite } from "../corpus/tiny-site.ts";
import { loadSite } from "../site/support/load-site.ts";

const CARD = "summary: A machine\nkind: shaped\nsource: Made up\n";
const FILES: Files = {
  "content/hosts/base/host.yaml": CARD,
  "content/hosts/base/root/proc/loadavg": "1.00\n",
  "content/hosts/base/root/proc/version": "6.8\n",
  "content/hosts/child/host.yaml": `${CARD}from: base\nwithout: [/proc/version]\nfolders: [/sys/module/zfs]\n`,
  "content/hosts/child/root/proc/pressure/io": "some\n",
  "content/hosts/child/commands.yaml": "- { argv: [uname, -r], stdout: x }\n",
  "content/hosts/twin/host.yaml": `${CARD}from: child\n`,
};

async function pagesOf(files: Files) {
  const loaded = await loadSite(await writeSite(files));
  return (name: string) => {
    const host = loaded.corpus.hosts.get(name);
    if (host === undefined) throw new Error(`No host ${name}: ${JSON.stringify(loaded.problems)}`);
    return load(page.render({ ...loaded, host }));
  };
}

test("the page of a host names in what it differs from the one that it starts from", async () => {
  const pageOf = await pagesOf(FILES);

  const $ = pageOf("child");
  expect($("#differences").nextUntil("h2").toString()).toMatchInlineSnapshot(`
    "<p>Differs from <a href="/hosts/base/">base</a> in:</p><ul><li><code>/proc/pressure/io</code></li>
    <li><code>/sys/module/zfs/</code></li>
    <li><code>uname -r</code></li>
    <li><code>/proc/version</code> <span class="facts">does not exist here</span></li>
    </ul>"
  `);
  expect($("details summary code").text(), "it has the rest all the same").toContain("/proc/loadavg");
  expect($("p:contains('/sys/module/zfs/')").toString()).toMatchInlineSnapshot(
    `"<p><code>/sys/module/zfs/</code> <span class="facts">folder, its contents were not kept</span></p>"`,
  );
  expect(pageOf("twin")("article").text()).toContain("Has the same files and command output as child.");
  expect(pageOf("base")("article").text()).not.toMatch(/Differs from|Has the files/);
});

test("the page of a host shows what is no text as bytes, and text as it is", async () => {
  const contents: Readonly<Record<string, readonly [content: string | Uint8Array, shown: string, facts: string]>> = {
    "not UTF-8": [Uint8Array.of(0x67, 0x72, 0xfc, 0x6e), "00000000  67 72 fc 6e\n", "not recorded, binary, 4 bytes"],
    NUL: ["a\0b", "00000000  61 00 62\n", "not recorded, binary, 3 bytes"],
    "carriage return": ["a\r\n", "00000000  61 0d 0a\n", "not recorded, binary, 3 bytes"],
    "byte order mark": ["\uFEFFa", "00000000  ef bb bf 61\n", "not recorded, binary, 4 bytes"],
    "replacement character, tab and blanks": [
      "\n gr\uFFFDn\t[fastest] ",
      "\n gr\uFFFDn\t[fastest] ",
      "not recorded, 19 bytes",
    ],
    long: [new Uint8Array(1030), `${zeroes(1024)}… and 6 more bytes\n`, "not recorded, binary, 1030 bytes"],
    empty: ["", "", "not recorded, 0 bytes"],
  };
  const files = Object.entries(contents).map(([name, [content]]) => [`content/hosts/a/root/${name}`, content]);

  const $ = (await pagesOf({ "content/hosts/a/host.yaml": CARD, ...Object.fromEntries(files) }))("a");

  const shown = $("details").map((_, item) => [
    [$(item).find("code").first().text().slice(1), $(item).find("pre").text(), $(item).find(".facts").text()],
  ]);
  expect(Object.fromEntries(shown.get().map(([name, ...rest]) => [name, rest]))).toEqual(
    Object.fromEntries(Object.entries(contents).map(([name, [, ...rest]]) => [name, rest])),
  );
});

/** A dump of so many of them. */
function zeroes(bytes: number): string {
  const rows = Array.from(
    { length: bytes / 16 },
    (_, i) => `${(i * 16).toString(16).padStart(8, "0")} ${" 00".repeat(16)}\n`,
  );
  return rows.join("");
}

const PARTS = {
  "content/hosts/parts/host.yaml":
    "summary: x\nkind: recorded\nsource: https://example.org/?a=1&b=2\nshaped: By hand\nrecorded: [/proc/a, uname -r]\n",
  "content/hosts/parts/root/proc/a": "a",
  "content/hosts/parts/root/proc/b": "b",
  "content/hosts/parts/commands.yaml": "- { argv: [uname, -r], stdout: x }\n- { argv: [nproc], stdout: x }\n",
  "content/hosts/whole/host.yaml": "summary: x\nkind: recorded\nsource: an e-mail with https://example.org/ in it\n",
  "content/hosts/made/host.yaml": `${CARD}shaped: All of it\n`,
};

test("the page of a host has one word for it, says which parts are recorded, and links its source", async () => {
  const pageOf = await pagesOf(PARTS);
  const $ = pageOf("parts");

  expect($("dl.summary").toString()).toMatchInlineSnapshot(`
    "<dl class="summary"><dt>Kind</dt><dd>partly recorded</dd><dt>Source</dt><dd><a href="https://example.org/?a=1&amp;b=2">https://example.org/?a=1&amp;b=2</a></dd>
    <dt>How the rest was written</dt><dd>By hand</dd></dl>"
  `);
  expect(
    $("details, .transcripts dt")
      .map((_, item) => $(item).find("code, .facts").text())
      .get(),
  ).toMatchInlineSnapshot(`
    [
      "/proc/arecorded, 1 bytesa",
      "/proc/bnot recorded, 1 bytesb",
      "uname -rrecorded",
      "nprocnot recorded",
    ]
  `);
  expect(pageOf("made")("dl.summary").text()).toMatchInlineSnapshot(`
    "Kindnot recordedSourceMade up
    How it was writtenAll of it"
  `);
  expect(pageOf("whole")("dl.summary a").length).toBe(0);
  expect(pageOf("whole")("dl.summary dd").first().text()).toBe("recorded");
});

test("the list of hosts has them in groups by the same words, and counts those that somebody has", async () => {
  const $ = load(list.render(await loadSite(await writeSite(PARTS))));

  const groups = $("section.group").map((_, group) => [[$(group).find("h2").text(), $(group).find("li > a").text()]]);
  expect(groups.get()).toEqual([
    ["Recorded 1", "whole"],
    ["Partly recorded 1", "parts"],
    ["Not recorded 1", "made"],
    ["Built in 1", "empty"],
  ]);
  expect($("meta[name=description]").attr("content")).toMatch(/^The 3 hosts on which checks are tested/);
});

test("the list of hosts says which one starts from which", async () => {
  const $ = load(list.render(await loadSite(await writeSite(FILES))));

  const items = $("ul.documents li").map((_, item) => $(item).children("a, .facts").text());
  expect(items.get()).toEqual([
    "baseno check uses it",
    "childno check uses it from base",
    "twinno check uses it from child",
    "emptyno check uses it",
  ]);
  expect($("ul.documents .facts a").first().attr("href")).toBe("/hosts/base/");
});
