import { expect, test } from "vitest";
import { waitsOf } from "../../src/corpus/waits.ts";
import { loadSite, runbook, toldOf } from "./tiny-site.ts";

const URL = "https://github.com/a/b/issues/1";

const POSTMORTEM = `---
title: A
mitigations:
  - { text: Nothing }
  - { text: Delete logs, until: { ref: "${URL}", state: released, package: logger } }
actions:
  - text: Rotate by hand
    kind: mitigate
    until:
      ref: ${URL}
      state: closed
---
- Sweep [until then](${URL}2 "until fixed")
`;

test("waitsOf() finds those of front matter and text, in their order, with places", async () => {
  const corpus = await loadSite({
    "content/postmortems/a.md": POSTMORTEM,
    "content/runbooks/b.md": runbook("title: B", `Wait [here](${URL} "until closed")\n`),
  });

  const waits = waitsOf(corpus.documents);

  expect(corpus.problems).toEqual([]);
  expect(
    waits.map(({ until, kind, text, place, document }) => {
      const where = `${place.file}:${place.line}:${place.column}`;
      return `${where} ${kind} “${text}” of ${document.title} at ${document.url}: ${JSON.stringify(until)}`;
    }),
  ).toMatchInlineSnapshot(`
    [
      "content/postmortems/a.md:5:33 mitigation “Delete logs” of A at /postmortems/a/: {"ref":"https://github.com/a/b/issues/1","state":"released","package":"logger"}",
      "content/postmortems/a.md:10:7 action “Rotate by hand” of A at /postmortems/a/: {"ref":"https://github.com/a/b/issues/1","state":"closed"}",
      "content/postmortems/a.md:13:22 step “Sweep until then” of A at /postmortems/a/: {"ref":"https://github.com/a/b/issues/12","state":"fixed"}",
      "content/runbooks/b.md:14:13 text “Wait here” of B at /runbooks/b/: {"ref":"https://github.com/a/b/issues/1","state":"closed"}",
    ]
  `);
});

test("waitsOf() finds nothing where nothing waits", async () => {
  const corpus = await loadSite({ "content/pages/a.md": `[a](${URL} "A title")\n` });

  expect(waitsOf(corpus.documents)).toEqual([]);
});

test.each([
  ['"https://bugs.example.org/12"', "an address alone"],
  ["[released]", "a list"],
])("until: %s, %s, is told which keys it has", async (until) => {
  expect(await toldOf(`---\ntitle: A\nmitigations:\n  - text: Wait\n    until: ${until}\n---\n`)).toContain(
    "Write a map: until: { ref: https://…, state: released }",
  );
});

test("the address of an until is told as what it is", async () => {
  const page = "---\ntitle: A\nmitigations: [{ text: Wait, until: https://bugs.example.org/12 }]\n---\n";

  expect(await toldOf(page)).toMatchInlineSnapshot(`
    "content/postmortems/a.md:3:36  "mitigations[0].until" cannot be "https://bugs.example.org/12"
        | mitigations: [{ text: Wait, until: https://bugs.example.org/12 }]
        |                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^
      Write a map: until: { ref: https://…, state: released }"
  `);
});
