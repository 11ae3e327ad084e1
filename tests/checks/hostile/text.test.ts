// Snippets that are hostile by their text alone: too long, too deep, unbalanced, in bytes that nobody expects.

import { describe, expect, test } from "vitest";
import { asFunction } from "../../../src/checks/snippet.ts";
import { hostOf } from "../samples.ts";
import { BUBBLEWRAP, inEach, namedIn, SIMULATED, tryIn } from "./machine.ts";

const LONG = "snippet: size limit exceeded (16384 characters)";
const OUTSIDE = "code outside of the check";
const SYNTAX = /syntax error|unexpected EOF/;

inEach([SIMULATED, BUBBLEWRAP], (engine) => {
  test.each([
    ["a comment of a megabyte", `# ${"x".repeat(2 ** 20)}\nexit 0`],
    ["a word of a megabyte", `echo ${"x".repeat(2 ** 20)}; exit 0`],
    ["a hundred thousand lines", `${":\n".repeat(100_000)}exit 0`],
    ["a here-document of a megabyte", `cat <<END\n${"x".repeat(2 ** 20)}\nEND\nexit 0`],
    ["many functions", `${Array.from({ length: 2000 }, (_, i) => `f${i}() { :; }`).join("\n")}\nexit 0`],
    ["deep parentheses", `${"(".repeat(20_000)}exit 0${")".repeat(20_000)}`],
    ["deep substitutions", `echo ${"$(".repeat(20_000)}${")".repeat(20_000)}; exit 0`],
  ])("%s is not even tried", async (_, snippet) => {
    expect(namedIn(await tryIn(engine, snippet))).toBe(LONG);
  });

  test.each([
    ["a NUL", "exit 1\0\nexit 0"],
    ["half a character", "echo \ud800; exit 0"],
  ])("%s is not even tried", async (_, snippet) => {
    expect(namedIn(await tryIn(engine, snippet))).toBe("snippet: limit of what can be written exceeded");
  });

  // As deep as the length allows: the time that it takes to read this is bounded.
  test.each([
    ["parentheses", `${"(".repeat(8000)}exit 0${")".repeat(8000)}`],
    ["substitutions", `echo ${"$(".repeat(5000)}${")".repeat(5000)}; exit 1`],
    ["quoted substitutions", `echo ${'"$('.repeat(3000)}${')"'.repeat(3000)}; exit 1`],
    ["arithmetic", `echo $((${"(".repeat(8000)}1${")".repeat(8000)})); exit 1`],
    ["indexes", `${"a[".repeat(8000)}`],
    ["patterns", `a=(${"[".repeat(16_000)}`],
    ["conditions", `${"if :; then ".repeat(900)}:${"; fi".repeat(900)}; zpool list`],
    ["braces", `echo ${"{a,".repeat(4000)}${"}".repeat(4000)} | wc -c; zpool list`],
    ["here-documents", `cat ${"<<A ".repeat(4000)}`],
  ])("deep %s end without an answer", async (_, snippet) => {
    const run = await tryIn(engine, snippet);

    expect([run.exitCode > 1 || run.refused.length > 0 || run.timedOut, run.exitCode === 0]).not.toEqual([false, true]);
  });

  test.each([
    ["a quote", "echo 'a\nexit 0"],
    ["a double quote", 'echo "a\nexit 0'],
    ["a parenthesis", "(echo a\nexit 0"],
    ["a brace", "{ echo a\nexit 0"],
    ["a keyword", "if :; then exit 0"],
    ["a here-document", "cat <<END\nexit 0"],
    ["a here-document that would end at our brace", "cat <<'}'\nexit 0"],
    ["a here-document that would end at our call", "cat <<check\nexit 0"],
    ["a parenthesis that nobody opened", "}) ; exit 0; ("],
    ["a keyword that nobody opened", "done; exit 0"],
  ])("%s that does not balance is a syntax error", async (_, snippet) => {
    const run = await tryIn(engine, snippet);

    expect(run).toMatchObject({ exitCode: 2, stdout: "" });
    expect(run.stderr).toMatch(SYNTAX);
  });

  test.each([
    ["at once", ":\n}; echo out; exit 0; check() {\n:"],
    ["on a line of its own", ":\n}\nexit 0\nx() {\n:"],
    ["with a function called check", ":\n}\ncheck() {\nexit 0"],
    ["with another one", ":\n}\nexit 0\nother() { exit 0"],
    ["by a chain", ":\n} && exit 0 && check() {\n:"],
    ["by a pipe", ":\n} | cat; { exit 0"],
    ["after the call", ":\n}; check; exit 0; {\n:"],
  ])("a brace that would end the check's function %s is named", async (_, snippet) => {
    expect(namedIn(await tryIn(engine, snippet))).toContain(OUTSIDE);
  });

  test.each([[""], [" \n\t\n "], ["# only a comment"]])("%j is no check", async (snippet) => {
    expect(namedIn(await tryIn(engine, snippet))).toContain("a check without a command");
  });

  test.each([
    ["lines that end as on Windows", "echo a\r\nexit 3\r\n", "a\r\n"],
    ["text of all scripts", "echo 'é ß 中 \u{1f600} \u202e'; exit 3", "é ß 中 \u{1f600} \u202e\n"],
    ["a last line that ends in a backslash", "exit 3; echo \\", ""],
    ["control characters", "printf '%s' '\x01\x1b[31m\x7f'; exit 3", "\x01\x1b[31m\x7f"],
  ])("%s is a check as any other", async (_, snippet, stdout) => {
    expect(await tryIn(engine, snippet)).toMatchObject({ exitCode: 3, stdout, refused: [] });
  });

  test("a file of bytes that are no text is counted as what it is", async () => {
    const host = hostOf("odd", { "/etc/bin": new Uint8Array([0xff, 0xfe, 0, 0x41, 10, 0xc3, 0x28, 10]) });
    const run = await tryIn(engine, "wc -c < /etc/bin; grep -c A /etc/bin; head -c 3 /etc/bin | wc -c; exit 3", host);

    expect(run).toMatchObject({ exitCode: 3, stdout: "8\n1\n3\n", refused: [] });
  });

  test("a blank that is none, and a mark at the beginning, are part of the command's name", async () => {
    expect(namedIn(await tryIn(engine, "exit\u00a00"))).toContain("exit\u00a00");
    expect(namedIn(await tryIn(engine, "\ufeffexit 0"))).toContain("\ufeffexit 0");
  });

  test("names that mean something to JavaScript mean nothing", async () => {
    const names = "__proto__=1 constructor=2; declare -A a; a[__proto__]=x a[constructor]=y";
    const run = await tryIn(engine, `${names}; echo \${a[constructor]} $__proto__ \${a[toString]}; exit 3`);

    expect(run).toMatchObject({ exitCode: 3, stdout: "y 1\n", refused: [] });
  });
});

describe("asFunction()", () => {
  test("leaves a snippet that ends its function early to the engines, which refuse it", () => {
    expect(asFunction("}\nexit 0\n{")).toBe("check() {\n}\nexit 0\n{\n}\ncheck");
  });
});
