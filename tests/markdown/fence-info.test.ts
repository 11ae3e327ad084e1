import { cpuUsage } from "node:process";
import { describe, expect, test } from "vitest";
import { isForeignLabel, parseFenceInfo } from "../../src/markdown/fence-info.ts";

const PLAIN = { check: undefined, never: false, title: undefined, unknown: [] };

describe("parseFenceInfo()", () => {
  test.each([
    ["", { ...PLAIN, language: "text" }],
    ["bash", { ...PLAIN, language: "bash" }],
    ["  Bash  ", { ...PLAIN, language: "bash" }],
    ["bash check=zfs-avx", { ...PLAIN, language: "bash", check: "zfs-avx" }],
    ["bash\tcheck=a=b", { ...PLAIN, language: "bash", check: "a=b" }],
    ["check=zfs-avx", { ...PLAIN, language: "text", check: "zfs-avx" }],
    ["bash run=never", { ...PLAIN, language: "bash", never: true }],
    ["run=never bash", { ...PLAIN, language: "text", never: true, unknown: ["bash"] }],
    ["bash run=always", { ...PLAIN, language: "bash", unknown: ["run=always"] }],
    ["bash check=", { ...PLAIN, language: "bash", unknown: ["check="] }],
    ["bash check=a check=b", { ...PLAIN, language: "bash", check: "a", unknown: ["check=b"] }],
    ["js {1,3} title=x", { ...PLAIN, language: "js", title: "x", unknown: ["{1,3}"] }],
  ])("reads %j", (info, expected) => {
    expect(parseFenceInfo(info)).toEqual(expected);
  });
});

describe("parseFenceInfo() reads what other generators have:", () => {
  const YAML = { ...PLAIN, language: "yaml" };
  test.each([
    [
      'yaml title="my file.yaml" linenums="1" {3-4}',
      { ...YAML, title: "my file.yaml", unknown: ['linenums="1"', "{3-4}"] },
    ],
    ["yaml title='a \"b\".yaml'", { ...YAML, title: 'a "b".yaml' }],
    ["{ .yaml .annotate }", { ...YAML, unknown: [".annotate"] }],
    ["{.yaml}", YAML],
    ['{.bash check=a title="x y"}', { ...PLAIN, language: "bash", check: "a", title: "x y" }],
    ["{bash}", { ...PLAIN, language: "bash" }],
    ["yaml:config.yml", { ...YAML, title: "config.yml" }],
    ["yaml:", YAML],
    ["js{1,3}", { ...PLAIN, language: "js", unknown: ["{1,3}"] }],
    ["yaml,linenos", { ...YAML, unknown: ["linenos"] }],
    ["c++ filename=a.cpp", { ...PLAIN, language: "c++", title: "a.cpp" }],
    ["bash check=\"zfs-avx\" run='never'", { ...PLAIN, language: "bash", check: "zfs-avx", never: true }],
    ['js "some text" /re gex/', { ...PLAIN, language: "js", unknown: ['"some text"', "/re", "gex/"] }],
    ['js title="half', { ...PLAIN, language: "js", title: '"half' }],
    ["plaintext", { ...PLAIN, language: "text" }],
    ["Golang", { ...PLAIN, language: "go" }],
    ["sh-session", { ...PLAIN, language: "console" }],
  ])("%j", (info, expected) => {
    expect(parseFenceInfo(info)).toEqual(expected);
  });

  test("in linear time", () => {
    const hostile = ['"', "{", "{{", "{ .", 'a="b', "'\"", ",", ":", "/"].map((piece) => `js ${piece.repeat(50_000)}`);

    const started = cpuUsage();
    for (const info of hostile) parseFenceInfo(info);
    expect(cpuUsage(started).user / 1000).toBeLessThan(1000);
  });
});

describe("isForeignLabel()", () => {
  test.each([
    "{3-4}",
    ".annotate",
    "#id",
    '"text"',
    "/re/",
    "gex/",
    'linenums="1"',
    "hl_lines='2 3'",
    "showLineNumbers",
    "copy",
    "1,3",
    ":line-numbers",
    "ins={1}",
    "!focus",
  ])("knows %s", (label) => {
    expect(isForeignLabel(label)).toBe(true);
  });

  test.each(["foo", "chekc=a", "run=always", "linenumz"])("does not know %s", (label) => {
    expect(isForeignLabel(label)).toBe(false);
  });
});
