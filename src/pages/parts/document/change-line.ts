// The last line of a document: when it was last changed, and where it can be changed.

import { type Html, html, when } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import { formatDay } from "../../../model/date.ts";
import { PATH_MARK } from "../../../model/settings.ts";
import type { PageData } from "../../page-data.ts";

/** "Last changed 3 May 2026 · Edit this page"; null where the settings want neither, or nothing is known. */
export function changeLine({ corpus, changed }: PageData, { file }: AnyDocument): Html | null {
  const day = changed.get(file);
  const { edit } = corpus.settings.repository;
  if (day === undefined && edit === undefined) return null;
  const last = when(day, () => html`Last changed <time datetime="${day ?? ""}">${formatDay(day ?? "")}</time>`);
  const link = when(edit, () => html`<a href="${editUrl(edit ?? "", file)}">Edit this page</a>`);
  const joined = last && link ? html`<span class="edit"> · ${link}</span>` : html`<span class="edit">${link}</span>`;
  return html`<p class="change" data-pagefind-ignore>${last}${link && joined}</p>
`;
}

/** Where a file of the content can be changed. Its name may hold what an address must not: "#", blanks, "?". */
export function editUrl(edit: string, file: string): string {
  const path = file.split("/").map(encodeURIComponent).join("/");
  return edit.replace(PATH_MARK, () => path);
}
