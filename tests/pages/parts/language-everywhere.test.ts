// A site in Arabic: on each kind of page, all that its authors wrote carries their language, and so its direction.

import { readdir } from "node:fs/promises";
import { resolve } from "node:path";
import { load } from "cheerio";
import { expect, test } from "vitest";
import { everyItem } from "../../../src/site/making/pages.ts";
import { writeSite } from "../../corpus/tiny-site.ts";
import { loadSite } from "../../site/support/load-site.ts";

const WORDS = "نص هنا";

const FILES = {
  "content/site.yaml": `title: ${WORDS}\ndescription: ${WORDS}\nlang: ar\nurl: https://kb.example\n`,
  "content/pages/about.md": `---\ntitle: ${WORDS}\n---\n${WORDS}\n`,
  "content/alerts/disk.yml": `groups:
  - name: disk
    rules:
      - alert: DiskFull
        expr: up == 0
        annotations: { summary: ${WORDS}, description: ${WORDS}, runbook_url: https://kb.example/runbooks/disk/ }
      - { alert: DiskSlow, expr: up == 1, annotations: { runbook_url: https://kb.example/postmortems/outage/ } }
`,
  "content/runbooks/disk.md": `---
title: ${WORDS}
description: ${WORDS}
alerts: [DiskFull]
elsewhere:
  - { text: ${WORDS}, url: /postmortems/outage/ }
checks:
  disk:
    asks: ${WORDS}
    then: { affected: "#mitigation", unknown: /postmortems/outage/ }
    means: { ok: ${WORDS}, affected: ${WORDS} }
---

## First minute

${WORDS}

## Mitigation

${WORDS}

\`\`\`bash
du -sh /var/log
\`\`\`

\`\`\`bash check=disk
test ! -e /full
\`\`\`
`,
  "content/postmortems/2024-05-06-outage.md": `---
title: ${WORDS}
description: ${WORDS}
date: 2024-05-06
alerts: [DiskFull]
impact: ${WORDS}
timeline:
  - { at: 2024-05-05, kind: trigger, text: ${WORDS} }
mitigations:
  - { text: ${WORDS}, price: ${WORDS}, until: { ref: https://github.com/a/b/issues/2, state: released } }
fixes:
  - { release: Two, package: logger, fixed: "2.4", evidence: https://example.org/2, inferred: ${WORDS} }
references:
  https://github.com/a/b/issues/2: { why: ${WORDS} }
actions:
  - { text: ${WORDS}, kind: prevent, owner: ${WORDS} }
---

## ${WORDS}

[${WORDS}](https://github.com/a/b/issues/2)
`,
};

type AnyPage = {
  readonly data: { readonly pagination?: { readonly data: string; readonly alias: string } };
  render(data: unknown): string | Promise<string>;
};

/** The HTML of all pages. */
async function* pages(): AsyncGenerator<{ name: string; html: string }> {
  const site = await loadSite(await writeSite(FILES));
  const loaded = { ...site, toMake: everyItem(site) };
  for (const name of await readdir("src/pages")) {
    if (!name.endsWith(".11ty.ts")) continue;
    const page: AnyPage = (await import(resolve("src/pages", name))).default;
    const { data: list = "", alias = "" } = page.data.pagination ?? {};
    const items = page.data.pagination ? Object.values(valueAt(loaded, list.split("."))) : [undefined];
    for (const item of items) {
      const html = await page.render({ ...loaded, [alias]: item });
      if (html.startsWith("<!doctype html")) yield { name, html };
    }
  }
}

test("no text of an author stands without its language", async () => {
  const without: string[] = [];
  const seen = new Map<string, number>();
  for await (const { name, html } of pages()) {
    const $ = load(html);
    // A file is shown as it is.
    for (const node of $("body *:not(pre code)").contents()) {
      if (node.type !== "text" || !/\p{Script=Arabic}/u.test(node.data)) continue;
      seen.set(name, (seen.get(name) ?? 0) + 1);
      if ($(node).closest("[lang]").attr("lang") !== "ar") without.push(`${name}: ${$.html($(node).parent())}`);
    }
  }

  expect(without).toEqual([]);
  // More than the site's name and the page in the footer.
  const told = [
    "alerts",
    "alert-pages",
    "check-pages",
    "checks",
    "postmortems",
    "references",
    "runbooks",
    "workarounds",
  ];
  for (const name of told) expect(seen.get(`${name}.11ty.ts`), name).toBeGreaterThan(2);
});

function valueAt(from: object, path: readonly string[]): object {
  return path.reduce((value, key) => Reflect.get(value, key) ?? [], from);
}
