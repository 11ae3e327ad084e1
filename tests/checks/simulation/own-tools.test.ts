import { describe, expect, test } from "vitest";
import { cutTool } from "../../../src/checks/simulation/cut-tool.ts";
import { pasteSerial } from "../../../src/checks/simulation/paste-tool.ts";
import { sortTool } from "../../../src/checks/simulation/sort-tool.ts";
import { trTool } from "../../../src/checks/simulation/tr-tool.ts";
import { compareVersions } from "../../../src/checks/simulation/version-order.ts";

/** One file, "f", and the standard input hold the text. */
const reading = (text: string) => async (file: string) => (file === "f" || file === "-" ? text : undefined);
const words = (line: string) => line.split(" ");

describe("sortTool() orders", () => {
  test.each([
    ["by bytes, capitals first", "", "b\nA\n_\na\n", "A\n_\na\nb\n"],
    ["numbers, and what is equal by its bytes", "-n", "10\n9\n09\nx\n", "x\n09\n9\n10\n"],
    ["backwards", "-rn", "1\n10\n2\n", "10\n2\n1\n"],
    ["by a key, and once", "-u -k1,1", "a 1\na 2\nb 1\n", "a 1\nb 1\n"],
    ["by a key between separators", "-t: -k2nr", "a:1\nb:3\nc:2\n", "b:3\nc:2\na:1\n"],
    ["by characters of a key", "-k1.2,1.2", "b1\na2\n", "b1\na2\n"],
    ["versions", "-V", "6.2.16-10\n6.2.16-9\n6.2.9\n", "6.2.9\n6.2.16-9\n6.2.16-10\n"],
    ["sizes", "-h", "1M\n900\n2K\n", "900\n2K\n1M\n"],
    ["a last line without its end", "", "b\na", "a\nb\n"],
    ["nothing", "", "", ""],
  ])("%s", async (_, options, text, sorted) => {
    expect(await sortTool([...words(options).filter(Boolean), "f"], reading(text))).toMatchObject({ stdout: sorted });
  });

  test.each([
    ["a file that is not there", ["none"], { exitCode: 2, stdout: "" }],
    ["what is not in order", ["-C", "f"], { exitCode: 1, stderr: "" }],
    ["what is not in order, with its place", ["-c", "f"], { exitCode: 1, stderr: "sort: f:2: disorder: a\n" }],
    ["an option that is not known", ["-z", "f"], undefined],
    ["two ways to read a number", ["-nV", "f"], undefined],
    ["a key that is none", ["-k0", "f"], undefined],
  ])("%s", async (_, args, answer) => {
    const given = await sortTool(args, reading("b\na\n"));

    if (answer === undefined) expect(given).toBeUndefined();
    else expect(given).toMatchObject(answer);
  });
});

describe("compareVersions()", () => {
  test.each([
    ["1.0~rc1 1.0 1.0-1 1.0-1ubuntu1 1.0.1"],
    ["5.15.0-82-generic 5.15.0-100-generic 6.2.16-9-pve 6.2.16-10-pve"],
    [".hidden a.tar.gz a.tgz a-1.tar.gz"],
    ["1:2.3 1:2.3+deb12u1 2.3-1"],
  ])("%s", (line) => {
    expect(words(line).toReversed().sort(compareVersions)).toEqual(words(line));
  });
});

describe("cutTool() cuts", () => {
  test.each([
    ["fields in their own order", "-d, -f3,1", "a,b,c\nplain\n", "a,c\nplain\n"],
    ["only what has a delimiter", "-s -d, -f2", "a,b\nplain\n", "b\n"],
    ["up to a field and from one", "-d, -f-1,3-", "a,b,c,d\n", "a,c,d\n"],
    ["bytes", "-c1-2,4", "abcd\n", "abd\n"],
    ["all but a field", "--complement -d, -f2", "a,b,c\n", "a,c\n"],
    ["with another delimiter", "-d, -f1,2 --output-delimiter=:", "a,b,c", "a:b\n"],
  ])("%s", async (_, options, text, cut) => {
    expect(await cutTool([...words(options), "f"], reading(text))).toMatchObject({ stdout: cut, exitCode: 0 });
  });

  test("nothing with options that it does not know, and says 1 for a missing file", async () => {
    expect(await cutTool(["-f0", "f"], reading("a"))).toBeUndefined();
    expect(await cutTool(["-c1", "-f1", "f"], reading("a"))).toBeUndefined();
    expect(await cutTool(["-f1", "none"], reading("a"))).toMatchObject({ exitCode: 1 });
  });
});

describe("trTool()", () => {
  test.each([
    ["\\0|\\n", "a\0b\0", "a\nb\n"],
    ["a-z|A-Z", "aBc", "ABC"],
    ["abc|x", "abcd", "xxxd"],
    ["-d|[:digit:]", "a1b2", "ab"],
    ["-cd|0-9", "a1b2", "12"],
    ["-s|a", "aabba", "abba"],
    ["-s| |\\n", "a  b", "a\nb"],
    ["-c|a-c|_", "axb", "a_b"],
    ["[:upper:]|[:lower:]", "Ab", "ab"],
    ["-ds|a|b", "abba", "b"],
    ["\\101|x", "A", "x"],
  ])("tr %s of %j", (args, text, changed) => {
    expect(trTool(args.split("|"), text)).toMatchObject({ stdout: changed });
  });

  test.each(["a", "-d|a|b", "-x|a", "z-a|b", "a|[b*]", "[:none:]|x"])("has no answer to %s", (args) => {
    expect(trTool(args.split("|"), "a")).toBeUndefined();
  });
});

describe("pasteSerial()", () => {
  test.each([
    [["-sd,", "f"], "1\n2\n3\n", "1,2,3\n"],
    [["-s", "-d", ",;"], "1\n2\n3\n", "1,2;3\n"],
    [["-s", "f", "f"], "1\n2", "1\t2\n1\t2\n"],
  ])("%j", async (args, text, pasted) => {
    expect(await pasteSerial(args, reading(text))).toMatchObject({ stdout: pasted });
  });

  test("has no answer where lines of files are asked side by side", async () => {
    expect(await pasteSerial(["f", "f"], reading("a"))).toBeUndefined();
  });
});
