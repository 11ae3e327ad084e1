// Every check of the content, pasted into an interactive bash on a pseudo-terminal as a reader does it: with and without
// bracketed paste, and with set -e, which ends a shell at the first failure. The shell must survive.

import { spawn } from "node:child_process";
import { describe, expect, test } from "vitest";
import { pasteSafe } from "../../../src/checks/downloads/paste.ts";
import { pathOf } from "../../../src/checks/sandbox/path-of.ts";
import { readEverything } from "../../../src/site/content.ts";
import { checkOf } from "../samples.ts";
import { DASH, NO_DASH } from "./run-script.ts";

// script(1) of util-linux makes the pseudo-terminal; that of other systems takes other options.
const MISSING = process.platform === "linux" && pathOf("script") !== undefined ? undefined : "script(1) of util-linux";

const { checks } = await readEverything(process.cwd());

/** Types the lines into a shell on a terminal; gives what the terminal showed, without control sequences. */
function type(lines: readonly string[], shell = "bash --noprofile --norc -i"): Promise<string> {
  return new Promise((resolve, reject) => {
    const env = {
      PATH: process.env.PATH,
      HOME: "/nonexistent",
      HISTFILE: "",
      PS1: "$ ",
      PS2: "> ",
      TERM: "xterm",
      LC_ALL: "C",
    };
    const child = spawn("script", ["-q", "-c", shell, "/dev/null"], { env });
    let shown = "";
    child.stdout.on("data", (chunk: Buffer) => {
      shown += chunk.toString();
    });
    child.on("error", reject);
    child.on("close", () => resolve(plain(shown)));
    child.stdin.end(`${lines.join("\n")}\nexit 0\n`);
  });
}

const SEQUENCES = /\x1b\[[0-9;?]*[A-Za-z~]|\r/g;

function plain(shown: string): string {
  return shown.replace(SEQUENCES, "");
}

const VERDICT = /^(OK|AFFECTED|CANNOT TELL)(:.*)?$/gm;
/** What is typed is shown, too, but with the arithmetic undone only once it has run. */
const SURVIVED = "echo survived-$((6 * 7)) $- $(shopt -o pipefail | tr -d '\\t ') $(type -t check)";

const PASTES = [
  ["as it is", (text: string) => text],
  ["bracketed, as terminals do", (text: string) => `\x1b[200~${text}\x1b[201~`],
] as const;

describe.skipIf(MISSING !== undefined)(`a check pasted into a shell on a terminal (${MISSING ?? "script(1)"})`, () => {
  describe.each(PASTES)("%s", (_, paste) => {
    test.each(checks.map((check) => ({ id: check.id, check })))(
      "$id says one verdict, and the shell goes on",
      async ({ check }) => {
        const text = paste(pasteSafe(check, "https://kb.example/"));

        const [shown, untouched] = await Promise.all([type([text, SURVIVED]), type([SURVIVED])]);

        expect(shown.match(VERDICT)).toHaveLength(1);
        expect(survival(shown)).toBe(survival(untouched));
      },
    );

    test.each(checks.map((check) => ({ id: check.id, check })))("$id does so under set -e", async ({ check }) => {
      const text = paste(pasteSafe(check, "https://kb.example/"));

      const [shown, untouched] = await Promise.all([type(["set -eu", text, SURVIVED]), type(["set -eu", SURVIVED])]);

      expect(shown.match(VERDICT)).toHaveLength(1);
      expect(survival(shown)).toBe(survival(untouched));
    });

    test.each(["exit 1", "set -e; false", "exit 0", "return 1", "exec false", "cat"])(
      "%j leaves the shell alone",
      async (snippet) => {
        const shown = await type([paste(pasteSafe(checkOf(snippet), "https://kb.example/")), "", SURVIVED]);

        expect(survival(shown)).toMatch(/^survived-42 /);
      },
    );
  });

  test.for(checks.map((check) => ({ id: check.id, check })))("$id works in dash", async ({ check }, { skip }) => {
    if (NO_DASH !== undefined) skip(NO_DASH);
    const lines = ["set -eu", pasteSafe(check, "https://kb.example/"), "echo survived-$((6 * 7))"];

    const shown = await type(lines, `${DASH.command} -i`);

    expect(shown.match(VERDICT)).toHaveLength(1);
    expect(shown).toContain("survived-42\n");
    expect(shown).not.toContain("Syntax error");
  });

  test("would not survive bare: the test can fail", async () => {
    expect(await type(["exit 3", SURVIVED])).not.toContain("survived-42");
  });
});

function survival(shown: string): string | undefined {
  return shown.split("\n").find((line) => line.startsWith("survived-42"));
}
