// A check on its page: the question, the snippet to paste, what each answer means and where it leads, and what it
// answered on machines on file.

import { type Html, html, trusted, when } from "../../core/html.ts";
import type { AnyDocument } from "../../corpus/documents.ts";
import { type Check, VERDICT_WORDS, VERDICTS, type Verdict } from "../../model/check.ts";
import { checkAnchor } from "../../model/urls.ts";
import type { PageData } from "../page-data.ts";
import { href } from "../page-type.ts";
import { tried } from "./check-tried.ts";
import { verdictMark } from "./verdict-mark.ts";

/** `code` is the highlighted snippet. */
export function checkPanel(data: PageData, check: Check, code: Html): Html {
  return html`<section class="check" id="${checkAnchor(check.id)}" aria-label="Check ${check.id}">
<header><p class="asks">${check.asks}</p>
${copyButton(data, check, "Copy check")}</header>
${inSubshell(code)}
${answers(data, check)}
${tried(data, check)}
</section>
`;
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
  return html`<p class="first-check"><span><strong>First check:</strong> ${check.asks} <a href="#${checkAnchor(check.id)}">See it, and what its answers mean</a></span> ${copyButton(data, check, "Copy first check")}</p>
`;
}

/** Shown by its script alone: without one, the snippet is there to be selected. */
function copyButton(data: PageData, check: Check, label: string): Html {
  const paste = data.scripts.get(check.id)?.paste ?? check.snippet;
  return html`<button type="button" class="copy" data-copy="${paste}" hidden>${label}</button>`;
}

function answers(data: PageData, check: Check): Html {
  const seen = new Set((data.outcomes.get(check.id) ?? []).map(({ verdict }) => verdict));
  const rows = VERDICTS.map((verdict) => {
    const link = check.then[verdict];
    const next = when(link, () => html` <a href="${href(data, link ?? "")}">${nextWords(data, check, link ?? "")}</a>`);
    const never = when(seen.size > 0 && verdict !== "unknown" && !seen.has(verdict), () => neverSeen(verdict));
    return html`<li>${verdictMark(verdict)} ${check.means[verdict] ?? null}${never}${next}</li>`;
  });
  return html`<ul class="answers" aria-label="What the answer means">${rows}</ul>`;
}

/** A check that has only ever said one of both may not be able to say the other. */
function neverSeen(verdict: Verdict): Html {
  return html` <strong>Never seen to say ${VERDICT_WORDS[verdict]}.</strong>`;
}

/** In the words of the place that the link leads to, where it is one of ours. */
function nextWords(data: PageData, check: Check, link: string): string {
  const [path = "", anchor] = link.split("#");
  const target = data.corpus.byUrl.get(path === "" ? check.document.url : path);
  const heading = target?.rendered.headings.find(({ id }) => id === anchor)?.text;
  const name = anchor ?? path.replace(/\/$/, "").split("/").at(-1) ?? link;
  return `Next: ${(anchor === undefined ? target?.title : heading) ?? name.replaceAll("-", " ")}`;
}
