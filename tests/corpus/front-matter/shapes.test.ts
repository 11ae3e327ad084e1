import { describe, expect, test } from "vitest";
import { CARD, loadSite, told } from "../tiny-site.ts";

const yaml = (text: string) => `---\n${text}\n---\ntext\n`;
const load = (text: string) => loadSite({ "content/postmortems/a.md": yaml(text) });

describe("one text in place of a list of texts", () => {
  test.each([
    ["systems: zfs", { systems: ["zfs"] }],
    // A comma may be part of a name.
    ["systems: zfs, kernel", { systems: ["zfs, kernel"] }],
    ["systems: 5.10", { systems: ["5.10"] }],
    ["alerts: HighLoad", { alerts: [{ name: "HighLoad" }] }],
    ["rootCauses: A disk failed.", { rootCauses: ["A disk failed."] }],
    ["contributing: true", { contributing: ["true"] }],
    ["lessons: { wentWell: We slept., lucky: '' }", { lessons: { wentWell: ["We slept."], lucky: [] } }],
    ["checks: { a: { asks: x, ok: web1 } }", { checks: { a: { ok: ["web1"] } } }],
    [
      "references: { https://e.org/: { targets: linux } }",
      { references: { "https://e.org/": { targets: ["linux"] } } },
    ],
  ])("is a list of one: %s", async (text, data) => {
    const { postmortems } = await load(text);

    expect(postmortems[0]?.data).toMatchObject(data);
  });

  test("is one in a finished document, too, and names a runbook", async () => {
    const { problems } = await loadSite({
      "content/postmortems/a.md": yaml("runbooks: disk\nstatus: final"),
      "content/runbooks/disk.md": "text\n",
    });

    expect(problems.filter(({ what }) => what.includes("runbooks"))).toEqual([]);
  });
});

describe("a value of another shape", () => {
  test("is told with the form that is wanted, and left out", async () => {
    const corpus = await load(
      `title: Ours
references: [https://e.org/]
actions: [mend it]
impact: [a, b]
timeline: |
  9:00 it broke
lessons: sleep
weight: heavy
updated: false
fixes: none`,
    );

    expect(corpus.postmortems[0]?.data).toMatchObject({ title: "Ours", references: {}, actions: [], timeline: [] });
    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/postmortems/a.md:3:13  advice: "references" has another form: the document is shown without it
          | references: [https://e.org/]
          |             ^^^^^^^^^^^^^^^^
        Write it as in references: { https://example.org/: { why: …, targets: […], role: cause } }

      content/postmortems/a.md:4:10  advice: "actions" has another form: the document is shown without it
          | actions: [mend it]
          |          ^^^^^^^^^
        Write it as in actions: [{ text: …, kind: prevent }]

      content/postmortems/a.md:5:9  advice: "impact" has another form: the document is shown without it
          | impact: [a, b]
          |         ^^^^^^
        Write text

      content/postmortems/a.md:6:11  advice: "timeline" has another form: the document is shown without it
          | timeline: |
          |           ^
        Write it as in timeline: [{ text: … }]

      content/postmortems/a.md:8:10  advice: "lessons" has another form: the document is shown without it
          | lessons: sleep
          |          ^^^^^
        Write it as in lessons: { wentWell: […], wentWrong: […], lucky: […] }

      content/postmortems/a.md:9:9  advice: "weight" has another form: the document is shown without it
          | weight: heavy
          |         ^^^^^
        Write a number

      content/postmortems/a.md:10:10  advice: updated "false" is not a date that can be read: the document is shown without it
          | updated: false
          |          ^^^^^
        Write a day, as in 2023-09-21, or an instant with its zone, as in "2023-09-19T09:27:13+02:00"

      content/postmortems/a.md:11:8  advice: "fixes" has another form: the document is shown without it
          | fixes: none
          |        ^^^^
        Write it as in fixes: [{ release: …, package: …, evidence: https://example.org/ }]"
    `);
  });

  test.each([
    ...[
      "title: { en: x }",
      "description: [x]",
      "slug: [x]",
      "severity: { level: 1 }",
      "aliases: { a: b }",
      "tags: { a: b }",
    ],
    ...[
      "timeline: [it broke, it was mended]",
      "mitigations: { a: b }",
      "elsewhere: [/x/]",
      "checks: [a]",
      "checks: true",
    ],
    // Maps of another team, which have no key of ours, and maps where texts are meant.
    ...["timeline: [{ time: '9:00', event: x }, { time: '9:20', event: y }]", "actions: [{ owner: x, what: y }]"],
    ...["systems: [{ name: zfs }]", "tags: [{ id: 1 }, { id: 2 }]"],
    // A map of texts, where one of maps is meant.
    ...[
      "references: { docs: https://e.org/ }",
      "checks: { a: works }",
      "date: never",
      "date: 2024",
      "date: 05/06/2024",
    ],
  ])("hides no document: %s", async (text) => {
    const { documents, problems } = await load(text);

    expect(documents).toHaveLength(1);
    expect(problems).toMatchObject([
      { kind: "advice", what: expect.stringMatching(/the document is shown without it$/) },
    ]);
  });

  test.each(["owner: [a]", "reviewed: soon", "reviewEvery: monthly"])("hides no runbook: %s", async (text) => {
    expect((await loadSite({ "content/runbooks/a.md": yaml(text) })).runbooks).toHaveLength(1);
  });

  test("that holds nothing says nothing", async () => {
    expect((await load("references: []\nlessons: []\ntimeline: {}")).problems).toEqual([]);
  });

  test.each([
    "timeline: [{ at: never, kind: note, text: x }]",
    "actions: [{ text: x, kind: prevent }, mend it]",
    "systems: [zfs, { name: kernel }]",
    "actions: [{ text: x }]",
    "references: { docs: { why: x } }",
    "lessons: { wentWell: { a: b } }",
    "date: 2023-02-30",
    "updated: 2023-02-30",
    // What guards a document is never left out.
    ...["status: [draft]", "audience: [internal]", "draft: [true]", "publish: soon", "publish: [2024-05-06]"],
  ])("is none where the shape is right, or where it guards: %s", async (text) => {
    const { documents, problems } = await load(text);

    expect(documents).toEqual([]);
    expect(problems).toContainEqual(expect.objectContaining({ kind: "problem" }));
  });

  test.each(["impact: [a]", "actions: [mend it]", "date: never", "weight: heavy"])(
    "is a Problem of a finished document: %s",
    async (text) => {
      const { documents, problems } = await load(`${text}\nstatus: final`);

      expect(documents).toEqual([]);
      expect(problems).toMatchObject([{ kind: "problem" }]);
    },
  );

  test("hides each of several names in one text of a document that is hidden", async () => {
    const { hosts } = await loadSite({
      "content/runbooks/a.md": yaml("draft: true\nchecks: { a: { asks: x, ok: 'web1,web2' } }"),
      "content/hosts/web1/host.yaml": CARD,
      "content/hosts/web2/host.yaml": CARD,
    });

    expect([...hosts.keys()]).toEqual(["empty"]);
  });

  test("still hides what it may name in a document that is hidden", async () => {
    const files = (guard: string) => ({
      "content/runbooks/a.md": yaml(`${guard}\nchecks: [{ id: a, ok: web1 }]`),
      "content/hosts/web1/host.yaml": CARD,
    });

    const hidden = await loadSite(files("draft: true"));
    expect([...hidden.hosts.keys()]).toEqual(["empty"]);
  });
});
