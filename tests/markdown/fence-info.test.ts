import { describe, expect, test } from "vitest";
import { parseFenceInfo } from "../../src/markdown/fence-info.ts";

const PLAIN = { check: undefined, never: false, unknown: [] };

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
    ["js {1,3} title=x", { ...PLAIN, language: "js", unknown: ["{1,3}", "title=x"] }],
  ])("reads %j", (info, expected) => {
    expect(parseFenceInfo(info)).toEqual(expected);
  });
});
