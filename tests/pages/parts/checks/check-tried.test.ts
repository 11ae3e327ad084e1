// The evidence of a check: what no machine has reached is told beside what was read.

import { load } from "cheerio";
import { expect, test } from "vitest";
import pages from "../../../../src/pages/check-pages.11ty.ts";
import runbooks from "../../../../src/pages/runbooks.11ty.ts";
import { recordRuns } from "../../../checks/record-runs.ts";
import { runbook } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";
import { site } from "../../../site/support/tiny-site.ts";

const SNIPPET = `[ -r /proc/a ] || { echo "cannot read it"; exit 2; }
if grep -q bad /proc/a; then
  grep -c "<b>" /proc/a; exit 1
fi
echo good`;

async function evidenceOf(steps: readonly string[], keys = "") {
  const root = await site({
    "content/runbooks/r.md": runbook(
      `checks: { c: { asks: Is it?, ok: [fine]${keys} } }`,
      `\`\`\`bash check=c\n${SNIPPET}\n\`\`\`\n`,
    ),
    "content/hosts/fine/host.yaml": "summary: x\nkind: recorded\nsource: x\n",
    "content/hosts/fine/root/proc/a": "fine\n",
  });
  await recordRuns(root, (_, host) =>
    host === "empty"
      ? { exitCode: 2, stdout: "cannot read it\n", missing: ["/proc/a"], steps: ["1 [", "1 echo", "1 exit"] }
      : { exitCode: 0, stdout: "good\n", read: ["/proc/a"], steps },
  );
  const loaded = await loadSite(root);
  const [document] = loaded.corpus.runbooks;
  const [check] = loaded.corpus.checks;
  if (document === undefined || check === undefined) throw new Error(JSON.stringify(loaded.problems));
  const panel = load(runbooks.render({ ...loaded, document }));
  const own = load(pages.render({ ...loaded, check }));
  return { panel: panel(".tested").text(), page: own(".reads ~ p:not(.small)").first().toString() };
}

test("a command that never ran is told, also where the author knows", async () => {
  const told = await evidenceOf(["1 [", "2 grep", "5 echo"]);

  expect(told).toMatchInlineSnapshot(`
    {
      "page": "<p>2 commands never ran on any of these test hosts: line 3 <code>grep -c "&lt;b&gt;" /proc/a</code>, line 3 <code>exit 1</code></p>",
      "panel": "Tested on 1 test host (1 recorded) and an empty one, not yours: 1 OK · 1 CANNOT TELL; 2 commands never ran",
    }
  `);
  expect(await evidenceOf(["1 [", "2 grep", "5 echo"], ", untried: [exit 1, grep -c]")).toEqual(told);
});

test("nothing is told where every command ran, and where no run says what it reached", async () => {
  const all = await evidenceOf(["1 [", "2 grep", "3 exit", "3 grep", "5 echo"]);

  expect(all.panel).not.toContain("never ran");
  expect(all.page).not.toContain("never ran");
});
