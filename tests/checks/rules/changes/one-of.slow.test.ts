// One affected entry of a pattern must be enough, wherever it stands.

import { test } from "vitest";
import type { Host } from "../../../../src/model/host.ts";
import { butSilence, checkOf, hostOf, hostsOf, toldAll } from "../../samples.ts";
import { describeRuns } from "../../sandbox-here.ts";
import { triedHere } from "../../tried-here.ts";

const errors = (name: string) => `/sys/class/net/${name}/statistics/rx_errors`;
const QUIET = hostOf("quiet", { [errors("eth0")]: "0\n", [errors("eth1")]: "0\n", [errors("lo")]: "0\n" });
const NOISY = hostOf("noisy", { [errors("eth0")]: "93112\n", [errors("eth1")]: "93112\n", [errors("lo")]: "0\n" });

const LOOP = 'cat /sys/class/net/*/statistics/rx_errors >/dev/null || { echo "no interface"; exit 2; }';

async function toldOf(snippet: string, ok: readonly string[] = ["quiet"], ...others: readonly Host[]) {
  const check = checkOf(snippet, { ok: [...ok], affected: ["noisy"], unknown: [] });
  return toldAll(butSilence((await triedHere(check, hostsOf(QUIET, NOISY, ...others))).problems));
}

describeRuns("one of a pattern", () => {
  test.concurrent("a loop that keeps the last answer is told", async ({ expect }) => {
    const snippet = `${LOOP}
for file in /sys/class/net/eth*/statistics/rx_errors; do
  n=$(cat "$file") || exit 2
  case $n in *[!0-9]*|"") exit 2 ;; esac
  if [ "$n" -gt 100 ]; then state=1; else state=0; fi
done
exit "\${state:-2}"`;

    expect(await toldOf(snippet)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "noisy" when only the first of /sys/class/net/* is affected
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        One affected entry of /sys/class/net/* must be enough, wherever it comes.
        Collect the affected ones, and decide after the loop:
          [ -z "$bad" ] || { echo "affected:$bad"; exit 1; }
        Or list under ok a test host with such a mixture"
    `);
  });

  test.concurrent("a loop that ends at the first is told", async ({ expect }) => {
    const snippet = `${LOOP}
for file in /sys/class/net/eth*/statistics/rx_errors; do
  n=$(cat "$file") || exit 2
  case $n in *[!0-9]*|"") exit 2 ;; esac
  [ "$n" -gt 100 ] && exit 1
  exit 0
done
exit 2`;

    expect(await toldOf(snippet)).toContain(
      'says OK on test host "noisy" when only the last of /sys/class/net/* is affected',
    );
  });

  const EACH = `${LOOP}
bad= n=0
for folder in /sys/class/net/*; do
  [ "\${folder##*/}" = lo ] && continue
  errors=$(cat "$folder/statistics/rx_errors") || exit 2
  case $errors in *[!0-9]*|"") exit 2 ;; esac
  n=$((n + 1))
  [ "$errors" -le 100 ] || bad+=" \${folder##*/}"
done
[ "$n" -gt 0 ] || exit 2`;

  test.concurrent("a loop that collects them keeps the rule", async ({ expect }) => {
    expect(await toldOf(`${EACH}\n[ -z "$bad" ]`)).toBe("");
  });

  test.concurrent("where a mixture was recorded as ok, one need not be enough", async ({ expect }) => {
    const mixed = hostOf("mixed", { [errors("eth0")]: "93112\n", [errors("eth1")]: "0\n" });
    const snippet = `${EACH}\nset -- $bad\n[ "$#" -lt "$n" ]`;

    expect(await toldOf(snippet)).toContain("when only the first of");
    expect(await toldOf(snippet, ["quiet", "mixed"], mixed)).toBe("");
  });
});
