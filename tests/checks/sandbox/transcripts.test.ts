import { describe, expect, test } from "vitest";
import { quote } from "../../../src/checks/snippet/quote.ts";
import type { Transcript } from "../../../src/model/host.ts";
import { hostOf } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";

const answering = (...argvs: readonly (readonly string[])[]) => ({
  ...hostOf("made", { "/etc/x.conf": "hello\n" }),
  transcripts: argvs.map(
    (argv): Transcript => ({ argv: [...argv], stdout: "recorded '\"$x\\\n", stderr: "said\n", exit: 7 }),
  ),
});

const ODD: readonly (readonly string[])[] = [
  ["zpool", "list", "-o", "it's", 'a "b"', "$HOME `x` \\ *", "a\nb", "", " "],
  ["zpool"],
  ["zpool", ""],
  ...[
    "time",
    "if",
    "[",
    "a b",
    "function",
    "exec",
    "é",
    "-n",
    "{",
    "a;b",
    "printf",
    "x=1",
    "~",
    "check",
    "local",
    "set",
    "return",
    "kill",
  ].map((name) => [name, "x"]),
];

describeRuns("a transcript", () => {
  test("answers to its own words alone, whatever they are", async () => {
    const each = ODD.map(async (argv) => {
      const words = argv.map(quote).join(" ");
      // As a program it is found by every name, and as a command of the shell by all that are none of its own.
      return Promise.all([
        run(`env -- ${words}; exit $?`, answering(argv)),
        run(`env -- ${words} other; exit $?`, answering(argv)),
      ]);
    });
    for (const [i, [asked, other]] of (await Promise.all(each)).entries()) {
      const isName = !/=/.test(ODD[i]?.[0] ?? "");
      const isTool = ["printf"].includes(ODD[i]?.[0] ?? "");
      if (isName)
        expect([ODD[i], asked.exitCode, asked.stdout, asked.stderr]).toEqual([
          ODD[i],
          7,
          "recorded '\"$x\\\n",
          "said\n",
        ]);
      if (isName && !isTool) expect([ODD[i], other.exitCode, other.refused.length]).toEqual([ODD[i], 127, 1]);
    }
  });

  test("of a text tool leaves other arguments to the tool", async () => {
    const host = answering(["cat", "/etc/x.conf"], ["grep"]);
    const [recorded, real] = await Promise.all([
      run("cat /etc/x.conf; grep; exit 3", host),
      run("cat -n /etc/x.conf; grep -c h /etc/x.conf; env grep -c h /etc/x.conf; exit 3", host),
    ]);

    expect(recorded).toMatchObject({ stdout: "recorded '\"$x\\\n".repeat(2), read: [], refused: [] });
    expect(real).toMatchObject({ stdout: "     1\thello\n1\n1\n", read: ["/etc/x.conf"], refused: [] });
  });

  test("answers whatever the shell is set to", async () => {
    const host = hostOf("made", {}, { "zpool list": "tank\n", "uname -r": "6.2\n" });
    const snippets = [
      "set -eu -o pipefail; zpool list | cat; x=$(uname -r); echo $x; exit 3",
      "IFS=o; zpool list; set -f; uname -r; exit 3",
      "set -n -v 2>/dev/null; :", // nothing runs after set -n
      "f() { local IFS=, x; zpool list; uname -r; }; f; exit 3",
      "readonly IFS=,; zpool list; uname -r; exit 3",
      "shopt -s nullglob failglob extglob nocasematch; zpool list; uname -r; ZPOOL list 2>/dev/null; exit 3",
      "set -- a b; zpool list; uname -r; echo $# >&2; exit 3",
    ];
    const runs = await Promise.all(snippets.map((snippet) => run(snippet, host)));

    expect(runs.map(({ stdout }) => stdout)).toEqual([
      "tank\n6.2\n",
      "tank\n6.2\n",
      "",
      ...Array(4).fill("tank\n6.2\n"),
    ]);
    expect(runs[6]?.stderr).toBe("2\n");
    expect(runs[5]?.refused).toEqual([expect.objectContaining({ cause: "command", asked: "ZPOOL list" })]);
    expect(runs.filter((_, i) => i !== 5 && i !== 2).map(({ exitCode, refused }) => [exitCode, refused])).toEqual(
      Array(5).fill([3, []]),
    );
  });

  test("that lacks is named with its line, and fails as a missing command does", async () => {
    const ran = await run("echo a\nzpool list 2>/dev/null | cat\nzfs list\necho $?; exit 3", hostOf("made"));

    expect(ran).toMatchObject({ stdout: "a\n127\n", stderr: "zfs list: the host has no transcript of it\n" });
    expect(ran.refused.map(({ cause, asked }) => `${cause} ${asked}`)).toEqual([
      "command zfs list",
      "command zpool list",
    ]);
    expect(ran.steps).toEqual(["1 echo", "2 cat", "2 zpool", "3 zfs", "4 echo", "4 exit"]);
  });
});

describeRuns("date", () => {
  const FIXED = [
    ["-u -d @1694000000 +%F", "2023-09-06\n"],
    ["-d @1694000000 -u +%FT%T", "2023-09-06T11:33:20\n"],
    ["--date=2023-09-06 +%s", "1693958400\n"],
    ["--date 2023-09-06T10:00:00Z -u +%s", "1693994400\n"],
    ["-d '2023-09-06 10:00 +0200' +%s", "1693987200\n"],
  ] as const;
  const NOW = [
    "",
    "+%s",
    "-d now",
    "-d yesterday",
    "-d '2023-09-06 + 1 day ago'",
    "-u",
    "-d @1 -r /x",
    "-s 2023-09-06",
    "-f /x",
  ];

  test("runs where its answer does not depend on the clock, and nowhere else", async () => {
    const fixed = await Promise.all(FIXED.map(([args]) => run(`date ${args}`, hostOf("made"))));
    const now = await Promise.all(NOW.map((args) => run(`date ${args}; env date ${args}; exit 0`, hostOf("made"))));

    expect(fixed.map(({ stdout, refused }) => [stdout, refused])).toEqual(FIXED.map(([, text]) => [text, []]));
    expect(now.filter(({ refused }) => refused.length === 0)).toEqual([]);
  });

  test("answers as it is recorded", async () => {
    expect(await run("date +%s", hostOf("made", {}, { "date +%s": "1\n" }))).toMatchObject({
      stdout: "1\n",
      refused: [],
    });
  });
});

describe("quote()", () => {
  test("keeps every character", () => expect(quote("it's $x\n!")).toBe("'it'\\''s $x\n!'"));
});
