// A check on its page and in the list of checks: what it says of its evidence, and of the answers that nobody has seen.

import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { pasteSafe } from "../../../../src/checks/downloads/paste.ts";
import { pasted, unpacked } from "../../../../src/checks/downloads/pasted.ts";
import type { Check } from "../../../../src/model/check.ts";
import pages from "../../../../src/pages/check-pages.11ty.ts";
import checks from "../../../../src/pages/checks.11ty.ts";
import runbooks from "../../../../src/pages/runbooks.11ty.ts";
import type { Site } from "../../../../src/site/site.ts";
import { recordRuns } from "../../../checks/record-runs.ts";
import { runbook } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";
import { site } from "../../../site/support/tiny-site.ts";

const SNIPPET = `[ -r /proc/a ] || { echo unknown; exit 2; }
if grep -q bad /proc/a; then echo bad; exit 1; fi
echo good`;

const THEN = '{ ok: "#the-cpus-avx", affected: "/runbooks/other/#where-io-hangs", unknown: /runbooks/other/ }';

const FILES = {
  "content/runbooks/r.md": runbook(
    `checks: { c: { asks: Is it?, ok: [whole, shaped-part], affected: [], then: ${THEN} } }`,
    `### The CPU's AVX\n\n\`\`\`bash check=c\n${SNIPPET}\n\`\`\`\n`,
  ),
  "content/runbooks/other.md": runbook("title: Other ways", "### Where IO hangs\n"),
  "content/hosts/whole/host.yaml": "summary: x\nkind: recorded\nsource: x\n",
  "content/hosts/whole/root/proc/a": "fine\n",
  "content/hosts/shaped-part/host.yaml": "summary: x\nkind: recorded\nsource: x\nrecorded: [/proc/b]\n",
  "content/hosts/shaped-part/root/proc/a": "fine\n",
  "content/hosts/shaped-part/root/proc/b": "b\n",
};

const root = await site(FILES);
await recordRuns(root, (_, host) =>
  host === "empty"
    ? { exitCode: 2, stdout: "unknown\n", missing: ["/proc/a"] }
    : { exitCode: 0, stdout: "good\n", read: ["/proc/a"], ran: ["grep -q bad /proc/a"] },
);
const loaded = await loadSite(root);
const [runbookOf] = loaded.corpus.runbooks.filter(({ name }) => name === "r");
if (runbookOf === undefined) throw new Error(JSON.stringify(loaded.problems));
const checkOf = loaded.corpus.checkById.get("c");
if (checkOf === undefined) throw new Error(JSON.stringify(loaded.problems));
const ownPage = (data: Site, given: Partial<Check> = {}) => pages.render({ ...data, check: { ...checkOf, ...given } });
const $ = load(runbooks.render({ ...loaded, document: runbookOf }));

test("checkPanel() counts machines by what the outcome rests on, the built-in host aside", () => {
  expect($(".tested").text().replaceAll("\u00a0", " ")).toMatchInlineSnapshot(
    `"Tested on 2 test hosts (1 recorded, 1 not recorded) and an empty one, not yours: 2 OK · 1 CANNOT TELL"`,
  );
  expect($(".tested a").attr("href")).toBe("/checks/c/#machines");
  expect($("table").length, "they are on the page of the check").toBe(0);
});

test("the page of a check has a row for each of them, and no more", () => {
  const own = load(ownPage(loaded));

  expect(own("#machines + p").text()).toMatchInlineSnapshot(
    `"Tested on 2 test hosts (1 recorded, 1 not recorded) and an empty one, not yours: ☑ 2 OK · ☐ 1 CANNOT TELL"`,
  );
  expect(
    own("td .facts")
      .map((_, item) => own(item).text())
      .get(),
  ).toMatchInlineSnapshot(`
    [
      "recorded",
      "partly recorded; evidence here: not recorded",
      "built in",
    ]
  `);
});

test("the list of checks has a row for each, with its verdicts and its document", () => {
  const list = load(checks.render(loaded));

  expect(list("#c").text().trim()).toMatchInlineSnapshot(`"Is it? ☑ 2 OK · ☐ 1 CANNOT TELL from R"`);
  expect(list("#c > a").attr("href")).toBe("/checks/c/");
});

test("checkPanel() says which verdict was never seen, and where answers lead in the words of the place", () => {
  expect(
    $(".answers li")
      .map((_, item) => $(item).text())
      .get(),
  ).toMatchInlineSnapshot(`
    [
      "☑ OK  Next: The CPU's AVX",
      "☒ AFFECTED  No test host gives AFFECTED. Next: Other ways: Where IO hangs",
      "☐ CANNOT TELL  Next: Other ways",
    ]
  `);
});

test("checkPanel() has the answers first; behind them, folded up, the snippet as it may be pasted, and the line to type", () => {
  const parts = $(".check").children();

  expect(parts.map((_, part) => $(part).attr("class") ?? part.tagName).get()).toEqual([
    ...["asks", "copy reserved", "answers", "source", "typed", "tested"],
  ]);
  expect(parts.filter("details[open]").length).toBe(0);
  expect($(".source > summary").text()).toBe("Source: 3 lines, only reads");
  expect($(".source pre").text()).toBe(`(\n${SNIPPET}\n)`);
});

test("the text to copy stands on the page once: the button of the first check finds it by the check's id", () => {
  const texts = $("button[data-check=c]").map((_, button) => $(button).attr("data-copy") ?? "");

  expect(texts.get().map((text) => text && pasted(unpacked(text)))).toEqual([
    "",
    pasteSafe(checkOf, "https://kb.example"),
  ]);
});

test("checkPanel() says of a check that writes on a test host nothing else", () => {
  const writes = { cause: "write" as const, asked: "/proc/a" };
  const outcomes = new Map(
    [...loaded.outcomes].map(([id, all]) => [
      id,
      all.map((one) => ({ ...one, run: { ...one.run, refused: [writes] } })),
    ]),
  );
  const page = load(runbooks.render({ ...loaded, outcomes, document: runbookOf }));

  expect(page(".source > summary").text()).toBe("Source: 3 lines, writes");
});

describe.each([
  ["never", "Not tested yet."],
  ["changed", "Not tested since it changed."],
] as const)("a check whose record says %s", (state, words) => {
  const about = { state, hash: "", by: [] };
  const data = {
    ...loaded,
    outcomes: new Map(),
    tried: new Map([["c", about]]),
    scripts: new Map([["c", { paste: "" }]]),
  };

  test("has these words in place of its evidence, and no script", () => {
    const page = load(runbooks.render({ ...data, document: runbookOf }));
    const list = load(checks.render(data));

    for (const $ of [page, list, load(ownPage(data))]) {
      expect($("main").text()).toContain(words);
      expect($('a[href$=".sh"], a[href^="/c/"], .fetch, .verdict-unknown ~ samp, table.stack').length).toBe(0);
    }
    expect(page(".tested").length).toBe(0);
    expect(page(".source > summary").text()).toBe("Source: 3 lines, not tested");
  });
});

test("a check that a server has run just now says that nobody has recorded it", () => {
  const about = { state: "just now" as const, hash: "", by: ["GNU bash 5.3"] };
  const data = { ...loaded, tried: new Map([["c", about]]) };

  expect(load(runbooks.render({ ...data, document: runbookOf }))(".tested").text()).toContain(
    "; just now, and not recorded yet",
  );
  expect(load(ownPage(data))("main").text()).toContain(
    "Run by GNU bash 5.3, just now and not recorded yet. The sandbox",
  );
});

describe("the page of a check", () => {
  const own = load(ownPage(loaded));

  test("has the question, the way back, the answers, what it did, and the script as it is fetched", () => {
    expect(own("h1").text()).toBe("Is it?");
    expect(own(".facts a").attr("href")).toBe("/runbooks/r/#check-c");
    expect(own(".answers li").length).toBe(3);
    expect(own(".trace").first().text()).toBe("1 path, 1 command/proc/aruns grep -q bad /proc/a");
    expect(own("#script ~ details pre").text()).toBe(loaded.scripts.get("c")?.script);
    expect(own("#script ~ p a").attr("href")).toBe("/c/c");
  });

  test("has the answers before the test hosts, and those before the script, which is folded up", () => {
    const places = own("article").find(".answers, #machines, #script ~ details");
    expect(places.map((_, part) => own(part).attr("class") ?? own(part).attr("id") ?? part.tagName).get()).toEqual([
      ...["answers", "machines", "details"],
    ]);
  });

  test("says what ran it, as the record has it, and how to record a host", () => {
    expect(own("#machines ~ .reads").text()).toContain("Reads/proc/a");
    expect(own("#machines ~ .small").first().text()).toMatch(
      /^Run by GNU bash 5\.2\.15\(1\)-release\. The sandbox holds only the test host\. Hash of /,
    );
    expect(own("#machines ~ .small a").first().attr("href")).toBe("/checks/c.capture.sh");
  });

  test("tells a search engine what it is about", () => {
    expect(own("meta[name=description]").attr("content")?.replaceAll("\u00a0", " ")).toMatchInlineSnapshot(
      `"Check c of “R”. Tested on 2 test hosts (1 recorded, 1 not recorded) and an empty one, not yours: 2 OK · 1 CANNOT TELL"`,
    );
  });

  test("leads to the sections of its document, which are not its own", () => {
    const links = (of: typeof own) =>
      of(".answers a")
        .toArray()
        .map((link) => of(link).attr("href"));

    expect(links($)).toEqual(["#the-cpus-avx", "/runbooks/other/#where-io-hangs", "/runbooks/other/"]);
    expect(links(own)).toEqual(["/runbooks/r/#the-cpus-avx", "/runbooks/other/#where-io-hangs", "/runbooks/other/"]);
  });
});

test("the line to type is folded up, and asks for root where the check does", () => {
  const root = load(ownPage(loaded, { needs: "root" }));

  expect($(".first-check button.copy + details .fetch").length).toBe(1);
  expect($(".check .fetch code").text()).toBe("curl -fsSLO https://kb.example/c/c && less -K c && bash c");
  expect($(".needs").length).toBe(0);
  expect(root(".fetch code").text()).toBe("curl -fsSLO https://kb.example/c/c && less -K c && sudo bash c");
  expect(root(".needs").text()).toBe("Run as root: other users cannot read what it reads.");
});
