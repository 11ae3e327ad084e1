// The way from a runbook to all its checks as one script.

import { type Html, html, when } from "../../core/html.ts";
import type { RunbookDocument } from "../../corpus/documents.ts";
import { triageUrl } from "../../model/urls.ts";
import type { PageData } from "../page-data.ts";
import { absolute, href } from "../page-type.ts";

/** One small line, where there are checks. It offers two commands instead of a pipe into bash: look, then run. */
export function triageLink(data: PageData, { slug, url }: RunbookDocument): Html | null {
  const count = data.corpus.checks.filter((check) => check.document.url === url).length;
  const script = triageUrl(slug);
  const what = count === 1 ? "The check of this page as a script" : `${all(count)} checks of this page in one script`;
  return when(
    count > 0,
    () =>
      html`<p class="small">${what}: <a href="${href(data, script)}">triage.sh</a>. <code>curl -fsSO ${absolute(data, script)}</code>, then <code>bash triage.sh</code></p>
`,
  );
}

function all(count: number): string {
  return count === 2 ? "Both" : `All ${count}`;
}
