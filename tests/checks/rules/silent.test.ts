// A check prints its reason on every path.

import { test } from "vitest";
import { checkOf, GCM, HOSTS, toldAll } from "../samples.ts";
import { describeRuns } from "../sandbox-here.ts";
import { triedHere } from "../tried-here.ts";

async function problems(snippet: string): Promise<string> {
  return toldAll((await triedHere(checkOf(snippet), HOSTS)).problems);
}

describeRuns("silentRuns()", () => {
  test.concurrent("tells all answers without a word at once, CANNOT TELL on the empty host among them", async ({
    expect,
  }) => {
    expect(await problems(`grep -q avx ${GCM}`)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" prints no reason for OK on "healthy", AFFECTED on "affected", CANNOT TELL on "empty"
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Print the reason on every path, as in { echo "cannot read it"; exit 2; }"
    `);
  });

  test.concurrent("tells the one path that prints nothing", async ({ expect }) => {
    const snippet = `[ -r ${GCM} ] || exit 2; grep avx ${GCM}; c=$?; [ $c = 1 ] && echo "no avx"; exit $c`;

    expect(await problems(snippet)).toContain(`prints no reason for CANNOT TELL on "empty"`);
  });

  test.concurrent("takes blanks for nothing, and stderr for no word", async ({ expect }) => {
    expect(await problems(`echo; echo x >&2; grep -q avx ${GCM}`)).toContain(`prints no reason for OK on "healthy"`);
  });

  test.concurrent("accepts a reason on every path", async ({ expect }) => {
    const snippet = `grep -q avx ${GCM}; c=$?; echo "grep ends with $c"; exit $c`;

    expect(await problems(snippet)).toBe("");
  });
});
