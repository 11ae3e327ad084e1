// A check on its page and in the list of checks: what it says of its evidence, and of the answers that nobody has seen.

import { load } from "cheerio";
import { expect, test } from "vitest";
import checks from "../../src/pages/checks.11ty.ts";
import runbooks from "../../src/pages/runbooks.11ty.ts";
import { loadSite } from "../../src/site/site.ts";
import { runbook } from "../corpus/tiny-site.ts";
import { site } from "../site/tiny-site.ts";

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

const loaded = await loadSite(await site(FILES));
const [runbookOf] = loaded.corpus.runbooks.filter(({ slug }) => slug === "r");
if (runbookOf === undefined) throw new Error(JSON.stringify(loaded.problems));
const $ = load(runbooks.render({ ...loaded, document: runbookOf }));

test("checkPanel() counts machines by what the outcome rests on, the built-in host aside", () => {
  expect($(".tried summary").text()).toMatchInlineSnapshot(
    `"Tried on 2 machines, not yours; evidence: 1 recorded, 1 shaped"`,
  );
  expect(
    $(".tried .facts")
      .map((_, item) => $(item).text())
      .get(),
  ).toMatchInlineSnapshot(`
    [
      "recorded",
      "partly recorded; evidence here shaped",
      "built in",
    ]
  `);
});

test("the list of checks has the same words for the same machines", () => {
  const list = load(checks.render(loaded));

  expect(
    list("#c .facts")
      .map((_, item) => list(item).text())
      .get(),
  ).toEqual(
    $(".tried .facts")
      .map((_, item) => $(item).text())
      .get(),
  );
});

test("checkPanel() says which verdict was never seen, and where answers lead in the words of the place", () => {
  expect(
    $(".answers li")
      .map((_, item) => $(item).text())
      .get(),
  ).toMatchInlineSnapshot(`
    [
      "☑ OK  Next: The CPU's AVX",
      "☒ AFFECTED  Never seen to say AFFECTED. Next: Where IO hangs",
      "☐ CANNOT TELL  Next: Other ways",
    ]
  `);
});

test("checkPanel() does not take the simulation for bash", () => {
  expect($(".tried p.small").text()).toContain(", a simulation of bash and not bash itself, on machines");
});
