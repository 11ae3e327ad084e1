// Runbooks by the system that they are about.

import { describe, expect, test } from "vitest";
import { groupWith, runbooksBySystem, systemOf } from "../../../../src/pages/parts/lists/systems.ts";
import { type Files, runbook, writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";

const FILES: Files = {
  "content/runbooks/b.md": runbook("{ title: B, systems: [' ', Proxmox VE, zfs] }"),
  "content/runbooks/a.md": runbook("{ title: A, systems: [proxmox-ve] }"),
  "content/runbooks/z.md": runbook("{ title: Z, systems: [proxmox-ve], weight: 1 }"),
  "content/runbooks/alone.md": runbook("title: Alone"),
  "content/runbooks/storage/full.md": runbook("title: Full"),
  "content/runbooks/storage/zfs/slow.md": runbook("title: Slow"),
  "content/runbooks/backup/zfs/lost.md": runbook("title: Lost"),
  "content/runbooks/c.md": runbook("{ title: C, systems: [C++] }"),
  "content/runbooks/c-sharp.md": runbook("{ title: C sharp, systems: [C#] }"),
  "content/runbooks/pool.md": runbook("{ title: Pool, systems: [storage] }"),
};

const siteOf = async (files: Files) => loadSite(await writeSite(files));

describe("runbooksBySystem()", () => {
  test("groups by the first system, else by the folder, and puts those without either last", async () => {
    const groups = runbooksBySystem(await siteOf(FILES));

    expect(
      groups.map(
        ({ title, path, url, items }) => `${path}|${title}|${url ?? ""}: ${items.map((one) => one.title).join(", ")}`,
      ),
    ).toMatchInlineSnapshot(`
      [
        "Backup / |Zfs|/runbooks/backup/zfs/: Lost",
        "|C#|: C sharp",
        "|C++|: C",
        "|proxmox-ve|: Z, A, B",
        "|Storage|: Full, Pool",
        "Storage / |Zfs|/runbooks/storage/zfs/: Slow",
        "||: Alone",
      ]
    `);
  });

  test("is empty without runbooks", async () => {
    expect(runbooksBySystem(await siteOf({ "content/pages/a.md": "# A\n" }))).toEqual([]);
  });
});

test("each runbook is in the group of its system", async () => {
  const site = await siteOf(FILES);

  const groups = site.corpus.runbooks.map((one) => [systemOf(site, one), groupWith(site, one)?.items.includes(one)]);
  expect(groups).toHaveLength(10);
  expect(groups.filter(([, isThere]) => !isThere)).toEqual([]);
  expect(groups.filter(([system]) => system === undefined)).toHaveLength(1);
});
