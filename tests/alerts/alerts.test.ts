import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Files, runbook, writeSite } from "../corpus/tiny-site.ts";
import { alertsBelow, alertsIn, type Options } from "./tiny-alerts.ts";

const URL = "https://kb.example/runbooks/disk/";
const rule = (alert: string, more: object = { expr: "up", annotations: { runbook_url: URL } }) => ({ alert, ...more });
const rules = (...all: readonly object[]) => JSON.stringify({ groups: [{ name: "g", rules: all }] }, undefined, 1);

const SOUND = { "content/alerts/b.yml": rules(rule("Full"), rule("DiskFullNode2")) };
const DISK = { "content/runbooks/disk.md": runbook("alerts: [Full, DiskFullNode2, Other]") };
const INCIDENT = { "content/postmortems/p.md": "---\nalerts: [DiskFullNode1, Other]\n---\n" };

/** What is said of alerts in documents, and which alerts are shown. */
async function found(files: Files, withheld: Options["withheld"] = {}) {
  return foundIn(await alertsIn({ ...SOUND, ...DISK, ...INCIDENT, ...files }, { withheld }));
}

function foundIn({ names, problems }: Awaited<ReturnType<typeof alertsIn>>) {
  const told = problems.filter(({ place }) => place.file.endsWith(".md"));
  return { told: told.map(({ kind, place: { file }, what }) => `${file} ${kind}: ${what}`), alerts: names };
}

test("a name that no rule file has is a dead end in a runbook alone, however near another one is", async () => {
  const { told, alerts } = await found({});

  expect(told).toMatchInlineSnapshot(`
    [
      "content/runbooks/disk.md problem: runbook "disk" names alert "Other", which no rule file has",
      "content/postmortems/p.md advice: alert "DiskFullNode1" is in no rule file",
      "content/postmortems/p.md advice: alert "Other" is in no rule file",
    ]
  `);
  expect(alerts).toEqual(["Full", "DiskFullNode2"]);
});

test.each([
  ["file that is no YAML", rules(rule("Other"), rule("DiskFullNode1")).replace("]", "")],
  ["file of another shape", JSON.stringify([rule("Other"), rule("DiskFullNode1")])],
  [
    "group that has a defect",
    JSON.stringify({ groups: [{ name: "g", interval: "often", rules: [rule("Other"), rule("DiskFullNode1")] }] }),
  ],
  ["rule that has a defect", rules(rule("Other", { expr: [1] }), rule("DiskFullNode1", { expr: [1] }))],
])("nothing is said of names that stand in a %s", async (_, text) => {
  expect(await found({ "content/alerts/a.yml": text })).toEqual({ told: [], alerts: ["Full", "DiskFullNode2"] });
});

test("a name that is part of another one in a broken rule file is not in it", async () => {
  const { told } = await found({ "content/alerts/a.yml": `${rules(rule("AnOther"), rule("DiskFullNode11"))}]` });

  expect(told).toHaveLength(3);
});

test.each([
  ["whose bytes are no text", (file: string) => writeFile(file, new Uint8Array([0xff]))],
  ["that is a link", (file: string) => symlink("b.yml", file)],
])("nothing is said of any name beside a rule file %s", async (_, make) => {
  const root = await writeSite({ ...SOUND, ...DISK, ...INCIDENT });
  await make(join(root, "content/alerts/a.yml"));

  expect(foundIn(await alertsBelow(root)).told).toEqual([]);
});

test("nothing is said of names that are held back", async () => {
  const files = { "content/alerts/a.yml": rules(rule("Other"), rule("DiskFullNode1")) };

  const whole = await found(files, { files: new Set(["content/alerts/a.yml"]) });
  const one = await found(files, { alerts: new Set(["content/alerts/a.yml:7:6"]) });

  expect(whole).toEqual({ told: [], alerts: ["Full", "DiskFullNode2"] });
  expect(one).toEqual({ told: [], alerts: ["DiskFullNode1", "Full", "DiskFullNode2"] });
});
