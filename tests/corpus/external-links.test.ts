import { describe, expect, test } from "vitest";
import { loadSite } from "./tiny-site.ts";

describe("externalLinks()", () => {
  test("finds links in text and front matter, each at its place", async () => {
    const text = `---
references:
  https://e.org/1:
    why: the bug
timeline:
  - { at: 2023-09-21, kind: note, text: see https://e.org/no, evidence: https://e.org/2 }
---
[a](https://e.org/3), <https://e.org/4>, https://e.org/5. [b](/a/)
<a href="https://e.org/6?a=1&amp;b=2">c</a>
`;

    const { links } = await loadSite({ "content/postmortems/a.md": text });

    const found = links.map(({ url, place }) => `${place.line}:${place.column}+${place.length} ${url}`);
    expect(found).toMatchInlineSnapshot(`
      [
        "8:5+15 https://e.org/3",
        "8:24+15 https://e.org/4",
        "8:42+15 https://e.org/5",
        "9:10+27 https://e.org/6?a=1&b=2",
        "3:3+15 https://e.org/1",
        "6:73+15 https://e.org/2",
      ]
    `);
    expect(links[0]?.document).toEqual({ url: "/postmortems/a/", title: "A" });
  });

  test("finds none of a draft", async () => {
    const { links } = await loadSite({ "content/pages/a.md": "---\nstatus: draft\n---\nhttps://e.org/\n" });

    expect(links).toEqual([]);
  });
});
