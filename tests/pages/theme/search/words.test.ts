// What counts as a word of a search, on both sides of it.

import { expect, test } from "vitest";
import { canonical, entriesOf, namesIn, partsOf, typed } from "../../../../src/pages/theme/search/words.js";

test.each([
  ["X86_Feature", "x86feature"],
  ["read-only", "readonly"],
  ["Größe", "große"],
  ["5.15.0-88~20.04.1", "515088~20041".replace("~", "")],
  ["…", ""],
])("%s is one word: %s", (text, word) => {
  expect(canonical(text)).toBe(word);
});

test.each([
  ["openzfs/zfs#15245", ["openzfs", "zfs", "15245"]],
  ["avg10=41.87", ["avg10", "41.87"]],
  ["can't open 'tank': no pool", ["cant", "open", "tank", "no", "pool"]],
  ["/sys/module/zfs/parameters/zfs_arc_max:", ["sys", "module", "zfs", "parameters", "zfs_arc_max"]],
  ["LP: #2034745.", ["LP", "2034745"]],
  ["== -- …", []],
])("the names in %s", (text, names) => {
  expect(namesIn(text)).toEqual(names);
});

test.each([
  ["zfs_arc_max", ["zfs", "arc", "max"]],
  ["PoolNotOnline", ["pool", "not", "online"]],
  ["IODelayHigh", ["io", "delay", "high"]],
  ["6.2.16-10-pve", ["6", "2", "16", "10", "pve"]],
])("the parts of %s", (name, parts) => {
  expect(partsOf(name)).toEqual(parts);
});

test("a name is found from any of its parts on, as the word that Pagefind keeps", () => {
  expect(Object.fromEntries(entriesOf("/sys/module/zfs_arc_max"))).toEqual({
    sysmodulezfsarcmax: "sysmodulezfs_arc_max",
    sys: "sys",
    module: "module",
    zfs: "zfs",
    arc: "arc",
    max: "max",
    zfsarcmax: "sysmodulezfs_arc_max",
    arcmax: "sysmodulezfs_arc_max",
  });
});

test("what Pagefind does not split, or not keep by itself, leads to the whole word", () => {
  expect(Object.fromEntries(entriesOf("no–avx512"))).toEqual({
    noavx512: "noavx512",
    no: "noavx512",
    avx512: "noavx512",
  });
  expect(entriesOf("x-avx512").get("avx512")).toBe("xavx512");
  expect(entriesOf("==")).toEqual(new Map());
});

test.each([
  ["6.2.16\u201114", "6.2.16-14"],
  ["la\u00adtency\u200b ", "latency"],
  ["ｄｉｓｋ ﬁx", "disk fix"],
  ["boot \u2013 then stop", "boot \u2013 then stop"],
])("what was copied as %j is what somebody types as %j", (text, expected) => {
  expect(typed(text)).toBe(expected);
});
