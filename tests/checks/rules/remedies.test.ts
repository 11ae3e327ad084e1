import { describe, expect, test } from "vitest";
import { placeOf, refusalRemedy, remedyFor } from "../../../src/checks/rules/remedies.ts";
import { inText } from "../../../src/checks/snippet/in-text.ts";
import { rewriteOf } from "../../../src/checks/snippet/rewrites.ts";
import type { Refusal } from "../../../src/model/check.ts";
import { checkOf, GCM, hostOf, RUN } from "../samples.ts";

const TRANSCRIPTS = { "zpool status": "tank\n", "zpool list -H": "tank\n", "uname -r": "6\n" };
const HOST = hostOf("made", { [GCM]: "avx " }, TRANSCRIPTS);

const COMMANDS = [
  "zpool status -x",
  "gerp x",
  "unmae -r",
  "dmesg",
  "ls -l /x",
  "which zpool",
  "sudo uname -r",
  "sh -c x",
];
const REFUSALS: readonly Refusal[] = [
  ...COMMANDS.map((asked) => ({ cause: "command", asked, rewrite: rewriteOf(asked) }) as const),
  ...["> /tmp/x", "rm -f /tmp/x", "tee /tmp/x"].map((asked) => ({ cause: "write", asked }) as const),
  { cause: "output", asked: "more than 65536 bytes of output" },
  { cause: "endless", asked: "more than 64 processes" },
  ...inText("echo $RANDOM; [ -w /x ]; echo > /dev/tcp/a/80; find /x -mtime 1").refused,
  ...["# nothing", "true; }; {", "if true", "a\0"].flatMap((snippet) => inText(snippet).refused),
];

describe("remedyFor()", () => {
  test("has a remedy for each class", () => {
    const told = REFUSALS.map((one) => `${one.cause}: ${one.asked}\n  → ${remedyFor(one, checkOf(":"), HOST)}`);

    expect(told.join("\n")).toMatchInlineSnapshot(`
      "command: zpool status -x
        → Use "zpool status", which has a transcript there, or add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      command: gerp x
        → Did you mean "grep"? Otherwise add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      command: unmae -r
        → Did you mean "uname"? Otherwise add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      command: dmesg
        → Add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      command: ls -l /x
        → Write it differently, or add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      command: which zpool
        → Use command -v zpool: every shell has it, and it needs no transcript
      command: sudo uname -r
        → Remove sudo, and write needs: root under the check in the front matter
      command: sh -c x
        → Write the commands in the snippet: what it runs cannot be known in advance
      write: > /tmp/x
        → Remove what writes to /tmp/x: a check may only read
      write: rm -f /tmp/x
        → Remove rm -f /tmp/x: a check may only read
      write: tee /tmp/x
        → Remove tee /tmp/x: a check may only read
      output: more than 65536 bytes of output
        → Print one line on every path: the reason for the verdict
      endless: more than 64 processes
        → Read less: a check should read a few files, once
      recording: $RANDOM
        → Remove $RANDOM: a verdict must follow from what was read
      recording: [ -w /x ]
        → Remove -w: a check only reads, and test hosts have no file modes
      network: /dev/tcp/a/80
        → Remove the network access: a check may only use its own machine
      recording: find -mtime
        → Ask for names only, because test hosts have no owners, modes, sizes or times. Or add a transcript
      snippet: no command in it
        → Write at least one command
      snippet: code outside of the check
        → Balance all braces and quotes: bash -n shows where
      snippet: syntax that cannot be read here
        → Test it with bash -n. If bash accepts it, write it more simply
      snippet: what is no character
        → Remove what is not a character, such as NUL"
    `);
  });

  test("names what does not end", () => {
    const late = { cause: "time", asked: "" } as const;

    expect(remedyFor(late, checkOf("until false; do :; done"), HOST)).toBe(
      "Remove the loop `until false`, or make it end: a check reads once",
    );
    expect(remedyFor(late, checkOf("grep x /x"), HOST)).toBe("Read less: a check should read a few files, once");
  });
});

test("refusalRemedy() tells the remedy for the gravest, and nothing where there is an answer", () => {
  const outcome = { check: "zfs-avx", host: "made", expected: "ok", verdict: "ok", run: RUN } as const;
  const refused = [{ cause: "command", asked: "dmesg" } as const, { cause: "write", asked: "> /x" } as const];

  expect(refusalRemedy(checkOf(":"), outcome, HOST)).toBeUndefined();
  expect(refusalRemedy(checkOf(":"), { ...outcome, run: { ...RUN, refused } }, HOST)).toBe(
    "Remove what writes to /x: a check may only read",
  );
});

test("placeOf() is the line of the snippet in its document, or the place of the check", () => {
  const check = checkOf("list=$(cat /x)\n[ -r /y ] || exit 2\necho $RANDOM");
  const [refusal] = inText(check.snippet).refused;

  expect(placeOf(check, refusal)).toEqual({ file: "content/runbooks/slow.md", line: 6, column: 1, length: 0 });
  expect(placeOf(check, {})).toBe(check.place);
});
