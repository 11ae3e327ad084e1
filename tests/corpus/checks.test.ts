import { describe, expect, test } from "vitest";
import { CARD, loadSite, runbook, told } from "./tiny-site.ts";

const FENCE = "```bash check=io\necho fine\n```\n";

/** What is told of a runbook with these lines below `checks:` and this text. */
async function toldOfChecks(yaml: string, text: string): Promise<string> {
  const frontMatter = yaml === "" ? "title: x" : `title: x\nchecks:\n${yaml}`;
  const hosts = { "content/hosts/pve-6.2.16-14/host.yaml": CARD, "content/hosts/pve-6.2.16-10/host.yaml": CARD };
  return told(await loadSite({ "content/runbooks/a.md": runbook(frontMatter, text), ...hosts }));
}

test("collectChecks() brings fence and expectations together", async () => {
  const { checks } = await loadSite({
    "content/runbooks/a.md": runbook("checks: { io: { asks: Is it slow?, unknown: [empty] } }", FENCE),
  });

  expect(checks).toMatchInlineSnapshot(`
    [
      {
        "affected": [],
        "asks": "Is it slow?",
        "context": [],
        "document": {
          "isFinal": false,
          "title": "A",
          "url": "/runbooks/a/",
        },
        "exits": {},
        "id": "io",
        "means": {},
        "ok": [],
        "place": {
          "column": 9,
          "file": "content/runbooks/a.md",
          "length": 8,
          "line": 14,
        },
        "snippet": "echo fine
    ",
        "then": {},
        "unknown": [
          "empty",
        ],
        "untried": [],
      },
    ]
  `);
});

describe("collectChecks() tells", () => {
  test("a host that does not exist, with the nearest one", async () => {
    expect(
      await toldOfChecks("  io:\n    asks: x\n    ok: [pve-6.2.16-14, pve-6.2.16-41]", FENCE),
    ).toMatchInlineSnapshot(`
      "content/runbooks/a.md:6:25  check "io" expects test host "pve-6.2.16-41", which does not exist
          | ok: [pve-6.2.16-14, pve-6.2.16-41]
          |                     ^^^^^^^^^^^^^
        Did you mean "pve-6.2.16-14"? Test hosts live in content/hosts/"
    `);
  });

  test("a host that stands twice in the lists, at the second place", async () => {
    const lists = "    ok: [pve-6.2.16-14, pve-6.2.16-14]\n    affected: [pve-6.2.16-10]\n    unknown: [pve-6.2.16-10]";

    expect(await toldOfChecks(`  io:\n    asks: x\n${lists}`, FENCE)).toMatchInlineSnapshot(`
      "content/runbooks/a.md:6:25  check "io" names test host "pve-6.2.16-14" twice under "ok"
          | ok: [pve-6.2.16-14, pve-6.2.16-14]
          |                     ^^^^^^^^^^^^^
        List it once, under the one verdict that it must give

      content/runbooks/a.md:8:15  check "io" names test host "pve-6.2.16-10" under "affected" and under "unknown"
          | unknown: [pve-6.2.16-10]
          |           ^^^^^^^^^^^^^
        List it once, under the one verdict that it must give"
    `);
  });

  test("a host in each list of verdicts", async () => {
    const problems = await toldOfChecks("  io: { asks: x, ok: [a1], affected: [b1], unknown: [c1, empty] }", FENCE);

    expect(problems.match(/expects test host "\w+"/g)).toEqual([
      'expects test host "a1"',
      'expects test host "b1"',
      'expects test host "c1"',
    ]);
  });

  test("expectations without a fence, at their key", async () => {
    expect(await toldOfChecks("  io:\n    asks: x\n  oi:\n    asks: y", FENCE)).toMatchInlineSnapshot(`
      "content/runbooks/a.md:6:3  check "oi" has no fence in this document
          | oi:
          | ^^
        Mark its fence: \`\`\`bash check=oi"
    `);
  });

  test("a fence without expectations, with the nearest name", async () => {
    expect(await toldOfChecks("  iow: { asks: x }", FENCE)).toContain(`check "io" has no expectations`);
    expect(await toldOfChecks("", FENCE)).toMatchInlineSnapshot(`
      "content/runbooks/a.md:14:9  check "io" has no expectations
          | \`\`\`bash check=io
          |         ^^^^^^^^
        Add to the front matter: checks: { io: … }"
    `);
  });

  test("a fence without expectations whose id every object has", async () => {
    const problems = await toldOfChecks("  io: { asks: x }", `${FENCE}\n\`\`\`bash check=constructor\nx\n\`\`\`\n`);

    expect(problems).toContain('check "constructor" has no expectations');
  });

  test.each(["ZFS", "1a", "a_b", "a.b", "ä", "toString"])(
    "the id %s, which cannot be part of an address",
    async (id) => {
      const problems = await toldOfChecks("", `\`\`\`bash check=${id}\nx\n\`\`\`\n`);

      expect(problems).toContain(`check id "${id}" cannot be part of an address`);
      expect(problems).toContain("Use small letters, digits and hyphens, and start with a letter");
    },
  );

  test("one id that two documents use", async () => {
    const text = runbook("checks: { io: { asks: x } }", FENCE);

    const corpus = await loadSite({ "content/runbooks/a.md": text, "content/runbooks/b.md": text });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/runbooks/b.md:14:9  check id "io" is taken
          | \`\`\`bash check=io
          |         ^^^^^^^^
        Choose another id; the first is at content/runbooks/a.md:14"
    `);
    expect(corpus.checks.map(({ document }) => document.url)).toEqual(["/runbooks/a/"]);
  });

  test("one id that two fences of a document use", async () => {
    expect(await toldOfChecks("  io: { asks: x }", `${FENCE}\n${FENCE}`)).toMatchInlineSnapshot(`
      "content/runbooks/a.md:20:9  check id "io" is taken
          | \`\`\`bash check=io
          |         ^^^^^^^^
        Choose another id; the first is at content/runbooks/a.md:16"
    `);
  });

  test("nothing of an id that only a draft uses again", async () => {
    const corpus = await loadSite({
      "content/runbooks/a.md": runbook("{ checks: { io: { asks: x } } }", FENCE),
      "content/runbooks/b.md": runbook("{ status: draft, checks: { io: { asks: x } } }", FENCE),
    });

    expect(corpus.problems).toEqual([]);
  });

  test("nothing of a host that could not be read: that is told at the host", async () => {
    const corpus = await loadSite({
      "content/runbooks/a.md": runbook("checks: { io: { asks: x, ok: [pve] } }", FENCE),
      "content/hosts/pve/host.yaml": "summary: x\n",
    });

    expect(new Set(corpus.problems.map(({ place }) => place.file))).toEqual(new Set(["content/hosts/pve/host.yaml"]));
  });
});
