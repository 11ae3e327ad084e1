import { type CheerioAPI, load } from "cheerio";
import { beforeAll, describe, expect, test } from "vitest";
import type { AnyDocument } from "../../src/corpus/documents.ts";
import { PAGE_PARTS, pageId } from "../../src/model/page-ids.ts";
import folders from "../../src/pages/folders.11ty.ts";
import home from "../../src/pages/home.11ty.ts";
import pages from "../../src/pages/pages.11ty.ts";
import postmortems from "../../src/pages/postmortems.11ty.ts";
import runbooks from "../../src/pages/runbooks.11ty.ts";
import type { Site } from "../../src/site/site.ts";
import { loadSite } from "../site/support/load-site.ts";
import { site } from "../site/support/tiny-site.ts";

const BUG = "https://github.com/a/b/issues/1";
/** What every kind may state, and headings that are called like parts of a page. */
const SHARED = `fixes: [{ release: r, package: p, flavour: pve, evidence: ${BUG} }]
elsewhere: [{ text: x, url: ${BUG} }]
checks: { CHECK: { asks: x } }`;
const HEADINGS = [
  "First minute",
  "Main",
  "Runbooks",
  "Incidents",
  "References",
  "Timeline",
  "List",
  "Group a",
  "Filter",
];

function text(frontMatter: string, check: string): string {
  const headings = HEADINGS.map((name) => `## ${name}\n\nText.\n`).join("\n");
  const body = `# Title\n\n${headings}\n[bug](${BUG}) note[^1] <b id="own">b</b> [1]\n\n${"Long. ".repeat(200)}`;
  return `---\n${frontMatter}\n---\n${body}\n\n\`\`\`bash check=${check}\ntrue\n\`\`\`\n\n[1] - source\n\n[^1]: note\n`;
}

const POSTMORTEM = `date: 2024-05-06
runbooks: [full]
timeline: [{ at: 2024-05-06, kind: detected, text: x }]
mitigations: [{ text: x }]
actions: [{ text: x, kind: prevent }]
lessons: { wentWell: [x] }
${SHARED.replace("CHECK", "one")}`;

const FULL = {
  "content/postmortems/down.md": text(POSTMORTEM, "one"),
  "content/runbooks/full.md": text(SHARED.replace("CHECK", "two"), "two"),
  "content/pages/about.md": text(SHARED.replace("CHECK", "three"), "three"),
  "content/pages/index.md": text(SHARED.replace("CHECK", "four"), "four"),
  "content/runbooks/many/_index.md": text(SHARED.replace("CHECK", "five"), "five"),
  ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`content/runbooks/many/a/${i}.md`, "Text.\n"])),
};

const EMPTY = {
  "content/postmortems/down.md": "Text.\n",
  "content/runbooks/full.md": "Text.\n",
  "content/pages/about.md": "Text.\n",
  "content/pages/index.md": "Text.\n",
};

type Written = { readonly document: AnyDocument; readonly $: CheerioAPI; readonly site: Site };

/** The page of each kind of document. */
async function written(files: Readonly<Record<string, string>>): Promise<Written[]> {
  const made = await loadSite(await site(files));
  const { corpus } = made;
  const at = (file: string, html: string) => {
    const document = corpus.documents.find((one) => one.file === file);
    if (document === undefined) throw new TypeError(`No document ${file}`);
    return { document, $: load(html), site: made };
  };
  return [
    ...corpus.postmortems.map((document) => at(document.file, postmortems.render({ ...made, document }))),
    ...corpus.runbooks
      .filter(({ folder }) => folder === "")
      .map((document) => at(document.file, runbooks.render({ ...made, document }))),
    ...corpus.pages.map((document) => at(document.file, pages.render({ ...made, document }))),
    ...corpus.folders
      .filter(({ page }) => page !== undefined)
      .map((section) => at(section.page?.file ?? "", folders.render({ ...made, section }))),
    at("content/pages/index.md", home.render(made)),
  ];
}

function idsOn($: CheerioAPI): string[] {
  return $("[id]")
    .map((_, element) => $(element).attr("id"))
    .get();
}

/** Whether a link to an id of the document's page is accepted. */
function isAccepted(id: string, { document, site: { corpus } }: Written): boolean {
  return corpus.target(`#${encodeURIComponent(id)}`, document).kind === "page";
}

let full: Written[];
let empty: Written[];

beforeAll(async () => {
  full = await written(FULL);
  empty = await written(EMPTY);
});

describe("the page of a document with every part", () => {
  test("has each id once, and each can be linked", () => {
    for (const page of full) {
      const ids = idsOn(page.$);

      expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
      expect(ids.filter((id) => !isAccepted(id, page))).toEqual([]);
    }
  });

  test("has the parts that can be linked", () => {
    const parts = full.map((page) => [
      page.document.file,
      PAGE_PARTS.filter((part) => page.$(`#${pageId(part)}`).length === 1).join(" "),
      PAGE_PARTS.filter((part) => isAccepted(pageId(part), page)).join(" "),
    ]);

    expect(parts.map(([file, on]) => [file, on])).toMatchInlineSnapshot(`
      [
        [
          "content/postmortems/down.md",
          "main menu affected evidence uname elsewhere timeline mitigations runbooks actions lessons references",
        ],
        [
          "content/runbooks/full.md",
          "main menu affected evidence uname elsewhere incidents references log",
        ],
        [
          "content/pages/about.md",
          "main menu affected evidence uname elsewhere references",
        ],
        [
          "content/runbooks/many/_index.md",
          "main menu list filter",
        ],
        [
          "content/pages/index.md",
          "main menu",
        ],
      ]
    `);
    for (const [, on, accepted] of parts) expect(accepted).toBe(on);
  });
});

test("of a page without any, links to those alone are accepted that other documents may make", () => {
  const parts = empty.map((page) => [
    page.document.file,
    PAGE_PARTS.filter((part) => isAccepted(pageId(part), page)).join(" "),
  ]);

  expect(parts).toMatchInlineSnapshot(`
    [
      [
        "content/postmortems/down.md",
        "main menu references",
      ],
      [
        "content/runbooks/full.md",
        "main menu incidents references log",
      ],
      [
        "content/pages/about.md",
        "main menu references",
      ],
      [
        "content/pages/index.md",
        "main menu",
      ],
    ]
  `);
});
