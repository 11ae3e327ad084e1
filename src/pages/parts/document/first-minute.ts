// A runbook's first minute as lines of plain text: for mails, chats and programs, which show no page.

import type { CheerioAPI } from "cheerio";
import { html } from "../../../core/html.ts";
import { plainText } from "../../../core/plain-text.ts";
import type { RunbookDocument } from "../../../corpus/documents.ts";
import { sectionsIn } from "../../../corpus/runbook-sections.ts";
import type { Heading } from "../../../markdown/document.ts";
import type { PageData } from "../../page-data.ts";
import { absolute } from "../../page-type.ts";
import { withoutPage } from "../feed-content.ts";
import { sectionParts } from "./prose.ts";

/** Its lines, indented by spaces and never empty; undefined for a runbook without a first minute, or with an empty one. */
export function firstMinute(data: PageData, document: RunbookDocument): readonly string[] | undefined {
  const heading = firstMinuteHeading(data, document);
  const parts = heading && sectionParts(document.rendered, heading);
  if (parts === undefined) return undefined;
  // A snippet copied out of a chat has other quotes and dashes: the page of the check has it.
  const $ = withoutPage(data, document, {
    parts,
    ofCheck: ({ asks }, address) => html`<p>Check: ${asks} ${address}</p>`,
  });
  $("h1, h2, h3, h4, h5, h6").first().remove();
  writeOutAddresses($, absolute(data, document.url));
  const lines = linesOf($);
  return lines.length === 0 ? undefined : lines;
}

/** The heading of a runbook's first minute; undefined for one without. */
export function firstMinuteHeading({ corpus }: PageData, { rendered }: RunbookDocument): Heading | undefined {
  const sections = sectionsIn(rendered.headings, corpus.settings.runbooks.names);
  return sections.find(({ section }) => section === "First minute")?.heading;
}

/** "[the check](/runbooks/other/)" → "the check (https://…)"; a section of the same page is behind its title. */
function writeOutAddresses($: CheerioAPI, own: string): void {
  $("a[href]").each((_, link) => {
    const href = $(link).attr("href") ?? "";
    const isOwn = href === own || href.startsWith(`${own}#`);
    if (/^https?:/.test(href) && !isOwn && $(link).text().trim() !== href)
      $(link).append($("<span>").text(` (${href})`));
  });
}

/** Signs that no text of a page has: where a line begins, an indent, a space of code, the end of a list's mark. */
const [BREAK, INDENT, SPACE, MARKED] = ["\u0001", "\u0002", "\u0003", "\u0004"];
const SIGNS = /[\u0001-\u0004]/g;
/** What begins a line of its own. */
const BLOCKS =
  "p, div, ul, ol, dl, dt, dd, li, pre, blockquote, figure, figcaption, table, tr, details, summary, section, h1, h2, h3, h4, h5, h6";
const LONGEST_LINE = 2000;

function linesOf($: CheerioAPI): string[] {
  $("br").replaceWith(BREAK);
  $("img").each((_, image) => void $(image).replaceWith($("<span>").text($(image).attr("alt") ?? "")));
  $("pre").each((_, code) => void $(code).text(codeOf($(code).text())));
  $("td + td, th + th, th + td").prepend(" | ");
  $(BLOCKS).each((_, block) => {
    const depth = $(block).parents("li").length;
    const mark = $(block).is("li") ? `${numberOf($(block))}${MARKED}` : "";
    $(block)
      .before(BREAK)
      .after(BREAK)
      .prepend(INDENT.repeat(depth) + mark);
  });
  // The text of an item may be a paragraph of its own.
  const text = $.root()
    .text()
    .replace(/\u0004[\s\u0001\u0002]*/g, " ");
  return text.split(BREAK).flatMap((line) => lineOf(line) ?? []);
}

/** "•", or the number of an item in a numbered list. */
function numberOf(item: ReturnType<CheerioAPI>): string {
  const list = item.parent("ol");
  return list.length === 0 ? "•" : `${Number(list.attr("start") ?? 1) + item.prevAll("li").length}.`;
}

function codeOf(text: string): string {
  const lines = text.replace(SIGNS, "").trimEnd().split("\n");
  return lines.map((line) => `${INDENT}${line.replace(/[ \t]/g, SPACE)}`).join(BREAK);
}

/** Spaces of code stay; all others are those of HTML. */
function lineOf(line: string): string | undefined {
  const indent = "  ".repeat(line.split(INDENT).length - 1);
  const words = line.replaceAll(INDENT, "").split(SPACE);
  const text = words.map((word) => plainText(word, LONGEST_LINE)).join(" ");
  return text.trim() === "" ? undefined : `${indent}${text.trimEnd()}`;
}
