// Whatever mix of sound, hidden and broken documents link each other, beside broken hosts and rule files: nothing of a hidden one is there, nothing throws, and
// every sound document stays.

import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Corpus, link } from "../../../src/corpus/link.ts";
import { published } from "../../../src/corpus/publication.ts";
import { createRenderer } from "../../../src/markdown/renderer.ts";
import { readSiteContent } from "../../../src/site/content.ts";
import { assembleSound, readSources } from "../../../src/site/site.ts";
import { recordRuns } from "../../checks/record-runs.ts";
import { CARD, type Files, runbook } from "../../corpus/tiny-site.ts";

const renderer = createRenderer();

/** What a document says of itself, and whether it may be shown then. */
const FATES = {
  sound: "tags: [t]",
  draft: "status: draft",
  internal: "audience: internal",
  embargoed: "publish: 2999-01-01",
  hourly: "publish: 2024-05-06T23:00:00-12:00",
  ahead: "date: 2024-05-07",
  broken: "tags: [",
  misspelt: "daft: true",
  dated: "date: 2024-99-99",
  dead: "tags: [dead]",
} as const;
type Fate = keyof typeof FATES;

/** The day that one of these embargoes names, and on which it has not ended anywhere. */
const TODAY = { today: "2024-05-06" };

const isHidden = (fate: Fate) => ["draft", "internal", "embargoed", "hourly", "ahead"].includes(fate);

/** What becomes of the rule of an alert that the document names. */
const RULES = ["sound", "no expr", "no YAML"] as const;

/** A host whose card is broken: that of a document, or the one that all of them start from. */
const brokenHosts = fc.constantFrom(undefined, "shared", "h0", "h1");

const documents = fc.array(
  fc.record({
    fate: fc.constantFrom(...(Object.keys(FATES) as Fate[]), "sound" as const, "sound" as const),
    home: fc.constantFrom("runbooks", "postmortems", "pages"),
    folder: fc.constantFrom("", "a/", "a/b/", "d/"),
    /** By their place in the list. */
    links: fc.uniqueArray(fc.nat(6), { maxLength: 3 }),
    hasCheck: fc.boolean(),
    hasImage: fc.boolean(),
    rule: fc.constantFrom(undefined, ...RULES),
  }),
  { maxLength: 6 },
);
type Documents = typeof documents extends fc.Arbitrary<infer D> ? D : never;

const pathOf = ({ home, folder }: Documents[number], i: number) => `content/${home}/${folder}d${i}.md`;

function filesOf(all: Documents): Files {
  return Object.assign(
    { "content/site.yaml": "url: https://kb.example\n" },
    rulesOf(all),
    ...all.map((document, i): Files => {
      const file = pathOf(document, i);
      const links = document.links.flatMap((to) => {
        const target = all[to];
        return target === undefined
          ? []
          : [`[text](${"../".repeat(file.split("/").length - 2)}${pathOf(target, to).slice(8)})`];
      });
      const text = [
        ...links,
        document.hasImage ? `![x](d${i}.png)` : "",
        document.fate === "dead" ? "[dead](/nowhere/)" : "",
        document.hasCheck ? `\n\`\`\`bash check=d${i}\nuname\n\`\`\`\n` : "",
      ];
      const check = document.hasCheck ? `checks: { d${i}: { asks: x, ok: [h${i}], affected: [shared] } }\n` : "";
      return {
        [file]: runbook(
          `${check}${document.rule === undefined ? "" : `alerts: [Alert-d${i}]\n`}aliases: [/was/d${i}/]\ntags: [t${i}]\n${FATES[document.fate]}`.replace(
            /^tags: \[t\d\]\ntags/m,
            "tags",
          ),
          text.join("\n"),
        ),
        [`${dirname(file)}/d${i}.png`]: "png",
        ...(document.hasCheck ? { [`content/hosts/h${i}/host.yaml`]: `${CARD}from: shared\n` } : {}),
        "content/hosts/shared/host.yaml": CARD,
      };
    }),
  );
}

/** All rules in one file, but for those that break their file. */
function rulesOf(all: Documents): Files {
  const rules = all.flatMap(({ rule, home, folder }, i) => {
    const url = home === "runbooks" ? `https://kb.example/runbooks/${folder}d${i}/` : "https://wiki.example/";
    const expr = rule === "no expr" ? [1] : "up";
    return rule === undefined
      ? []
      : [{ rule, text: { alert: `Alert-d${i}`, expr, annotations: { runbook_url: url } } }];
  });
  const text = (which: typeof rules) =>
    JSON.stringify({ groups: [{ name: "g", rules: which.map((one) => one.text) }] }, undefined, 1);
  const { read = [], unread = [] } = Object.groupBy(rules, ({ rule }) => (rule === "no YAML" ? "unread" : "read"));
  return {
    "content/alerts/a.yml": text(read),
    "content/alerts/b.yml": unread.length > 0 ? `${text(unread)}]` : "groups: []",
  };
}

/** Sound by itself, and not linking to what its readers may not see. */
function isSound({ fate, links }: Documents[number], all: Documents): boolean {
  return fate === "sound" && !links.some((to) => all[to] !== undefined && isHidden(all[to].fate));
}

/** Numbers of the documents of which anything is there. */
function heardOf(corpus: Corpus, all: Documents): Set<number> {
  // A defect hides no host.
  const shared = new Set([
    "shared",
    "empty",
    ...all.flatMap(({ fate }, i) => (["dead", "sound"].includes(fate) ? [`h${i}`] : [])),
  ]);
  const names = [
    ...corpus.documents.map(({ file }) => file),
    ...[...corpus.byUrl.keys()],
    ...[...corpus.hosts.keys()].filter((name) => !shared.has(name)),
    ...[...corpus.attachments.values()].flatMap(({ file, path }) => [file, path]),
    ...corpus.aliases.flatMap(({ url, document }) => [url, document.file]),
    ...corpus.links.map((use) => use.document.url),
    ...corpus.checks.map(({ id }) => id),
    ...corpus.sections.flatMap((section) => section.documents.map(({ file }) => file)),
  ];
  return new Set(names.map((name) => Number(/[dh](\d)(?:\.\w+|\/)?$/.exec(name)?.[1])));
}

const cardOf = (root: string, host: string) => join(root, `content/hosts/${host}/host.yaml`);

function foldersOf(files: readonly string[]): string[] {
  const folders = files.flatMap((file) => {
    const [, home = "", ...steps] = dirname(file).split("/");
    return steps.map((_, i) => `${home}/${steps.slice(0, i + 1).join("/")}`);
  });
  return [...new Set(folders)].sort();
}

test("nothing of a hidden document is there, and every sound one is", async () => {
  await fc.assert(
    fc.asyncProperty(documents, brokenHosts, async (all, broken) => {
      const root = await mkdtemp(join(tmpdir(), "faultbook-mixed-"));
      try {
        for (const [file, text] of Object.entries(filesOf(all))) {
          await mkdir(dirname(join(root, file)), { recursive: true });
          await writeFile(join(root, file), text);
        }
        await recordRuns(root, (_, host) => ({ exitCode: { shared: 1, empty: 2 }[host] ?? 0, stdout: "x\n" }));
        if (broken !== undefined && existsSync(cardOf(root, broken)))
          await writeFile(cardOf(root, broken), "summary: [");
        const content = await readSiteContent(root, { renderer: await renderer });

        const whole = link(published(content, TODAY));
        const { corpus, alerts } = assembleSound(await readSources(content), TODAY);

        const sound = all.flatMap((document, i) => (isSound(document, all) ? [i] : []));
        const meant = all.flatMap(({ fate }, i) => (fate === "sound" || fate === "dead" ? [i] : []));
        expect([...heardOf(whole, all)].sort()).toEqual(meant);
        expect([...heardOf(corpus, all)].sort()).toEqual(sound);
        const named = (which: (fate: Fate) => boolean) =>
          all.flatMap(({ fate, rule }, i) => (rule === "sound" && which(fate) ? [`Alert-d${i}`] : []));
        const shown = alerts.map(({ name }) => name);
        expect(shown).toEqual(expect.arrayContaining(named((fate) => fate === "sound")));
        expect(named((fate) => fate !== "sound" && fate !== "dead").filter((name) => shown.includes(name))).toEqual([]);
        const files = sound.map((i) => pathOf(all[i] as Documents[number], i));
        expect(corpus.documents.map(({ file }) => file).sort()).toEqual(files.sort());
        const HOMES = { postmortem: "postmortems", runbook: "runbooks", page: "pages" };
        const folders = corpus.sections
          .filter(({ name }) => name !== "")
          .map(({ home, name }) => `${HOMES[home]}/${name}`);
        expect(folders.sort()).toEqual(foldersOf(files));
      } finally {
        await rm(root, { recursive: true });
      }
    }),
    { numRuns: 40 },
  );
});
