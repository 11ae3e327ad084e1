// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
import { describe, expect, test } from "vitest";
import { neverRan, neverRanProblems } from "../../../src/checks/rules/never-ran.ts";
import type { Check, Outcome, Refusal } from "../../../src/model/check.ts";
import { checkOf, RUN, toldAll } from "../samples.ts";

const SNIPPET = `answer() { echo "$2"; exit "$1"; }
gcm=/sys/module/icp/parameters/icp_gcm_impl
[ -r "$gcm" ] || answer 2 "$gcm is missing on $(uname -r)"
if grep -q avx "$gcm"; then answer 0 "AVX is there"; fi
if [ -e /sys/module/zfs ]; then
  version=$(cat /sys/module/zfs/version | head -n 1)
  answer 1 "AVX is gone from $(echo "$version" | tr a-z A-Z)"
fi
echo "It cannot be told"; exit 2`;
const REACHED = ["1 echo", "1 exit", "3 [", "4 grep", "4 answer", "5 ["];

function outcomesOf(steps: readonly string[], refused: readonly Refusal[] = []): readonly Outcome[] {
  const run = (own: readonly string[]) => ({ ...RUN, steps: own, refused });
  const half = steps.slice(0, 3);
  return [
    { check: "zfs-avx", host: "healthy", expected: "ok", verdict: "ok", run: run(steps) },
    { check: "zfs-avx", host: "empty", expected: "unknown", verdict: "unknown", run: run(half) },
  ];
}

function listed(given: Partial<Check> & { readonly snippet: string }, steps: readonly string[]): readonly string[] {
  return neverRan(checkOf(given.snippet, given), outcomesOf(steps)).map(({ line, text }) => `${line}: ${text}`);
}

describe("neverRan()", () => {
  test("gives the commands that no run has reached, and of an unseen answer the answer alone", () => {
    expect(listed({ snippet: SNIPPET }, REACHED)).toMatchInlineSnapshot(`
      [
        "6: cat /sys/module/zfs/version",
        "6: head -n 1",
        "7: answer 1 "AVX is gone from $(echo "$version" | tr a-z A-Z)"",
      ]
    `);
  });

  test("leaves out messages and what ends with CANNOT TELL, by the exits of the check", () => {
    const snippet = `: ; grep x /y\ncase $? in\n0) echo a; exit 0 ;;\n1) exit 1 ;;\n2) exit 2 ;;\n3) exit 3 ;;\n*) exit $? ;;\nesac`;

    expect(listed({ snippet }, ["1 grep"])).toEqual(["3: exit 0", "4: exit 1"]);
    expect(listed({ snippet, exits: { 0: "ok", 3: "affected" } }, ["1 grep"])).toEqual(["3: exit 0", "6: exit 3"]);
  });

  test("takes two commands of one name in one line for one", () => {
    expect(listed({ snippet: "grep a /x || grep b /x\ngrep c /x" }, ["1 grep"])).toEqual(["2: grep c /x"]);
  });

  test("takes a name that is put together for whatever ran in its line", () => {
    expect(listed({ snippet: 'tool=grep\n"$tool" a /x\n"$tool" b /x' }, ["2 grep"])).toEqual(['3: "$tool" b /x']);
  });

  test("says nothing where runs do not tell what they reached", () => {
    const check = checkOf("grep a /x\nhead /y");

    expect(neverRan(check, outcomesOf([]))).toEqual([]);
    expect(neverRan(check, outcomesOf(["1 grep"], [{ cause: "time", asked: "" }]))).toEqual([]);
    expect(listed({ snippet: "set +x; head /y" }, ["1 set"])).toEqual([]);
  });
});

describe("neverRanProblems()", () => {
  const told = (given: Partial<Check>) => toldAll(neverRanProblems(checkOf(SNIPPET, given), outcomesOf(REACHED)));
  const isFinal = { document: { url: "/runbooks/slow/", title: "Slow", isFinal: true } };

  test("is one advice in a draft", () => {
    expect(told({})).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  advice: check "zfs-avx" has 3 commands that never ran on any test host
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Line 6: cat /sys/module/zfs/version
        Line 6: head -n 1
        Line 7: answer 1 "AVX is gone from $(echo "$version" | tr a-z A-Z)"
        Add a test host that reaches them, or list them under checks.zfs-avx.untried"
    `);
    expect(told({ untried: ["cat /sys/module/zfs/version", "answer 1"] })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  advice: check "zfs-avx" has a command that never ran on any test host
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Line 6: head -n 1
        Add a test host that reaches it, or list it under checks.zfs-avx.untried"
    `);
  });

  test("is a Problem for each of them in a finished document", () => {
    expect(told(isFinal)).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:9:1  check "zfs-avx" has 2 commands that never ran on any test host: cat /sys/module/zfs/version; head -n 1
        Add a test host that reaches them, or list them: checks.zfs-avx.untried: ['cat /sys/module/zfs/version', 'head -n 1']
      content/runbooks/slow.md:10:1  check "zfs-avx" has a command that never ran on any test host: answer 1 "AVX is gone from $(echo "$version" | tr a-z A-Z)"
        Add a test host that reaches it, or list it: checks.zfs-avx.untried: ['answer 1 "AVX is gone from $(echo "$version" | tr a-z A-Z)"']"
    `);
  });

  test("leaves out what the author names: a command, or a line with several", () => {
    expect(told({ ...isFinal, untried: ["cat /sys/module/zfs/version |  head -n 1", "answer 1"] })).toBe("");
    // It needs no host, and the author may say so.
    expect(told({ untried: ["answer 1", "version=$(cat", "head -n", "cat", "answer 2"] })).toBe("");
  });

  test("tells which entry is not true", () => {
    const untried = ["head -n 1", "answer 1", "grep -q avx", "cat /sys/modul/zfs/version", 'echo "It cannot'];

    expect(told({ ...isFinal, untried })).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:9:1  check "zfs-avx" has a command that never ran on any test host: cat /sys/module/zfs/version
        Add a test host that reaches it, or list it: checks.zfs-avx.untried: ['cat /sys/module/zfs/version']
      content/runbooks/slow.md:3:1  untried of check "zfs-avx" names "grep -q avx", which ran on "healthy"
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Remove it, or name one that never ran: cat /sys/module/zfs/version
      content/runbooks/slow.md:3:1  untried of check "zfs-avx" names "cat /sys/modul/zfs/version", which is not in its snippet
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Did you mean "cat /sys/module/zfs/version"? Remove it, or name one that never ran: cat /sys/module/zfs/version"
    `);
  });
});
