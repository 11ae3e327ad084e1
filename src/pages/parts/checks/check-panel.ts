// A check in its document and on its own page: the question, the button that copies it, what each verdict means and where
// it leads; then, folded up, the snippet and the line to type.

import { type Html, html, trusted, when } from "../../../core/html.ts";
import type { AnyDocument } from "../../../corpus/documents.ts";
import { type Check, VERDICT_WORDS, VERDICTS, type Verdict } from "../../../model/check.ts";
import { checkAnchor, scriptUrl } from "../../../model/urls.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";
import { interfaceLanguage, sentence, sentenceAt, titleAt } from "../language.ts";
import { tested } from "./check-tried.ts";
import { fetchBox, LOOK_FIRST } from "./fetch-line.ts";
import { verdictMark } from "./verdict-mark.ts";

/** In its document. `code` is the highlighted snippet. */
export function checkPanel(data: PageData, check: Check, code: Html): Html {
  const document = data.corpus.byUrl.get(check.document.url);
  const language = document && interfaceLanguage(data, document);
  return html`<section class="act check" id="${checkAnchor(check.id)}" aria-label="Check ${check.id}"${language ?? null}>
<p class="asks">${sentenceAt(data, check.document, check.asks)}</p>
${panel(data, check, uncoloured(code), "")}
${tested(data, check)}
</section>
`;
}

/** On the page of the check, which has the question as its title and the test hosts below. */
export function ownPanel(data: PageData, check: Check, code: Html): Html {
  return html`<section class="act check" aria-label="Check ${check.id}">
${panel(data, check, code, check.document.url)}
</section>
`;
}

/** As whom to run it, the button, the answers; folded up, what it does and how to type it. */
function panel(data: PageData, check: Check, code: Html, home: string): Html {
  return html`${asWhom(check)}${copyButton(data, check)}
${answers(data, check, home)}
<details class="source"><summary>${sourceWords(data, check)}</summary>${inSubshell(code)}</details>
${typed(data, check)}`;
}

/**
 * "Source: 26 lines, only reads". The latter is known of a check that was tested as it is: its text is searched for what
 * writes, and a run that writes gives no verdict.
 */
function sourceWords(data: PageData, { id, snippet }: Check): string {
  const lines = snippet.trimEnd().split("\n").length;
  const runs = (data.outcomes.get(id) ?? []).map(({ run }) => run);
  const words = `Source: ${lines === 1 ? "1 line" : `${lines} lines`}`;
  if (runs.length === 0) return `${words}, not tested`;
  const writes = runs.some(({ refused }) => refused.some(({ cause }) => cause === "write"));
  return `${words}, ${writes ? "writes" : "only reads"}`;
}

function asWhom({ needs }: Check): Html | null {
  const words = html`<p class="needs"><strong>Run as root:</strong> other users cannot read what it reads.</p>\n`;
  return when(needs === "root", () => words);
}

/** Folded up: most readers have a clipboard. */
function typed(data: PageData, check: Check): Html | null {
  const line = scriptLine(data, check);
  return when(line !== null, () => html`<details class="typed"><summary>Or type it</summary>${line}</details>`);
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

/** Without colours, which the check's own page has: the button holds the same text already, and compresses it away. */
function uncoloured(code: Html): Html {
  return trusted(code.toString().replace(/<\/?i\b[^>]*>/g, ""));
}

/**
 * The first check of a runbook, above everything else: at night it is one touch away. `home`: the address of the document,
 * where this is another page; its button then has the text itself.
 */
export function firstCheck(data: PageData, document: AnyDocument, home = ""): Html | null {
  const id = document.rendered.checks[0]?.id;
  const check = id === undefined ? undefined : data.corpus.checkById.get(id);
  if (check === undefined) return null;
  const panel = `${home && href(data, home)}#${checkAnchor(check.id)}`;
  const text = when(home, () => copied(data, check));
  return html`<div class="act first-check"><span><strong>First check:</strong> ${sentence(data, document, check.asks)} <a href="${panel}">See it, and what each verdict means</a></span> ${asWhom(check)}<button type="button" class="copy reserved" data-check="${check.id}"${text} hidden>Copy first check</button>${typed(data, check)}</div>
`;
}

/**
 * Shown by its script alone: without one, the snippet is there to be selected. The button of the first check, above, has
 * no text of its own.
 */
function copyButton(data: PageData, check: Check): Html {
  return html`<button type="button" class="copy reserved" data-check="${check.id}"${copied(data, check)} hidden>Copy check</button>`;
}

/** The attribute with what a button copies. */
function copied(data: PageData, { id, snippet }: Check): Html {
  return html` data-copy="${data.scripts.get(id)?.paste ?? snippet}"`;
}

/** `home`: the address of the document, for links to its own sections, where this is another page. */
function answers(data: PageData, check: Check, home: string): Html {
  const seen = new Set((data.outcomes.get(check.id) ?? []).map(({ verdict }) => verdict));
  const rows = VERDICTS.map((verdict) => {
    const link = check.then[verdict] ?? "";
    const address = link.startsWith("#") ? home + link : link;
    const next = when(link !== "", () => html` <a href="${href(data, address)}">${nextWords(data, check, link)}</a>`);
    const never = when(seen.size > 0 && verdict !== "unknown" && !seen.has(verdict), () => neverSeen(verdict));
    return html`<li>${verdictMark(verdict)} ${sentenceAt(data, check.document, check.means[verdict] ?? "")}${never}${next}</li>`;
  });
  return html`<ul class="answers" aria-label="What each verdict means">${rows}</ul>`;
}

/** A check that has given only one of the two verdicts may be unable to give the other. */
function neverSeen(verdict: Verdict): Html {
  return html` <strong>No test host gives ${VERDICT_WORDS[verdict]}.</strong>`;
}

/** In the words of the place that the link leads to, where it is one of ours. */
function nextWords(data: PageData, check: Check, link: string): Html {
  const [path = "", anchor] = link.split("#");
  const target = data.corpus.byUrl.get(path === "" ? check.document.url : path);
  const heading = target?.rendered.headings.find(({ id }) => id === anchor)?.text;
  const name = anchor ?? path.replace(/\/$/, "").split("/").at(-1) ?? link;
  const words = (anchor === undefined ? target?.title : heading) ?? name.replaceAll("-", " ");
  if (target === undefined) return html`Next: ${words}`;
  // Most runbooks have a section of that name.
  const whose = when(anchor !== undefined && path !== "", () => html`${titleAt(data, target)}: `);
  return html`Next: ${whose}${sentence(data, target, words)}`;
}
