import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import looksPage from "../../src/pages/api-looks.11ty.ts";
import page from "../../src/pages/api-references.11ty.ts";
import schemaPage from "../../src/pages/api-references-schema.11ty.ts";
import type { PageData } from "../../src/pages/page-data.ts";
import { machineSite } from "./support/machine-site.ts";

const site = await machineSite();

function validatorOf(data: PageData) {
  const ajv = new Ajv2020({ allErrors: true, strict: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(schemaPage.render(data)));
}

describe("/api/references.json", () => {
  test("is what its schema says", () => {
    const validate = validatorOf(site);

    validate(JSON.parse(page.render(site)));

    expect(validate.errors).toBeNull();
  });

  test("a site without references is, too", async () => {
    const empty = await machineSite({ "content/postmortems/2024-05-06-disk.md": "# Nothing\n" });

    const validate = validatorOf(empty);

    expect(validate(JSON.parse(page.render(empty)))).toBe(true);
  });

  test.each([
    ["a state that is none", (item: Record<string, unknown>) => ({ ...item, state: "done" })],
    ["a missing key", ({ words: _, ...item }: Record<string, unknown>) => item],
    ["a key that nobody knows", (item: Record<string, unknown>) => ({ ...item, lastLook: "2024-05-09" })],
    ["an address that runs code", (item: Record<string, unknown>) => ({ ...item, movedTo: "javascript:alert(1)" })],
    ["a source of no kind", (item: Record<string, unknown>) => ({ ...item, source: { kind: "guessed" } })],
    ["a date that is none", (item: Record<string, unknown>) => ({ ...item, since: "yesterday" })],
  ])("its schema refuses %s", (_, broken) => {
    const validate = validatorOf(site);
    const file = JSON.parse(page.render(site));

    expect(validate({ ...file, references: file.references.map(broken) })).toBe(false);
  });

  test("gives an item with its history, its places and its badge", () => {
    const { references } = JSON.parse(page.render(site));

    expect(references.map((item: { url: string }) => item.url)).toEqual([
      "https://bugs.launchpad.net/bugs/7",
      "https://github.com/a/b/issues/1",
      "https://github.com/a/b/issues/2",
      "https://github.com/a/c/issues/9",
    ]);
    expect(references[0]).toMatchInlineSnapshot(`
      {
        "anchor": "launchpad-lp-7",
        "badge": "https://kb.example/kb/badges/launchpad-lp-7.svg",
        "effective": "open",
        "history": [
          {
            "at": "2024-05-08",
            "from": "open",
            "remoteStatus": "Fix Released",
            "seen": null,
            "target": "logger (Ubuntu Jammy)",
            "to": "released",
          },
        ],
        "isFlapping": false,
        "item": "https://bugs.launchpad.net/bugs/7",
        "label": "LP #7",
        "movedTo": null,
        "page": "https://kb.example/kb/references/#launchpad-lp-7",
        "remoteStatus": "New",
        "role": null,
        "since": null,
        "source": {
          "date": "2024-05-08T02:00:00Z",
          "from": "https://api.launchpad.net/devel/bugs/7",
          "kind": "fetched",
        },
        "state": "open",
        "targets": [
          {
            "name": "logger (Ubuntu)",
            "remoteStatus": "New",
            "state": "open",
            "version": null,
            "words": "open",
          },
          {
            "name": "logger (Ubuntu Jammy)",
            "remoteStatus": "Fix Released",
            "state": "released",
            "version": "2.4-1",
            "words": "fix released in 2.4-1",
          },
        ],
        "title": "Rotation in Ubuntu",
        "tracker": "launchpad",
        "url": "https://bugs.launchpad.net/bugs/7",
        "usedIn": [
          "https://kb.example/kb/postmortems/disk/",
        ],
        "version": null,
        "words": "fixed in 1 of 2 series",
      }
    `);
    expect(references[1]).toMatchObject({ movedTo: "https://github.com/new/b/issues/5", since: "2024-05-01" });
    expect(references[3]).toMatchObject({ state: "unknown", source: null, title: null, history: [] });
  });

  test("does not change with a look that brings no news", async () => {
    const later = await machineSite({
      ".cache/looks.json": JSON.stringify({ version: 1, lastSuccess: "2024-06-01T02:00:00.000Z", looks: {} }),
    });

    expect(page.render(later)).toBe(page.render(site));
    expect(looksPage.render(later)).not.toBe(looksPage.render(site));
  });

  test("an address to which upstream moved an item is left out where it is no web address", () => {
    const [reference, ...rest] = site.references.list;
    if (reference === undefined) throw new Error("the site has no reference");
    const hostile = { ...reference, movedTo: "javascript:alert(1)" };

    const data = { ...site, references: { ...site.references, list: [hostile, ...rest] } };

    expect(page.render(data)).not.toContain("javascript:");
    expect(validatorOf(data)(JSON.parse(page.render(data)))).toBe(true);
  });
});

test("/api/references.schema.json names its draft and its own address", () => {
  expect(JSON.parse(schemaPage.render(site))).toMatchObject({
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "https://kb.example/kb/api/references.schema.json",
  });
});

test("/api/looks.json gives the last refresh and the look at each reference, by its anchor", () => {
  expect(JSON.parse(looksPage.render(site))).toEqual({
    version: 1,
    lastSuccess: "2024-05-09T02:00:00.000Z",
    looks: {
      "github-a-b-1": {
        at: "2024-05-09T02:00:00.000Z",
        lastGood: "2024-05-06T02:00:00.000Z",
        result: "not-found",
        failures: 3,
      },
      "github-a-b-2": {
        at: "2024-05-09T02:00:00.000Z",
        lastGood: "2024-05-09T02:00:00.000Z",
        result: "ok",
        failures: 0,
      },
    },
  });
});

test("what is for another audience is in neither file", () => {
  const hidden = [page, looksPage].filter((one) => one.render(site).includes("secret"));

  expect(hidden).toEqual([]);
});
