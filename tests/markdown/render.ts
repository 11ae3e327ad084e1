// Renders Markdown for tests, from a text or from a fixture.

import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { htmlEscape } from "escape-goat";
import { Source } from "../../src/core/position.ts";
import type { Rendered } from "../../src/markdown/document.ts";
import { createRenderer } from "../../src/markdown/renderer.ts";
import type { Owner } from "../../src/model/owner.ts";
import type { BoundShortForm } from "../../src/model/short-form.ts";

const FIXTURES = new URL("../fixtures/markdown/", import.meta.url);

const renderer = createRenderer();

/** Renders a document without front matter, as a.md. */
export async function render(
  text: string,
  shortForms: readonly BoundShortForm[] = [],
  schemes: readonly string[] = [],
  owners: readonly Owner[] = [],
): Promise<Rendered> {
  return (await renderer).render(new Source("a.md", text), 0, { shortForms, schemes, owners });
}

export async function renderFixture(name: string): Promise<Rendered> {
  return render(await readFile(new URL(`${name}.md`, FIXTURES), "utf8"));
}

/** The file that holds what a fixture must become; it opens in a browser. */
export function expectedHtml(name: string): string {
  return fileURLToPath(new URL(`${name}.html`, FIXTURES));
}

/** The HTML with a comment in place of each slot; links and images lead where their author wrote. */
export function htmlOf({ parts }: Rendered): string {
  return parts
    .map((part) => {
      if (typeof part === "string") return part;
      if (part.kind === "check") return `<!-- check ${part.id} -->`;
      if (part.kind === "until") return `<!-- until at ${part.place.line}:${part.place.column} -->`;
      if (part.kind === "link") return `<a href="${htmlEscape(part.url)}"${part.attributes}>`;
      if (part.kind === "image") return `<img src="${htmlEscape(part.url)}"${part.attributes}>`;
      return part.kind === "link-end" ? "</a>" : `<!-- state of ${part.url} -->`;
    })
    .join("");
}

export async function htmlOfText(text: string): Promise<string> {
  return htmlOf(await render(text));
}
