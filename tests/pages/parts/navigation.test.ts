// Header and footer: an entry without content is left out, and the settings may state their own.

import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import home from "../../../src/pages/home.11ty.ts";
import { type Files, runbook, writeSite } from "../../corpus/tiny-site.ts";
import { loadSite } from "../../site/support/load-site.ts";

async function frameOf(files: Files, audience?: "internal") {
  const site = await loadSite(await writeSite(files), audience === undefined ? {} : { audience });
  const $ = load(home.render(site));
  const links = (selector: string) =>
    $(selector)
      .map((_, link) => `${$(link).text()} ${$(link).attr("href")}`)
      .get();
  return { $, header: links("header.site nav a"), footer: links("footer.site a") };
}

const RUNBOOK = { "content/runbooks/a.md": runbook("title: A") };

describe("the usual entries", () => {
  test("are those that hold something", async () => {
    const { $, header, footer } = await frameOf(RUNBOOK);

    expect(header).toEqual(["Runbooks /runbooks/"]);
    expect($(".search-link")).toHaveLength(1);
    expect(footer).toEqual([]);
  });

  test("are all there where there is content of each kind", async () => {
    const site = await loadSite("tests/fixtures/sites/everything");
    const $ = load(home.render(site));

    expect(
      $("header.site nav a, footer.site a")
        .map((_, link) => $(link).text())
        .get(),
    ).toMatchInlineSnapshot(`
      [
        "Post-mortems",
        "Runbooks",
        "Alerts",
        "References",
        "Checks",
        "About",
        "Workarounds",
        "Reviews",
        "Test hosts",
        "Tags",
        "Feed",
      ]
    `);
  });

  test("are none on an empty site: nothing unfolds and nothing can be searched", async () => {
    const { $, header, footer } = await frameOf({});

    expect([header, footer]).toEqual([[], []]);
    expect($("header.site nav, header.site button, .search-link")).toHaveLength(0);
    expect($("header.site .brand").text()).toBe("Faultbook");
  });
});

describe("the settings", () => {
  test("replace the entries of the header, and stand before the links of the footer", async () => {
    const yaml = `
pathPrefix: /kb/
navigation:
  - { label: What to do, url: /runbooks/ }
  - { label: Status, url: https://status.example.org/ }
  - { label: Alerts, url: /alerts/ }
footer:
  text: © <b>Ours</b>
  links: [{ label: Who we are, url: /imprint/ }, { label: Words, url: /tags/#top }]
`;
    const files = { ...RUNBOOK, "content/pages/imprint.md": "# Imprint\n", "content/site.yaml": yaml };

    const { $, header, footer } = await frameOf(files);

    // No alert is there.
    expect(header).toEqual(["What to do /kb/runbooks/", "Status https://status.example.org/"]);
    expect(footer).toEqual(["Who we are /kb/imprint/"]);
    expect($("footer.site p").eq(1).text()).toBe("© <b>Ours</b>");
  });

  test("name a page for other readers to these alone", async () => {
    const files = {
      ...RUNBOOK,
      "content/pages/secret.md": "---\naudience: internal\n---\n# S\n",
      "content/site.yaml": "navigation: [{ label: Team, url: /secret/ }, { label: All, url: /runbooks/ }]\n",
    };

    expect((await frameOf(files)).header).toEqual(["All /runbooks/"]);
    expect((await frameOf(files, "internal")).header).toEqual(["Team /secret/", "All /runbooks/"]);
  });

  test("put a logo before the title, with its size", async () => {
    const files = {
      "content/site.yaml": "title: Ours\npathPrefix: /kb/\nlogo: { file: media/a b.svg, alt: 'The \"O\"' }\n",
      "content/media/a b.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"/>',
    };

    const { $ } = await frameOf(files);

    expect($.html($(".brand"))).toMatchInlineSnapshot(
      `"<a class="brand" href="/kb/"><img src="/kb/media/a%20b.svg" alt="The &quot;O&quot;" width="84" height="28"><span>Ours</span></a>"`,
    );
  });
});
