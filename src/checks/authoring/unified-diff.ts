// The differences of two texts, as patch(1) and reviewers read them.

import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff";

/** A text and the name that it has in the difference. */
export type Side = { readonly name: string; readonly text: string };

/** The unified difference without a line break at its end; "" where there is none. What would steer a terminal is drawn. */
export function unifiedDiff(before: Side, after: Side): string {
  if (before.text === after.text) return "";
  const options = { context: 3, headerOptions: FILE_HEADERS_ONLY };
  const texts = [drawn(before.text), drawn(after.text)] as const;
  return createTwoFilesPatch(before.name, after.name, ...texts, undefined, undefined, options).trimEnd();
}

/** Control characters but line breaks and tabs as their pictures: https://www.unicode.org/charts/PDF/U2400.pdf */
export function drawn(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\p{Bidi_Control}]/gu, (character) => {
    const code = character.charCodeAt(0);
    if (code === 0x7f) return "\u2421";
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : "\uFFFD";
  });
}

/** One file as it is ("" where there is none) and as it will be. */
export type FileChange = { readonly file: string; readonly before: string; readonly after: string };

/** The patch; "" where nothing changes. https://git-scm.com/docs/diff-format */
export function patchOf(changes: readonly FileChange[]): string {
  return changes
    .filter(({ before, after }) => before !== after)
    .map(({ file, before, after }) => {
      const [from, to] = [before === "" ? "/dev/null" : `a/${file}`, after === "" ? "/dev/null" : `b/${file}`];
      const mode = before === "" ? "new file mode 100644\n" : after === "" ? "deleted file mode 100644\n" : "";
      const options = { context: 3, headerOptions: FILE_HEADERS_ONLY };
      return `diff --git a/${file} b/${file}\n${mode}${createTwoFilesPatch(from, to, before, after, undefined, undefined, options)}`;
    })
    .join("");
}
