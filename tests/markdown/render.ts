// Renders Markdown for tests, from a text or from a fixture.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { Source } from "../../src/core/position.ts";
import type { Rendered } from "../../src/markdown/document.ts";
import { createRenderer } from "../../src/markdown/renderer.ts";
import type { BoundShortForm } from "../../src/model/short-form.ts";

const FIXTURES = new URL("../fixtures/markdown/", import.meta.url);

const renderer = createRenderer();

/** Renders a document without front matter, as a.md. */
export async function render(
  text: string,
  pathPrefix = "/",
  shortForms: readonly BoundShortForm[] = [],
): Promise<Rendered> {
  return (await renderer).render(new Source("a.md", text), 0, { pathPrefix, shortForms });
}

export async function renderFixture(name: string): Promise<Rendered> {
  return render(await readFile(new URL(`${name}.md`, FIXTURES), "utf8"), "/kb/");
}

/** The file that holds what a fixture must become; it opens in a browser. */
export function expectedHtml(name: string): string {
  return fileURLToPath(new URL(`${name}.html`, FIXTURES));
}

/** The HTML with a comment in place of each slot. */
export function htmlOf({ parts }: Rendered): string {
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      if (part.kind === "check") return `<!-- check ${part.id} -->`;
      return part.kind === "state"
        ? `<!-- state of ${part.url} -->`
        : `<!-- until at ${part.place.line}:${part.place.column} -->`;
    })
    .join("");
}

export async function htmlOfText(text: string, pathPrefix = "/"): Promise<string> {
  return htmlOf(await render(text, pathPrefix));
}
