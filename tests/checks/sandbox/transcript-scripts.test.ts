import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { REFUSED } from "../../../src/checks/sandbox/paths.ts";
import { NOT_FOUND_FUNCTION, transcriptFiles } from "../../../src/checks/sandbox/transcript-scripts.ts";
import { hostOf } from "../samples.ts";

const answering = (...argvs: readonly (readonly string[])[]) => ({
  ...hostOf("made"),
  transcripts: argvs.map((argv, i) => ({ argv: [...argv], stdout: `out ${i}`, stderr: `err ${i}`, exit: i })),
});

test("transcriptFiles() makes one script of a name, and two files of each answer", () => {
  const files = transcriptFiles(answering(["uname", "-r"], ["zpool", "list"], ["uname", "-a"]));

  expect([...files.keys()].sort()).toEqual([
    ...["bin/uname", "bin/zpool", "transcripts/0.err", "transcripts/0.out", "transcripts/1.err", "transcripts/1.out"],
    ...["transcripts/2.err", "transcripts/2.out"],
  ]);
  expect(files.get("transcripts/2.out")).toBe("out 2");
});

test("transcriptFiles() asks for the number of words, and for each of them", () => {
  expect(transcriptFiles(answering(["zpool", "list", "it's $HOME"])).get("bin/zpool")).toMatchInlineSnapshot(`
    "#!/bin/bash
    faultbook_refuse() { printf '%s\\0' "$*" >>/run/faultbook/refused; printf '%s: the host has no transcript of it\\n' "$*" >&2; return 127; }
    if [ $# = 2 ] && [ "\${1}" = 'list' ] && [ "\${2}" = 'it'\\''s $HOME' ]; then /run/faultbook/tools/cat /run/faultbook/transcripts/0.out; /run/faultbook/tools/cat /run/faultbook/transcripts/0.err >&2; exit 0; fi
    faultbook_refuse 'zpool' "$@"
    "
  `);
});

test("transcriptFiles() leaves the rest of a text tool's work to the tool", () => {
  expect(
    transcriptFiles(answering(["ls", "-l", "/dev"]))
      .get("bin/ls")
      ?.split("\n")
      .at(-2),
  ).toBe('exec /run/faultbook/tools/ls "$@"');
});

test("transcriptFiles() makes scripts that bash can read, whatever the words", () => {
  for (const word of ["'", '"', "$(exit 9)", "`exit 9`", "\\", "\n", "*", "-n", "", "é", "a b", "!", "]", ")"]) {
    const script = transcriptFiles(answering(["x", word])).get("bin/x");

    expect([word, spawnSync("bash", ["-n"], { input: script }).status]).toEqual([word, 0]);
  }
});

test.each([[""], ["."], [".."], ["a/b"], ["../x"], ["/bin/x"], ["x".repeat(256)], ["a\0b"]])(
  "transcriptFiles() passes over %j, which no shell looks for",
  (name) => {
    expect([...transcriptFiles(answering([name])).keys()]).toEqual([]);
  },
);

test("transcriptFiles() passes over a word that no command line can hold", () => {
  expect([...transcriptFiles(answering(["uname", "a\0b"])).keys()]).toEqual([]);
});

test("NOT_FOUND_FUNCTION notes what is not found, and stays", () => {
  const change = "unset -f command_not_found_handle; command_not_found_handle() { :; }; faultbook_refuse() { :; }";
  const asked = `{ ${change}; } 2>/dev/null; no-such-command 'a b' 2>/dev/null; echo $?`;
  const script = `{ ${NOT_FOUND_FUNCTION.replaceAll(REFUSED, "/dev/stdout")}\n${asked}; } | cat`;

  expect(spawnSync("bash", { input: script, encoding: "utf8" }).stdout).toBe("no-such-command a b\x00127\n");
});
