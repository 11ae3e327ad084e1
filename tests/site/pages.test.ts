// What holds for every page of the real content: valid HTML, the security policy, no inline style or script, weight.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync } from "node:zlib";
import { load } from "cheerio";
import { HtmlValidate } from "html-validate";
import { glob } from "tinyglobby";
import { beforeAll, describe, expect, test } from "vitest";
import { FIXED_PAGES, isReserved, ONLY_WITH_URL } from "../../src/model/urls.ts";
import { SECURITY_POLICY } from "../../src/pages/parts/head.ts";
import { loadSite } from "./support/load-site.ts";
import { sharedBuild } from "./support/shared-build.ts";

/**
 * Bytes of HTML and style sheet, brotli: what fits into the first window of a TCP connection. An article tells more, and
 * nobody waits for it at night. Not in it: the script, which comes behind the page.
 */
const FIRST_VIEW = { postmortems: 16 * 1024, runbooks: 14 * 1024, pages: 14 * 1024, alerts: 14 * 1024 };
const SCRIPT = 9 * 1024;
/** The search page has one more. */
const SEARCH_SCRIPT = 8 * 1024;

let output: string;
let pages: { readonly path: string; readonly html: string }[];

beforeAll(async () => {
  output = await sharedBuild();
  const paths = (await glob("**/*.html", { cwd: output, ignore: "pagefind/**" })).sort();
  pages = await Promise.all(paths.map(async (path) => ({ path, html: await readFile(join(output, path), "utf8") })));
});

test("every page is valid HTML", async () => {
  // A form that nobody can send would be none, whatever the standard allows.
  const rules = { "wcag/h32": "error", "no-implicit-input-type": "error" } as const;
  const validator = new HtmlValidate({ extends: ["html-validate:standard"], rules });

  const reports = await Promise.all(
    pages.map(async ({ path, html }) => [path, await validator.validateString(html)] as const),
  );

  const messages = reports.flatMap(([path, { results }]) =>
    results.flatMap((result) => result.messages.map((m) => `${path}:${m.line}:${m.column} ${m.ruleId} ${m.message}`)),
  );
  expect(pages.length).toBeGreaterThan(40);
  expect(messages).toEqual([]);
});

describe("the security policy", () => {
  test("lets nothing load or run but our own files", () => {
    expect(SECURITY_POLICY.split("; ")).toEqual([
      "default-src 'none'",
      "script-src 'self' 'wasm-unsafe-eval'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "font-src 'self'",
      "manifest-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
    ]);
  });

  test("stands on every page", () => {
    const without = pages.filter(
      ({ html }) => load(html)('meta[http-equiv="Content-Security-Policy"]').attr("content") !== SECURITY_POLICY,
    );

    expect(without.map(({ path }) => path)).toEqual([]);
  });

  test("is kept: no inline script, no style element or attribute, no event attribute", () => {
    const breaking = pages.filter(({ html }) => {
      const $ = load(html);
      // Data for search engines, which browsers do not run.
      const inline = $("script:not([src]):not([type='application/ld+json'])").length;
      const events = $("*").filter((_, e) =>
        Object.keys($(e).attr() ?? {}).some((name) => name.startsWith("on")),
      ).length;
      return inline + events + $("style, [style], iframe, object, embed").length > 0;
    });

    expect(breaking.map(({ path }) => path)).toEqual([]);
  });

  test("nothing is loaded from another host", () => {
    const loads = pages.flatMap(({ path, html }) => {
      const $ = load(html);
      const urls = $("script[src], img[src], link[rel=stylesheet], link[rel=icon]").map(
        (_, e) => $(e).attr("src") ?? $(e).attr("href"),
      );
      return urls
        .get()
        .filter((url) => /^(https?:)?\/\//.test(url))
        .map((url) => `${path}: ${url}`);
    });

    expect(loads).toEqual([]);
  });
});

test("a document's first view fits into one TCP window, and no script holds it back", async () => {
  const { corpus, alerts } = await loadSite(".");
  const shown = { ...corpus, alerts };
  const bytesOf = async (pattern: string) => {
    const [file = "", ...others] = await glob(pattern, { cwd: output });
    expect(others, "all pages share one").toEqual([]);
    return brotliCompressSync(await readFile(join(output, file))).length;
  };
  const [css, script] = [await bytesOf("assets/*.css"), await bytesOf("assets/site.*.js")];

  const heavy = (["postmortems", "runbooks", "pages", "alerts"] as const).flatMap((kind) =>
    shown[kind].map(({ url }) => {
      const html = pages.find(({ path }) => `/${path}` === `${url}index.html`)?.html ?? "";
      const blocking = load(html)("script[src]:not([type=module])").length;
      return { url, blocking, tooMany: css + brotliCompressSync(html).length - FIRST_VIEW[kind] };
    }),
  );

  expect(heavy.length).toBeGreaterThan(18);
  expect(heavy.filter(({ tooMany, blocking }) => tooMany > 0 || blocking > 0)).toEqual([]);
  expect(script).toBeLessThanOrEqual(SCRIPT);
  expect(await bytesOf("assets/search.*.js")).toBeLessThanOrEqual(SEARCH_SCRIPT);
});

test("badges, dates and states are kept out of the search", () => {
  const indexed = pages.flatMap(({ path, html }) => {
    const $ = load(html);
    const badges = $("[data-pagefind-body] .badge").filter(
      (_, badge) => $(badge).closest("[data-pagefind-ignore]").length === 0,
    );
    return badges.length > 0 ? [path] : [];
  });

  expect(indexed).toEqual([]);
});

test("every internal link of every page leads to a file and an anchor", () => {
  const byPath = new Map(pages.map(({ path, html }) => [`/${path.replace(/index\.html$/, "")}`, load(html)]));

  const broken = pages.flatMap(({ path, html }) => {
    const $ = load(html);
    const here = `/${path.replace(/index\.html$/, "")}`;
    return $("a[href]")
      .get()
      .flatMap((element) => {
        const url = new URL($(element).attr("href") ?? "", `http://site${here}`);
        if (url.host !== "site" || /^\/c\/|\.(sh|xml|svg|json|prom)$/.test(url.pathname)) return [];
        const target = byPath.get(url.pathname);
        const id = decodeURIComponent(url.hash.slice(1));
        const found = target !== undefined && (id === "" || target(`[id="${id}"]`).length === 1);
        return found ? [] : [`${path} → ${url.pathname}${url.hash}`];
      });
  });

  expect(broken).toEqual([]);
});

test("links may lead to all that is written, and what every site has is there", async () => {
  const { corpus } = await loadSite(".");
  const files = (await glob("**", { cwd: output, dot: true })).map((path) => `/${path}`);
  const addresses = files.map((file) => file.replace(/(?<=\/)index\.html$/, ""));

  const unknown = addresses
    .filter((url) => !isReserved(url))
    .filter((url) => corpus.target(url, { file: "content/pages/about.md", url: "/about/" }).kind !== "page");
  expect(unknown).toEqual([]);
  expect([...FIXED_PAGES, ...ONLY_WITH_URL].filter((url) => !addresses.includes(url))).toEqual([]);
});
