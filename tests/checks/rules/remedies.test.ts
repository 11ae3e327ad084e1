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
        → Recorded there is "zpool status". Ask that, or add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      command: gerp x
        → Did you mean "grep"? Otherwise add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      command: unmae -r
        → Did you mean "uname"? Otherwise add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      command: dmesg
        → Add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      command: ls -l /x
        → Write it otherwise, or add a transcript: npm run --silent capture -- zfs-avx > zfs-avx.capture.sh
      command: which zpool
        → Ask command -v zpool: every shell knows it, and it needs no transcript
      command: sudo uname -r
        → Leave out sudo, and say needs: root under the check in the front matter
      command: sh -c x
        → Write the commands themselves: nobody can see beforehand what it runs
      write: > /tmp/x
        → A check only reads: leave out what writes to /tmp/x
      write: rm -f /tmp/x
        → A check only reads: leave out rm -f /tmp/x
      write: tee /tmp/x
        → A check only reads: leave out tee /tmp/x
      output: more than 65536 bytes of output
        → Print one line on every path: the reason for the answer
      endless: more than 64 processes
        → Read less: a check looks at a few files, once
      recording: $RANDOM
        → Leave out $RANDOM: an answer must follow from what was read
      recording: [ -w /x ]
        → A check only reads, so it need not ask -w; a recording keeps no mode
      network: /dev/tcp/a/80
        → A check asks the host alone: leave out the network
      recording: find -mtime
        → Ask for names alone: owner, mode, size and times are in no recording. Or add a transcript
      snippet: no command in it
        → Write at least one command
      snippet: code outside of the check
        → See that each brace and quote is closed by its own: bash -n shows where
      snippet: syntax that cannot be read here
        → bash -n tells whether bash can read it; if so, write it more plainly
      snippet: what is no character
        → Leave out what is no character, such as NUL"
    `);
  });

  test("names what does not end", () => {
    const late = { cause: "time", asked: "" } as const;

    expect(remedyFor(late, checkOf("until false; do :; done"), HOST)).toBe(
      "A check looks once: leave out the loop `until false`, or give it an end",
    );
    expect(remedyFor(late, checkOf("grep x /x"), HOST)).toBe("Read less: a check looks at a few files, once");
  });
});

test("refusalRemedy() tells the remedy for the gravest, and nothing where there is an answer", () => {
  const outcome = { check: "zfs-avx", host: "made", expected: "ok", verdict: "ok", run: RUN } as const;
  const refused = [{ cause: "command", asked: "dmesg" } as const, { cause: "write", asked: "> /x" } as const];

  expect(refusalRemedy(checkOf(":"), outcome, HOST)).toBeUndefined();
  expect(refusalRemedy(checkOf(":"), { ...outcome, run: { ...RUN, refused } }, HOST)).toBe(
    "A check only reads: leave out what writes to /x",
  );
});

test("placeOf() is the line of the snippet in its document, or the place of the check", () => {
  const check = checkOf("list=$(cat /x)\n[ -r /y ] || exit 2\necho $RANDOM");
  const [refusal] = inText(check.snippet).refused;

  expect(placeOf(check, refusal)).toEqual({ file: "content/runbooks/slow.md", line: 6, column: 1, length: 0 });
  expect(placeOf(check, {})).toBe(check.place);
});
