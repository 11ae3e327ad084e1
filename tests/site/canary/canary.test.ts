// The same canaries as in canary.slow.test.ts, in what pages are made of, and what only a neighbour's defects could let out.

import { describe, expect, test } from "vitest";
import { EVERYTHING, type Publication } from "../../../src/corpus/publication.ts";
import { createRenderer } from "../../../src/markdown/renderer.ts";
import { readSiteContent } from "../../../src/site/content.ts";
import { assembleSound, readSources, type Site } from "../../../src/site/site.ts";
import { CARD, type Files, runbook, writeSite } from "../../corpus/tiny-site.ts";
import { allHidden, brokenFiles, soundFiles, withheldFiles } from "./files.ts";

const renderer = createRenderer();
const SETTINGS = { "content/site.yaml": "url: https://kb.example\n" };

const TODAY = { today: new Date().toISOString().slice(0, 10) };

async function soundSite(files: Files, publication: Publication = TODAY): Promise<Site> {
  const content = await readSiteContent(await writeSite({ ...SETTINGS, ...files }), { renderer: await renderer });
  return assembleSound(await readSources(content), publication);
}

/** What no page shows: where a neighbour's links and rules led, rules for others, why things are not shown. */
const UNSEEN = new Set(
  "rendered place begins annotations runbookUrl runbooks heldBackRunbooks heldBackHosts problems".split(" "),
);

/** Everything else that pages are made from, as text. */
function textOf(site: Site): string {
  return JSON.stringify(site, (key, value: unknown) => {
    if (UNSEEN.has(key)) return undefined;
    if (value instanceof Map) return [...value];
    if (value instanceof Uint8Array) return new TextDecoder().decode(value);
    return value instanceof Set ? [...value] : value;
  });
}

test("no canary is heard in what pages are made from", async () => {
  const [broken, withheld] = [brokenFiles(), withheldFiles()];

  const site = await soundSite({ ...soundFiles(), ...allHidden(), ...broken, ...withheld });

  expect(site.corpus.documents.map(({ file }) => file).sort()).toEqual(
    Object.keys(soundFiles())
      .filter((file) => file.endsWith("sound.md"))
      .sort(),
  );
  expect(/.{0,80}zanzibar.{0,80}/.exec(textOf(site))?.[0]).toBeUndefined();
  expect([...site.corpus.hosts.keys()]).toEqual(["sound-bad", "sound-ok", "empty"]);
  expect(site.alerts.map(({ name }) => name)).toEqual(["Lynx", "Sound"]);
});

const rule = (alert: string, url: string) =>
  JSON.stringify({ groups: [{ name: "g", rules: [{ alert, expr: "up", annotations: { runbook_url: url } }] }] });

describe("an alert", () => {
  const alertsOf = async (files: Files) => {
    const { alerts, problems } = await soundSite(files);
    return { alerts: alerts.map(({ name }) => name), problems: problems.map(({ what }) => what) };
  };

  test.each(["https://kb.example/runbooks/größe/", "https://kb.example/runbooks/gr%C3%B6%C3%9Fe"])(
    "that leads to %s goes with that runbook",
    async (url) => {
      const rules = { "content/alerts/a.yml": rule("Size", url) };
      const at = (front: string) => ({ "content/runbooks/Größe.md": runbook(front), ...rules });

      expect(await alertsOf(at("status: draft\nalerts: [Size]"))).toEqual({ alerts: [], problems: [] });
      expect(await alertsOf(at("alerts: [Size]"))).toEqual({ alerts: ["Size"], problems: [] });
    },
  );

  test.each([
    ["a hidden runbook", { "content/runbooks/size.md": runbook("audience: internal\nalerts: [Size]") }],
    ["a hidden post-mortem", { "content/postmortems/size.md": "---\nstatus: draft\nalerts: [Size]\n---\n" }],
    ["a hidden page", { "content/pages/size.md": "---\naudience: internal\nalerts: [Size]\n---\n" }],
    ["a runbook that nobody can read", { "content/runbooks/size.md": runbook("audience: internall\nalerts: [Size]") }],
  ])("that only %s names is hidden, wherever it leads", async (_what, hidden) => {
    const rules = { "content/alerts/a.yml": rule("Size", "https://wiki.example/size") };
    const named = { "content/postmortems/shown.md": "---\nalerts: [Size]\n---\n" };

    expect((await alertsOf({ ...rules, ...hidden })).alerts).toEqual([]);
    expect((await alertsOf({ ...rules, ...hidden, ...named })).alerts).toEqual(["Size"]);
    expect((await alertsOf(rules)).alerts).toEqual(["Size"]);
  });

  test("stays where a draft is the next text of its runbook", async () => {
    const files = {
      "content/alerts/a.yml": rule("Size", "https://kb.example/runbooks/size/"),
      "content/runbooks/size.md": runbook("alerts: [Size]"),
      "content/runbooks/next.md": runbook("status: draft\nslug: size\nalerts: [Size]"),
    };

    expect(await alertsOf(files)).toEqual({ alerts: ["Size"], problems: [] });
  });
});

describe("a host", () => {
  test("that is held back is not named by one that starts from it", async () => {
    const { corpus } = await soundSite({
      "content/hosts/wrong/host.yaml": `${CARD.replace("shaped", "recorded")}recorded: [/nothing/there]\n`,
      "content/hosts/right/host.yaml": `${CARD}from: wrong\n`,
    });

    expect([...corpus.hosts.keys()]).toEqual(["right", "empty"]);
    expect(corpus.hosts.get("right")).not.toHaveProperty("from");
    expect(corpus.hosts.get("right")).not.toHaveProperty("differences");
  });

  test.each([
    ["a document that cannot be read names", { "content/runbooks/b.md": "---\nchecks: { b: { ok: [web1 }\n---\n" }],
    ["no one may know of", { "content/runbooks": new Uint8Array() }],
  ])("that %s is held back, and the page that links to it stays", async (_, files) => {
    const all = { "content/hosts/web1/host.yaml": CARD, "content/pages/a.md": "[web1](/hosts/web1/)\n", ...files };

    const { corpus, problems } = await soundSite(all);
    const everything = await soundSite(all, EVERYTHING);

    expect([...corpus.hosts.keys()]).toEqual(["empty"]);
    expect([...everything.corpus.hosts.keys()]).toEqual(["web1", "empty"]);
    expect(corpus.pages.map(({ file }) => file)).toEqual(["content/pages/a.md"]);
    expect(problems.filter(({ place }) => place.file === "content/pages/a.md")).toEqual([]);
  });
});
