import { describe, expect, test } from "vitest";
import { CARD, type Files, loadSite, runbook, told } from "../tiny-site.ts";

/** A site of a few pages, with this text as content/pages/a.md. */
async function toldOfText(text: string, more: Files = {}): Promise<string> {
  return told(
    await loadSite({
      "content/pages/a.md": text,
      "content/pages/größe.md": "text",
      "content/runbooks/disk-latency.md": runbook("tags: [ZFS]", "### Other causes\n"),
      "content/postmortems/secret.md": "---\nstatus: draft\n---\n",
      "content/hosts/pve/host.yaml": CARD,
      ...more,
    }),
  );
}

describe("linkProblems() is content with", () => {
  test.each([
    "/",
    "/runbooks/",
    "/runbooks/disk-latency/",
    "/runbooks/disk-latency/#other-causes",
    "/runbooks/disk-latency/#page-references",
    "/hosts/pve/",
    "/hosts/empty/",
    "/tags/zfs/",
    "/alerts/#AnyAlert",
    "/search/?q=zfs",
    "/a/",
    "#here",
    "/a/#here",
    "/a",
    "../runbooks/disk-latency.md",
    "#",
    "#top",
    "#TOP",
    "/runbooks/disk-latency/#Top",
    "/größe/",
    "/gr%C3%B6%C3%9Fe/",
    "mailto:on-call@example.org",
    "https://example.org/nowhere",
    "//example.org/",
  ])("a link to %s", async (url) => {
    expect(await toldOfText(`# Here\n\n[link](${url})\n`)).toBe("");
  });

  test("links to a check: its page, its script at both addresses, its panel and its place on /checks/", async () => {
    const text = "---\nchecks: { io: { asks: x, then: { ok: '#check-io' } } }\n---\n```bash check=io\nx\n```\n";

    const links = "[a](/checks/io/) [b](/c/io) [c](/checks/io.sh) [d](#check-io) [e](/checks/#io)";
    expect(await toldOfText(`${text}${links}\n`)).toBe("");
    expect(await toldOfText(`${text}[a](/c/oi)\n`)).toContain('Did you mean "/c/io"?');
    expect(await toldOfText(`${text}[a](/checks/oi.sh)\n`)).toContain('Did you mean "/checks/io.sh"?');
  });

  test("links to the script of a runbook with checks, and to no other", async () => {
    const checked = `${runbook("checks: { io: { asks: x } }")}\n\`\`\`bash check=io\nx\n\`\`\`\n`;
    const more = { "content/runbooks/checked.md": checked };

    expect(await toldOfText("[a](/runbooks/checked/triage.sh)\n", more)).toBe("");
    expect(await toldOfText("[a](/runbooks/disk-latency/triage.sh)\n", more)).toContain(
      'link to "/runbooks/disk-latency/triage.sh", which does not exist',
    );
  });

  test("links to what the author's own HTML names, and to headings of any depth", async () => {
    expect(
      await toldOfText('<a name="old"></a><p id="new">x</p>\n\n###### Deep\n\n[a](#old) [b](#new) [c](#deep)\n'),
    ).toBe("");
  });

  test("footnotes", async () => {
    expect(await toldOfText("a[^1] <b>b</b>\n\n[^1]: note\n")).toBe("");
  });
});

describe("linkProblems() tells a link", () => {
  test("to nowhere, with the nearest address", async () => {
    expect(await toldOfText("see [it](/runbooks/disk-latencies/)")).toMatchInlineSnapshot(`
      "content/pages/a.md:1:10  link to "/runbooks/disk-latencies/", which does not exist
          | see [it](/runbooks/disk-latencies/)
          |          ^^^^^^^^^^^^^^^^^^^^^^^^^
        Did you mean "/runbooks/disk-latency/"? An address is the path of the file below content/, without its extension"
    `);
  });

  test("to an anchor that is not there", async () => {
    expect(await toldOfText("[a](/runbooks/disk-latency/#other-cause)")).toMatchInlineSnapshot(`
      "content/pages/a.md:1:5  link to "/runbooks/disk-latency/#other-cause": that page has no anchor "#other-cause"
          | [a](/runbooks/disk-latency/#other-cause)
          |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Did you mean "other-causes"? Anchors of that page: #first-minute #meaning #impact #diagnosis #mitigation #other-causes"
    `);
    expect(await toldOfText("[a](#nowhere-near)")).toMatchInlineSnapshot(`
      "content/pages/a.md:1:5  link to "#nowhere-near": that page has no anchor "#nowhere-near"
          | [a](#nowhere-near)
          |     ^^^^^^^^^^^^^
        Link to the page itself: it has no headings"
    `);
  });

  test("to a draft", async () => {
    expect(await toldOfText("[a](/postmortems/secret/)")).toMatchInlineSnapshot(`
      "content/pages/a.md:1:5  link to "/postmortems/secret/", which is not published, because its status is "draft"
          | [a](/postmortems/secret/)
          |     ^^^^^^^^^^^^^^^^^^^^
        Remove the link, or publish both for the same readers"
    `);
  });

  test("in raw HTML", async () => {
    expect(await toldOfText('<p>\n<a href="/nowhere/">a</a> <a href=#near>b</a></p>')).toMatchInlineSnapshot(`
      "content/pages/a.md:2:10  link to "/nowhere/", which does not exist
          | <a href="/nowhere/">a</a> <a href=#near>b</a></p>
          |          ^^^^^^^^^
        An address is the path of the file below content/, without its extension

      content/pages/a.md:2:35  link to "#near": that page has no anchor "#near"
          | <a href="/nowhere/">a</a> <a href=#near>b</a></p>
          |                                   ^^^^^
        Link to the page itself: it has no headings"
    `);
  });

  test("in front matter", async () => {
    const text = `---
elsewhere:
  - { text: x, url: /nowhere/ }
checks:
  io:
    asks: x
    then: { ok: "#nowhere", affected: /runbooks/disk-latency/, unknown: by-hand }
---
\`\`\`bash check=io
x
\`\`\`
`;

    expect(await toldOfText(text)).toMatchInlineSnapshot(`
      "content/pages/a.md:3:21  link to "/nowhere/", which does not exist
          | - { text: x, url: /nowhere/ }
          |                   ^^^^^^^^^
        An address is the path of the file below content/, without its extension

      content/pages/a.md:7:17  link to "#nowhere": that page has no anchor "#nowhere"
          | then: { ok: "#nowhere", affected: /runbooks/disk-latency/, unknown: by-hand }
          |             ^^^^^^^^^^
        Anchors of that page: #check-io

      content/pages/a.md:7:73  link to "by-hand", which does not exist
          | then: { ok: "#nowhere", affected: /runbooks/disk-latency/, unknown: by-hand }
          |                                                                     ^^^^^^^
        A relative link is a path from the folder of this file"
    `);
  });

  test("but not to a document that could not be read: that is told at the document", async () => {
    const problems = await toldOfText("[a](/postmortems/b/) [c](/hosts/c/)", {
      "content/postmortems/b.md": "---\ndate: 2023-02-30\n---\n",
      "content/hosts/c/host.yaml": "summary: x\n",
    });

    expect(problems).not.toContain("content/pages/a.md");
  });

  test("to an address that a published document and a draft share: the published one counts", async () => {
    const problems = await toldOfText("[a](/postmortems/secret/)", {
      "content/postmortems/2023-09-21-secret.md": "text",
    });

    expect(problems).toBe("");
  });
});

test("linkProblems() checks the text of a document whose front matter cannot be used, too", async () => {
  const text = "---\ndate: 2023-02-30\n---\n[a](/nowhere/) [b](#anywhere) [c](/runbooks/)\n";

  const { problems } = await loadSite({ "content/pages/a.md": text });

  expect(problems.map(({ what }) => what)).toEqual([
    'invalid date "2023-02-30" in "date"',
    'link to "/nowhere/", which does not exist',
  ]);
});
