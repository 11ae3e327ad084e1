// Tools that only some machines have answer from the host's files, and never from clock or machine.

import { test } from "vitest";
import { pathOf } from "../../../src/checks/sandbox/path-of.ts";
import { describeUnless } from "../../summary/summary.ts";
import { butSilence, checkOf, hostOf, hostsOf, toldAll } from "../samples.ts";
import { missing, run } from "../sandbox-here.ts";
import { triedHere } from "../tried-here.ts";

const FILES = {
  "/etc/os-release": 'ID=debian\n# Comment\nVERSION_ID="12"\n',
  "/a.json": '{"x":[1,2]}',
  "/list": "b 1\naa 22\n",
};

const ANSWERS = [
  ["bc", "bc -l <<< '0.5 * 3'", "1.5\n"],
  ["bc", 'echo "99 > 4" | bc -l', "1\n"],
  ["jq", "jq -r '.x[1]' /a.json", "2\n"],
  ["column", "column -t /list", "b   1\naa  22\n"],
  ["stat", "stat -c '%n %s' /list", "/list 10\n"],
  ["diff", "diff <(sort /list) /list >/dev/null; echo $?", "1\n"],
  ["numfmt", "numfmt --to=iec 2048", "2.0K\n"],
  ["openssl", "printf x | openssl dgst -md5 -r", "9dd4e461268c8034f5c8564e155c67a6 *stdin\n"],
  ["date", "date -ud @1694000000 +%F", "2023-09-06\n"],
  ["date", "date -ud 'Sep  6 11:33:20 2023 GMT' +%s", "1694000000\n"],
  ["date", "date -ud 'Wed, 06 Sep 2023 13:33:20 +0200' +%s", "1694000000\n"],
  ["date", "date -ud '6 Sep 2023' +%s", "1693958400\n"],
  ["xargs", "xargs -I{} echo 'x {}' < /list", "x b 1\nx aa 22\n"],
  ["head", "head -n -1 /list", "b 1\n"],
  ["grep", "grep -qw '^aa' /list && echo yes", "yes\n"],
  ["bash", "t=512; (( t & (1 << 9) )) && echo yes", "yes\n"],
  ["bash", ". /etc/os-release && echo $ID $VERSION_ID", "debian 12\n"],
  ["bash", "source /etc/os-release; echo $ID", "debian\n"],
] as const;

for (const [tool, cases] of Map.groupBy(ANSWERS, ([name]) => name)) {
  const why = missing ?? (pathOf(tool) === undefined ? `this machine has no ${tool}` : undefined);
  describeUnless(why, `${tool} in the sandbox`, () => {
    test.concurrent.for(cases)("%s: %s", async ([, snippet, said], { expect }) => {
      const { stdout, refused } = await run(snippet, hostOf("one", FILES));

      expect({ stdout, refused }).toEqual({ stdout: said, refused: [] });
    });
  });
}

describeUnless(missing, "what is refused all the same", () => {
  test.concurrent.for([
    "date -d yesterday +%s",
    "date -d '10:00' +%s",
    "date -d 2026 +%s",
    ". /list",
    "x=/list; . $x",
    "x=.; $x /list; . /etc/os-release",
  ])("%s", async (snippet, { expect }) => {
    expect((await run(snippet, hostOf("one", FILES))).refused).not.toEqual([]);
  });

  test.concurrent("a file of settings that runs a command", async ({ expect }) => {
    const host = hostOf("one", { "/etc/os-release": 'ID="$(cat /list)"\n' });

    expect((await run(". /etc/os-release; echo $ID", host)).refused).toMatchObject([{ asked: ". /etc/os-release" }]);
  });
});

describeUnless(
  missing ?? (pathOf("bc") === undefined ? "this machine has no bc" : undefined),
  "a machine without bc",
  () => {
    const host = (name: string, load: string) => hostOf(name, { "/proc/loadavg": `${load} 0 0 1/1 1\n` });
    const hosts = hostsOf(host("healthy", "0.50"), host("affected", "9.50"));
    const start = "read -r load _ < /proc/loadavg || exit 2\n[[ $load =~ ^[0-9.]+$ ]] || exit 2";

    test.concurrent("must be no machine that is well", async ({ expect }) => {
      const { problems } = await triedHere(checkOf(`${start}\n[ "$(bc -l <<< "$load > 4")" != 1 ]`), hosts);

      expect(toldAll(butSilence(problems))).toContain('says OK on test host "healthy" without the command bc');
    });

    test.concurrent.for([
      [
        "asks after it",
        `${start}\ncommand -v bc >/dev/null || exit 2\nhigh=$(bc -l <<< "$load > 4"); case $high in 0) ;; 1) exit 1 ;; *) exit 2 ;; esac`,
      ],
      ["looks at its exit code", `${start}\nhigh=$(bc -l <<< "$load > 4") || exit 2\n[ "$high" != 1 ]`],
    ] as const)("is fine where the check %s", async ([, snippet], { expect }) => {
      const { problems } = await triedHere(checkOf(snippet), hosts);

      expect(toldAll(butSilence(problems))).toBe("");
    });
  },
);
