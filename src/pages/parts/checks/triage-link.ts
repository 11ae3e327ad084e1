// The way from a runbook to all its checks as one script.

import { type Html, html, when } from "../../../core/html.ts";
import { oncePerList } from "../../../core/once-per-list.ts";
import type { RunbookDocument } from "../../../corpus/documents.ts";
import type { Check } from "../../../model/check.ts";
import { triageUrl } from "../../../model/urls.ts";
import type { PageData } from "../../page-data.ts";
import { href } from "../../page-type.ts";

/** One small line, where there are checks. */
export function triageLink(data: PageData, { name, url }: RunbookDocument): Html | null {
  const own = checksByPage(data.corpus.checks).get(url) ?? [];
  const tried = own.filter(({ id }) => data.outcomes.get(id)?.length);
  const script = triageUrl(name);
  return when(
    tried.length > 0,
    () =>
      html`<p class="small">${offered(tried.length, own.length)}: <a href="${href(data, script)}">triage.sh</a></p>
`,
  );
}

const checksByPage = oncePerList((checks: readonly Check[]) => Map.groupBy(checks, ({ document }) => document.url));

/** What the script holds: it leaves out a check that was not tested as it is now. */
function offered(tried: number, all: number): string {
  if (all === 1) return "The check of this page as a script";
  if (tried === all) return `${all === 2 ? "Both" : `All ${all}`} checks of this page in one script`;
  const others = all - tried === 1 ? "the other is not tested" : "the others are not tested";
  if (tried === 1) return `One of the ${all} checks of this page as a script; ${others}`;
  return `${tried} of the ${all} checks of this page in one script; ${others}`;
}
