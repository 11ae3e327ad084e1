// "Are you affected?": which releases had the problem, from which version to which, and where to look when it is not
// this. It answers before the story begins, and the table works without the script behind the box.

import { type Html, html, when } from "../../core/html.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import type { Fix } from "../../model/document.ts";
import type { PageData } from "../page-data.ts";
import { href } from "../page-type.ts";
import { badge } from "./badge.ts";

/** The box, or nothing for a document that states no `fixes`. */
export function affected(data: PageData, document: AnyDocument): Html | null {
  const { fixes, elsewhere } = document.data;
  if (fixes.length === 0) return null;
  return html`<section class="affected" id="affected" aria-labelledby="affected-title">
<h2 id="affected-title">Are you affected?</h2>
<p class="answer">${summary(fixes)}</p>
${when(hasKernels(fixes), () => kernelBox(fixes))}
<div class="table" role="region" aria-label="Affected versions" tabindex="0"><table>
<thead><tr><th scope="col">Release</th><th scope="col">Affected from</th><th scope="col">Fixed in</th><th scope="col">Evidence</th></tr></thead>
<tbody>${fixes.map((fix) => row(data, fix))}</tbody></table></div>
${otherCauses(data, elsewhere)}
</section>
`;
}

function hasKernels(fixes: readonly Fix[]): boolean {
  return fixes.some((fix) => fix.flavour !== undefined);
}

function summary(fixes: readonly Fix[]): string {
  const fixed = fixes.filter((fix) => fix.fixed !== undefined).length;
  const all = fixes.length === 1 ? "the one release" : `all ${fixes.length} releases`;
  if (fixed === fixes.length)
    return `A fix is out for ${all} listed here. With a later version than these, it is something else.`;
  return `A fix is known for ${fixed} of ${fixes.length} releases listed here.`;
}

function kernelBox(fixes: readonly Fix[]): Html {
  const rows = JSON.stringify(
    fixes.map(({ release, flavour, introduced, fixed }) => ({ release, flavour, introduced, fixed })),
  );
  return html`<p>Compare with your kernel: <code>uname -r</code></p>
<form class="kernel" data-fixes="${rows}" hidden>
<label for="uname">What does <code>uname -r</code> say?</label>
<input id="uname" name="uname" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="5.15.0-88-generic">
<output for="uname" aria-live="polite"></output>
</form>`;
}

function row(data: PageData, fix: Fix): Html {
  const reference = fix.for === undefined ? undefined : data.references.byUrl.get(fix.for);
  const concluded = when(
    fix.inferred,
    () => html`<details><summary>partly concluded</summary>${fix.inferred ?? null}</details>`,
  );
  return html`<tr><td>${fix.release}<br><code>${fix.package}</code></td><td>${fix.introduced ?? "unknown"}</td><td><strong>${fix.fixed ?? "not known"}</strong></td><td><a href="${fix.evidence}">${new URL(fix.evidence).host}</a>${when(reference, () => html`<br>${reference === undefined ? null : badge(data, reference)}`)}${concluded}</td></tr>
`;
}

function otherCauses(data: PageData, elsewhere: readonly { text: string; url: string }[]): Html | null {
  if (elsewhere.length === 0) return null;
  const items = elsewhere.map(
    ({ text, url }) => html`<li>${text} <a href="${href(data, url)}">${url.replace(/^\/|\/$/g, "")}</a></li>`,
  );
  return html`<h3>Newer than this? Look here instead</h3><ul>${items}</ul>`;
}
