// What is no figure is no proof that all is well.

import { test } from "vitest";
import type { Host } from "../../../../src/model/host.ts";
import { checkOf, hostOf, hostsOf, told } from "../../samples.ts";
import { describeRuns } from "../../sandbox-here.ts";
import { triedHere } from "../../tried-here.ts";

async function toldOf(snippet: string, ...hosts: readonly Host[]): Promise<string> {
  return told((await triedHere(checkOf(snippet), hostsOf(...hosts))).problems);
}

const meminfo = (name: string, free: string) =>
  hostOf(name, { "/var/lib/memory": `MemTotal:       16000 kB\nMemAvailable:   ${free} kB\n` });
const MEMORY = [meminfo("healthy", "9000"), meminfo("affected", "90")] as const;
const READ = "free=$(awk '/MemAvailable/ { print $2 }' /var/lib/memory) || exit 2";

describeRuns("a text without its figures", () => {
  test.concurrent("must not be OK, and neither one without the line", async ({ expect }) => {
    expect(
      await toldOf(
        `${READ}; grep -q . /var/lib/memory || exit 2
if [ "$free" -lt 1000 ]; then exit 1; fi; exit 0`,
        ...MEMORY,
      ),
    ).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "affected" when /var/lib/memory has "N/A" instead of numbers
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It says the same when /var/lib/memory has no numbers
        A value that is not a number proves nothing.
        Read it into a variable before comparing it, and exit with 2 if it is not a number:
          [[ $number =~ ^[0-9]+$ ]] || { echo "unexpected answer: $number"; exit 2; }
      content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "affected" when /var/lib/memory has no line MemAvailable
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        A missing line proves nothing.
        Exit with 2 if the line is missing:
          grep -q '^[[:blank:]]*MemAvailable' /var/lib/memory || { echo "no MemAvailable"; exit 2; }"
    `);
  });

  test.concurrent("is not told where the check looks at its form", async ({ expect }) => {
    expect(await toldOf(`${READ}; [[ $free =~ ^[0-9]+$ ]] || exit 2; (( free >= 1000 ))`, ...MEMORY)).toBe("");
  });

  test.concurrent("is told where bash gives up, as if that were an answer", async ({ expect }) => {
    const pools = (name: string, used: string) => hostOf(name, { "/pool": `used ${used} of 100\n` });
    const snippet =
      'read -r _ used _ all < /pool || exit 2; [ -n "$all" ] || exit 2\n(( used * 100 / all < 90 )); exit $?';

    expect(await toldOf(snippet, pools("healthy", "10"), pools("affected", "95"))).toContain("bash stops with");
  });

  test.concurrent("keeps the numbers that name a row", async ({ expect }) => {
    const disk = (name: string, raw: string) => hostOf(name, { "/smart": `197 Current_Pending_Sector ${raw}\n` });
    const snippet = `raw=$(awk '$1 == 197 { print $3 }' /smart) || exit 2
case $raw in ''|*[!0-9]*) exit 2 ;; esac; [ "$raw" -eq 0 ]`;

    expect(await toldOf(snippet, disk("healthy", "0"), disk("affected", "8"))).toBe("");
  });

  test.concurrent("leaves a line alone that stands on affected machines only", async ({ expect }) => {
    const log = (name: string, line: string) => hostOf(name, { "/log": `started 12\n${line}` });

    expect(
      await toldOf(
        "grep -q started /log || exit 2; ! grep -q 'error 5' /log",
        log("healthy", ""),
        log("affected", "error 5\n"),
      ),
    ).toBe("");
  });
});
