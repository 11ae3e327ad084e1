// Short forms in the prose of a site: from the words of a document to the reference behind them.

import { describe, expect, test } from "vitest";
import type { RecordEntry, StateRecord } from "../../src/model/record.ts";
import type { Settings } from "../../src/model/settings.ts";
import type { BoundShortForm } from "../../src/model/short-form.ts";
import { matcherOf } from "../../src/trackers/match.ts";
import { resolveReferences } from "../../src/trackers/references.ts";
import { loadSite } from "./tiny-site.ts";

/** openzfs/zfs#1 at the first instance that the site names for GitHub. */
function shortForms(trackers: Settings["trackers"]): readonly BoundShortForm[] {
  const web = trackers.github?.[0]?.web ?? "https://github.com/";
  const pattern = /(?<![\w./@-])([a-z]+)\/([a-z]+)#(\d+)(?!\w)/g;
  return [{ pattern, url: ([, owner, name, number]) => `${web}${owner}/${name}/issues/${number}` }];
}

const TEXT = `---
title: An incident
description: Timeline texts and titles such as openzfs/zfs#1 stay plain text
timeline:
  - { at: 2023-09-21, kind: note, text: as openzfs/zfs#1 says }
---
## What openzfs/zfs#15276 says

Read \`openzfs/zfs#15276\`,
then openzfs/zfs#15276 and https://github.com/openzfs/zfs/issues/15276.
`;

const placesOf = async (files: Readonly<Record<string, string>>) =>
  (await loadSite(files, { shortForms })).links.map(
    ({ url, place }) => `${place.line}:${place.column}+${place.length} ${url}`,
  );

describe("loadCorpus() on short forms", () => {
  test("finds them in prose alone, at their line and column", async () => {
    expect(await placesOf({ "content/postmortems/a.md": TEXT })).toEqual([
      "7:9+17 https://github.com/openzfs/zfs/issues/15276",
      "10:6+17 https://github.com/openzfs/zfs/issues/15276",
      "10:28+43 https://github.com/openzfs/zfs/issues/15276",
    ]);
  });

  test("asks for the forms of this site's trackers", async () => {
    const site = { "content/site.yaml": "trackers: { github: [{ web: https://ghe.example/ }] }\n" };

    expect(await placesOf({ ...site, "content/pages/a.md": "See team/app#7" })).toEqual([
      "1:5+10 https://ghe.example/team/app/issues/7",
    ]);
  });

  test("gives them the state of the item, as it does to any link", async () => {
    const { links, postmortems } = await loadSite({ "content/postmortems/a.md": TEXT }, { shortForms });
    const url = "https://github.com/openzfs/zfs/issues/15276";
    const entry: RecordEntry = {
      ...{ url, tracker: "github", state: "open", remoteStatus: "open", title: "Slow", history: [] },
      source: { kind: "fetched", at: "2024-05-06", from: "https://api.github.com/" },
    };

    const record: StateRecord = { version: 1, references: [entry] };
    const { list, byUrl } = resolveReferences(links, { record, looks: new Map(), match: matcherOf({}) });

    const slots = postmortems[0]?.rendered.parts.filter((part) => typeof part !== "string") ?? [];
    expect(slots).toEqual([1, 2, 3].map(() => ({ kind: "state", url })));
    expect(byUrl.get(url)).toMatchObject({ label: "openzfs/zfs#15276", state: "open" });
    expect(list.map(({ uses }) => uses.length)).toEqual([3]);
  });
});

describe("a title in the text", () => {
  test.each([
    ["a short form", "# After openzfs/zfs#1 was closed\n\nText\n"],
    ["a link", "# After [it](https://github.com/openzfs/zfs/issues/1) was closed\n\nText\n"],
  ])("stays there with %s in it, which the page's title cannot have", async (_what, text) => {
    const { pages, links } = await loadSite({ "content/pages/a.md": text }, { shortForms });

    expect(pages[0]?.title).toMatch(/^After .+ was closed$/);
    expect(pages[0]?.rendered.parts[0]).toContain('<a href="https://github.com/openzfs/zfs/issues/1">');
    expect(links).toHaveLength(1);
  });
});
