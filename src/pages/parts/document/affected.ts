// "Are you affected?": which releases had the problem, from which version to which, and where to look when it is not
// this. It answers before the story begins, and the table works without the script behind the box.

import { type Html, html, when } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import { leadsOut } from "../../../markdown/features/links.ts";
import { pageId } from "../../../model/page-ids.ts";
import { type FoundFix, withFoundVersions } from "../../../trackers/waits/found-fixes.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { sentence, titleAt } from "../language.ts";
import { HELD_BACK } from "./prose.ts";

/** The box; null for a document without `fixes`. */
export function affected(data: PageData, document: AnyDocument): Html | null {
  const fixes = withFoundVersions(document.data.fixes, data.references.byUrl);
  if (fixes.length === 0) return null;
  const isInferred = fixes.some(({ inferred }) => inferred);
  return html`<section class="act affected" aria-labelledby="${pageId("affected")}">
<h2 id="${pageId("affected")}">Are you affected?</h2>
<p class="answer" data-pagefind-ignore>${answer(fixes)}</p>
${when(hasKernels(fixes), () => kernelBox(fixes))}
<div class="table" role="group" aria-label="Affected versions"><table class="versions">
<thead><tr><th scope="col">Release</th> <th scope="col">Affected from</th> <th scope="col">Fixed in</th></tr></thead>
<tbody>${fixes.map((fix) => row(fix, fixes))}</tbody></table></div>
<details><summary>Evidence for each row${isInferred ? "; † is partly inferred" : ""}</summary><ul id="${pageId("evidence")}">${fixes.map((fix) => evidenceOf(data, document, fix))}</ul></details>
${whatToDo(document)}${lookInstead(data, document, "Newer than these? Look here instead")}</section>
`;
}

/** Only a post-mortem states its mitigations; a runbook is what to do. */
function whatToDo(document: AnyDocument): Html | null {
  const stated = document.kind === "postmortem" && document.data.mitigations.length > 0;
  return when(stated, () => html`<p><a href="#${pageId("mitigations")}">Affected? What to do</a></p>\n`);
}

function hasKernels(fixes: readonly FoundFix[]): boolean {
  return fixes.some((fix) => fix.flavour !== undefined);
}

/**
 * The shortest answer that the table supports. It is a list of what is known, and no page can say that nothing else is
 * affected.
 */
function answer(fixes: readonly FoundFix[]): string {
  const fixed = fixes.filter((fix) => fix.fixed !== undefined).length;
  if (fixed === 0) return "Known to be affected: each release from “affected from” on. No fixed version is known.";
  const known = "Known to be affected: each release from “affected from” until “fixed in”. Others may be.";
  return fixed < fixes.length ? `${known} A fixed version is known for ${fixed} of these ${fixes.length}.` : known;
}

function kernelBox(fixes: readonly FoundFix[]): Html {
  const rows = fixes.map(({ release, flavour, introduced, fixed }) => ({ release, flavour, introduced, fixed }));
  return html`<div class="kernel reserved" data-fixes="${JSON.stringify(rows)}" hidden>
<label for="${pageId("uname")}">What does <code>uname -r</code> print? It stays in this browser.</label>
<input type="text" id="${pageId("uname")}" name="uname" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder="5.15.0-88-generic">
<output for="${pageId("uname")}" aria-live="polite"></output>
</div>`;
}

/** One line for each release, with the package only where a release has two. The dagger leads to what was inferred. */
function row(fix: FoundFix, fixes: readonly FoundFix[]): Html {
  const isOneOfTwo = fixes.some((other) => other !== fix && other.release === fix.release);
  const name = when(isOneOfTwo, () => html` <code>${fix.package}</code>`);
  // A version that a night may find stays out of the search, or the index would change in that night.
  const isWritten = fix.fixed !== undefined && fix.found === undefined;
  const ignored = when(!isWritten, () => html` data-pagefind-ignore`);
  const mark = when(fix.inferred, () => html`<a href="#${pageId("evidence")}" aria-label="partly inferred">†</a>`);
  return html`<tr><td>${fix.release}${name}${mark}</td><td>${fix.introduced ?? "not known"}</td><td${ignored}><strong>${fix.fixed ?? "not known"}</strong>${foundMark(fix)}</td></tr>
`;
}

function evidenceOf(data: PageData, document: AnyDocument, fix: FoundFix): Html {
  const { release, package: name, for: item, evidence, inferred } = fix;
  const reference = item === undefined ? undefined : data.references.byUrl.get(item);
  return html`<li>${release}, package <code>${name}</code>: <a href="${evidence}">${new URL(evidence).host}</a>${when(reference, () => html` for ${reference?.label ?? null}`)}${when(inferred, () => html`. Inferred: ${sentence(data, document, inferred ?? "")}`)}</li>
`;
}

/** No author wrote this version: the link leads to where it was found. */
function foundMark({ found, evidence }: FoundFix): Html | null {
  return when(
    found,
    () => html`<br><a class="small" href="${evidence}">found in the ${found?.tracker.namesVersions ?? null}</a>`,
  );
}

/** Where to look instead, for a document that has no table of versions to ask it after. */
export function notThis(data: PageData, document: AnyDocument): Html | null {
  return document.data.fixes.length > 0 ? null : lookInstead(data, document, "Not this? Look here instead");
}

function lookInstead(data: PageData, document: AnyDocument, words: string): Html | null {
  if (document.data.elsewhere.length === 0) return null;
  return html`<details class="elsewhere"><summary id="${pageId("elsewhere")}">${words}</summary>${linkList(data, document)}</details>\n`;
}

type Elsewhere = AnyDocument["data"]["elsewhere"];

function linkList(data: PageData, document: AnyDocument): Html {
  const item = ({ text, url }: Elsewhere[number]) =>
    html`<li>${sentence(data, document, text)} ${linkTo(data, document, url)}</li>`;
  return html`<ul>${document.data.elsewhere.map(item)}</ul>`;
}

function linkTo(data: PageData, document: AnyDocument, url: string): Html {
  if (leadsOut(url)) return html`<a href="${url}">${url}</a>`;
  const target = data.corpus.target(url, document);
  if (target.kind !== "page") return html`${HELD_BACK}`;
  return html`<a href="${href(data, target.url)}">${nameOf(data, target.url)}</a>`;
}

function nameOf(data: PageData, url: string): Html {
  return titleAt(data, { url: url.replace(/#.*$/, ""), title: url });
}
