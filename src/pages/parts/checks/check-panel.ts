// A check in its document and on its own page: the question, the line to type, the snippet to paste, what each verdict
// means and where it leads.

import { type Html, html, trusted, when } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import { type Check, VERDICT_WORDS, VERDICTS, type Verdict } from "../../../model/check.ts";
import { checkAnchor, scriptUrl } from "../../../model/urls.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { tried } from "./check-tried.ts";
import { fetchBox, LOOK_FIRST } from "./fetch-line.ts";
import { verdictMark } from "./verdict-mark.ts";

/** In its document. `code` is the highlighted snippet. */
export function checkPanel(data: PageData, check: Check, code: Html): Html {
  return html`<section class="check" id="${checkAnchor(check.id)}" aria-label="Check ${check.id}">
<header><p class="asks">${check.asks}</p>
${ways(data, check)}</header>
${inSubshell(code)}
${answers(data, check, "")}
${tried(data, check)}
</section>
`;
}

/** On the page of the check, which has the question as its title and the test hosts below. */
export function ownPanel(data: PageData, check: Check, code: Html): Html {
  return html`<section class="check" aria-label="Check ${check.id}">
<header>${ways(data, check)}</header>
${inSubshell(code)}
${answers(data, check, check.document.url)}
</section>
`;
}

/** The ways to run it: as whom, the line to type, and the button. */
function ways(data: PageData, check: Check): Html {
  return html`${asWhom(check)}${scriptLine(data, check)}${copyButton(data, check, "Copy check")}`;
}

function asWhom({ needs }: Check): Html | null {
  const words = html`<p class="needs"><strong>Run as root:</strong> other users cannot read what it reads.</p>\n`;
  return when(needs === "root", () => words);
}

/** Folded up beside the button: the first minute has to stay on the first screen of a phone. */
function typed(data: PageData, check: Check): Html | null {
  const line = scriptLine(data, check);
  return when(line !== null, () => html`<details><summary>Or type it</summary>${line}</details>`);
}

/** A check that was not tested as it is now has no script. */
function scriptLine(data: PageData, { id, needs }: Check): Html | null {
  const hasScript = data.scripts.get(id)?.script !== undefined;
  return hasScript ? fetchBox(data, { url: scriptUrl(id), file: id, needsRoot: needs === "root" }, LOOK_FIRST) : null;
}

/**
 * The snippet as it is shown: in parentheses, because whoever selects and pastes it would be logged out by its `exit`.
 */
function inSubshell(code: Html): Html {
  return trusted(
    code
      .toString()
      .replace("<code>", "<code>(\n")
      .replace(/<\/code>(?=<\/pre>)/, "\n)</code>"),
  );
}

/** The first check of a runbook, above everything else: at night it is one touch away. */
export function firstCheck(data: PageData, document: AnyDocument): Html | null {
  const id = document.rendered.checks[0]?.id;
  const check = id === undefined ? undefined : data.corpus.checkById.get(id);
  if (check === undefined) return null;
  return html`<div class="first-check"><span><strong>First check:</strong> ${check.asks} <a href="#${checkAnchor(check.id)}">See it, and what each verdict means</a></span> ${asWhom(check)}${copyButton(data, check, "Copy first check")}${typed(data, check)}</div>
`;
}

/** Shown by its script alone: without one, the snippet is there to be selected. */
function copyButton(data: PageData, check: Check, label: string): Html {
  const paste = data.scripts.get(check.id)?.paste ?? check.snippet;
  return html`<button type="button" class="copy" data-check="${check.id}" data-copy="${paste}" hidden>${label}</button>`;
}

/** `home`: the address of the document, for links to its own sections, where this is another page. */
function answers(data: PageData, check: Check, home: string): Html {
  const seen = new Set((data.outcomes.get(check.id) ?? []).map(({ verdict }) => verdict));
  const rows = VERDICTS.map((verdict) => {
    const link = check.then[verdict] ?? "";
    const address = link.startsWith("#") ? home + link : link;
    const next = when(link !== "", () => html` <a href="${href(data, address)}">${nextWords(data, check, link)}</a>`);
    const never = when(seen.size > 0 && verdict !== "unknown" && !seen.has(verdict), () => neverSeen(verdict));
    return html`<li>${verdictMark(verdict)} ${check.means[verdict] ?? null}${never}${next}</li>`;
  });
  return html`<ul class="answers" aria-label="What each verdict means">${rows}</ul>`;
}

/** A check that has given only one of the two verdicts may be unable to give the other. */
function neverSeen(verdict: Verdict): Html {
  return html` <strong>No test host gives ${VERDICT_WORDS[verdict]}.</strong>`;
}

/** In the words of the place that the link leads to, where it is one of ours. */
function nextWords(data: PageData, check: Check, link: string): string {
  const [path = "", anchor] = link.split("#");
  const target = data.corpus.byUrl.get(path === "" ? check.document.url : path);
  const heading = target?.rendered.headings.find(({ id }) => id === anchor)?.text;
  const name = anchor ?? path.replace(/\/$/, "").split("/").at(-1) ?? link;
  return `Next: ${(anchor === undefined ? target?.title : heading) ?? name.replaceAll("-", " ")}`;
}
