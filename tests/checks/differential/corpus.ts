// The snippets of tests/fixtures/checks/differential/: each stands below a line `### title`.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type Snippet = {
  readonly title: string;
  readonly text: string;
  /** The name of the known difference that it shows. */
  readonly difference: string | undefined;
};
export type Theme = { readonly file: string; readonly snippets: readonly Snippet[] };

const FOLDER = "tests/fixtures/checks/differential";

/** Every file of the corpus. What stands above the first title says what the file is for. */
export function readCorpus(): readonly Theme[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".sh"))
    .sort()
    .map((file) => ({ file, snippets: snippetsIn(readFileSync(join(FOLDER, file), "utf8")) }));
}

/** `## name` begins the snippets of a known difference. */
function snippetsIn(text: string): readonly Snippet[] {
  return text.split(/^## /m).flatMap((section, i) => {
    const difference = i === 0 ? undefined : section.slice(0, section.indexOf("\n"));
    return section
      .split(/^### /m)
      .slice(1)
      .map((part) => {
        const end = part.indexOf("\n");
        return { title: part.slice(0, end), text: part.slice(end + 1), difference };
      });
  });
}
