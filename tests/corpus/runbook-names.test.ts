import { describe, expect, test } from "vitest";
import { NOTHING_WITHHELD } from "../../src/corpus/publication.ts";
import { runbooksNamed } from "../../src/corpus/runbook-names.ts";
import { type Files, loadSite, runbook, told } from "./tiny-site.ts";

const RUNBOOKS: Files = {
  "content/runbooks/Storage/2024-05-06-disk.md": runbook("title: x"),
  "content/runbooks/mail/disk.md": runbook("title: x"),
  "content/runbooks/mail/queue.md": runbook("title: x"),
  "content/runbooks/load.md": runbook("title: x"),
  "content/runbooks/kernel/load.md": runbook("title: x"),
};

/** What is told of a post-mortem with this front matter, beside those runbooks. */
const toldOf = async (frontMatter: string, more: Files = {}) =>
  told(await loadSite({ ...RUNBOOKS, "content/postmortems/a.md": `---\n${frontMatter}\n---\n`, ...more }));

describe("runbooksNamed()", () => {
  const named = runbooksNamed([{ name: "storage/disk" }, { name: "mail/disk" }, { name: "load" }, { name: "x/load" }]);

  test.each([
    ["its whole name", "mail/disk", ["mail/disk"]],
    ["a whole name that is the last part of another one", "load", ["load"]],
    ["a last part that several have", "disk", ["storage/disk", "mail/disk"]],
    ["a part in the middle, which is none", "mail", []],
  ])("finds by %s", (_what, name, found) => {
    expect(named(name).map((one) => one.name)).toEqual(found);
  });
});

describe("runbookProblems()", () => {
  test("is content with whole names, and with last parts where one runbook has them", async () => {
    expect(await toldOf("runbooks: [storage/disk, mail/disk, queue, load, kernel/load]")).toBe("");
  });

  test("tells a last part that several runbooks have, with their whole names", async () => {
    expect(await toldOf("mitigations: [{ text: x, runbook: disk }]")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:35  runbook "disk" may be one of 2
          | mitigations: [{ text: x, runbook: disk }]
          |                                   ^^^^
        Write its full name: "storage/disk", "mail/disk""
    `);
  });

  test("tells a name that no runbook has, with the nearest one, whole or by its last part", async () => {
    expect(await toldOf("runbooks: [Storage/Disc, quue]")).toMatchInlineSnapshot(`
      "content/postmortems/a.md:2:12  runbook "Storage/Disc" does not exist or is not published
          | runbooks: [Storage/Disc, quue]
          |            ^^^^^^^^^^^^
        Did you mean "storage/disk"? Runbooks live in content/runbooks/; name them by file, without .md

      content/postmortems/a.md:2:26  runbook "quue" does not exist or is not published
          | runbooks: [Storage/Disc, quue]
          |                          ^^^^
        Did you mean "queue"? Runbooks live in content/runbooks/; name them by file, without .md"
    `);
  });

  test("tells a runbook that is not published", async () => {
    const more = { "content/runbooks/new.md": runbook("draft: true") };

    expect(await toldOf("runbooks: [new]", more)).toContain('runbook "new" does not exist or is not published');
  });

  test("says nothing of a runbook that is held back: that is told at its file", async () => {
    expect(
      await toldOf("runbooks: [new]", { "content/runbooks/mail/new.md": "---\ndate: 2023-02-30\n---\n" }),
    ).not.toContain("content/postmortems/a.md");
  });

  test("tells a name that only another kind of document has, held back or not", async () => {
    const broken = "---\ndate: 2023-02-30\n---\n";

    expect(await toldOf("runbooks: [new]", { "content/postmortems/new.md": broken })).toContain(
      'runbook "new" does not exist or is not published',
    );
  });
});

test("link() finds the runbook of a name, and none where it may be several", async () => {
  const { runbookNamed } = await loadSite(RUNBOOKS);

  const urls = ["storage/disk", "queue", "load", "disk", "nowhere"].map((name) => runbookNamed(name)?.url);
  expect(urls).toEqual(["/runbooks/storage/disk/", "/runbooks/mail/queue/", "/runbooks/load/", undefined, undefined]);
});

test("link() takes no namesake for a runbook that is held back", async () => {
  const withheld = { ...NOTHING_WITHHELD, files: new Set(["content/runbooks/load.md"]) };

  const { runbookNamed } = await loadSite(RUNBOOKS, { withheld });

  expect(runbookNamed("load")).toBeUndefined();
  expect(runbookNamed("kernel/load")?.url).toBe("/runbooks/kernel/load/");
});

test("link() knows the post-mortems of each runbook, each once, newest first", async () => {
  const incident = (day: number, runbooks: string) => `---\ndate: 2024-05-0${day}\nrunbooks: [${runbooks}]\n---\n`;

  const { incidentsOf, runbookNamed } = await loadSite({
    ...RUNBOOKS,
    "content/postmortems/a.md": incident(1, "load, kernel/load, nowhere"),
    "content/postmortems/b.md": incident(2, "kernel/load, storage/disk"),
    "content/postmortems/c.md": incident(3, "storage/disk, storage/disk"),
  });

  const named = (name: string) => incidentsOf.get(runbookNamed(name) as never)?.map((one) => one.name);
  expect([named("kernel/load"), named("storage/disk"), named("queue")]).toEqual([["b", "a"], ["c", "b"], undefined]);
});
