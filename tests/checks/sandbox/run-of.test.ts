// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
// What the real bash did in a sandbox, as a Run tells it.

import { expect, test } from "vitest";
import type { Run } from "../../../src/model/check.ts";
import { hostOf } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";

const HOST = hostOf(
  "made",
  {
    ...{ "/proc/cpuinfo": "flags: avx\n", "/etc/a.conf": "a\n", "/etc/b.conf": "b\n", "/etc/empty": "" },
    ...{ "/sys/bus/one/uevent": "1\n", "/sys/bus/two/uevent": "2\n", "/sys/bus/two/deep/x": "x\n", "/srv/": "" },
  },
  { "uname -r": "6.2\n" },
);

type Told = Partial<
  Pick<Run, "read" | "listed" | "looked" | "missing" | "ran" | "steps" | "stdout" | "stderr" | "exitCode">
>;
const SEEN: readonly (readonly [snippet: string, told: Told])[] = [
  [
    "cat /etc/a.conf",
    { read: ["/etc/a.conf"], listed: [], looked: [], missing: [], ran: ["cat /etc/a.conf"], steps: ["1 cat"] },
  ],
  ["grep -q avx /proc/cpuinfo", { read: ["/proc/cpuinfo"], exitCode: 0 }],
  ["x=$(</etc/a.conf); echo $x", { read: ["/etc/a.conf"], stdout: "a\n", ran: [] }],
  [
    "mapfile -t l < /etc/a.conf; read -r x < /etc/b.conf; echo $x$l",
    { read: ["/etc/a.conf", "/etc/b.conf"], stdout: "ba\n" },
  ],
  ["cat /etc/empty; cat < /etc/empty", { read: ["/etc/empty"] }],
  [
    "[ -e /etc/a.conf ] && [[ -f /etc/b.conf ]] && [ -d /srv ]",
    { read: [], looked: ["/etc/a.conf", "/etc/b.conf", "/srv"] },
  ],
  ["[ -e /etc/nope ] || cat /etc/no 2>/dev/null; exit 3", { missing: ["/etc/no", "/etc/nope"], exitCode: 3 }],
  ["ls /sys/bus", { listed: ["/sys/bus"], read: [], stdout: "one\ntwo\n" }],
  [
    "find /sys/bus -name uevent | sort",
    { listed: ["/sys/bus", "/sys/bus/one", "/sys/bus/two", "/sys/bus/two/deep"], read: [] },
  ],
  ["echo /etc/*.conf", { listed: ["/etc"], looked: [], read: [] }],
  [
    "cat /sys/bus/*/uevent",
    { listed: ["/sys/bus"], read: ["/sys/bus/one/uevent", "/sys/bus/two/uevent"], stdout: "1\n2\n" },
  ],
  ["cat /sys/*/*/deep/?", { listed: ["/sys", "/sys/bus", "/sys/bus/two/deep"], read: ["/sys/bus/two/deep/x"] }],
  ["grep -r 1 /sys/bus >/dev/null", { read: ["/sys/bus/one/uevent", "/sys/bus/two/deep/x", "/sys/bus/two/uevent"] }],
  ["cd /etc && cat a.conf", { read: ["/etc/a.conf"], looked: ["/etc"], steps: ["1 cat", "1 cd"] }],
  ["head -c 1 /etc/a.conf | cat", { read: ["/etc/a.conf"], ran: ["cat", "head -c 1 /etc/a.conf"] }],
  ["awk '/avx/ { exit 1 }' /proc/cpuinfo", { read: ["/proc/cpuinfo"], exitCode: 1, missing: [] }],
  [
    "x=1\nif grep -q no /proc/cpuinfo; then\n  echo yes\nelse\n  uname -r\nfi",
    { steps: ["2 grep", "5 uname"], stdout: "6.2\n" },
  ],
  // So bash counts: what takes several lines stands in its last one, and so does all that is in a $(…).
  ["x=$(\n  cat /etc/a.conf |\n    tr a b\n)\necho \\\n  $x", { steps: ["4 cat", "4 tr", "6 echo"], stdout: "b\n" }],
  ["f() {\n  cat /etc/a.conf\n}\nf\ncat <<END\n$(uname -r)\nEND", { steps: ["2 cat", "4 f", "5 cat", "5 uname"] }],
  ["echo a\nnope=${x:?unset}\necho b", { stderr: "bash: line 2: x: unset\n", exitCode: 1 }],
  [
    "echo a >&2\ncat /nope\n[ 1 -eq x ]",
    { stderr: "a\ncat: /nope: No such file or directory\nbash: line 3: [: x: integer expression expected\n" },
  ],
  ["kill_it() { return 143; }\nkill_it", { exitCode: 143 }],
  ["return 4\necho no", { exitCode: 4, stdout: "" }],
  ["set -e\nfalse\necho no", { exitCode: 1, stdout: "" }],
  ["printf '%70000s' x > /dev/null; cat <<< \"$(printf '%70000s' x)\" | wc -c", { stdout: "70001\n", missing: [] }],
  ["diff <(cat /etc/a.conf) <(cat /etc/b.conf) > /dev/null", { exitCode: 1, read: ["/etc/a.conf", "/etc/b.conf"] }],
];

const WRITTEN: readonly (readonly [snippet: string, asked: readonly string[]])[] = [
  ["f=/etc/new; echo x > $f", ["> /etc/new"]],
  ["f=/etc/a.conf; echo x >> $f", ["> /etc/a.conf"]],
  ["sed -i s/a/b/ /etc/a.conf /etc/b.conf", ["> /etc/a.conf", "> /etc/b.conf"]],
  ["find /sys/bus/two/deep -delete", ["> /sys/bus/two"]],
  ["find /etc -name a.conf -delete", ["> /etc"]],
  ["f=/tmp/x; : > $f", ["> /tmp/x"]],
  ["echo x > /etc/a.conf", ["> /etc/a.conf"]],
];

describeRuns("a run", () => {
  let made: Promise<readonly Run[]> | undefined;
  /** All in one batch, when the first test asks. */
  const runs = () => {
    made ??= Promise.all([...SEEN, ...WRITTEN].map(([snippet]) => run(snippet, HOST)));
    return made;
  };

  test.each(SEEN.map(([snippet, told], i) => ({ snippet, told, i })))("$snippet", async ({ told, i }) => {
    expect((await runs())[i]).toMatchObject({ refused: [], ...told });
  });

  test.each(WRITTEN.map(([snippet, asked], i) => ({ snippet, asked, i: SEEN.length + i })))(
    "$snippet writes",
    async ({ asked, i }) => {
      const written = (await runs())[i]?.refused.filter((refusal) => refusal.asked.startsWith("> /"));

      expect(written?.map((refusal) => [refusal.cause, refusal.asked])).toEqual(asked.map((path) => ["write", path]));
    },
  );

  test("untraced, it tells what it read, printed and was refused, and nothing that it asked for", async () => {
    const [traced, untraced] = await Promise.all([
      run("cat /etc/a.conf; cat /nope; ls /sys/bus; zpool list; exit 3", HOST),
      run("cat /etc/a.conf; cat /nope; ls /sys/bus; zpool list; exit 3", HOST, { traced: false }),
    ]);

    // That a file is missing, cat says itself.
    expect(untraced).toEqual({ ...traced, missing: ["/nope"], looked: [], ran: [], steps: [] });
  });
});
