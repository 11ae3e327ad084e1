// Tools that this machine lacks.

import { expect, test } from "vitest";
import { cannotRunHere, lackingHere } from "../../../src/checks/runs/lacking-here.ts";
import { TEXT_TOOLS } from "../../../src/checks/sandbox/tools.ts";
import { checkOf, HOSTS, hostOf, hostsOf } from "../samples.ts";

const HERE = new Set(TEXT_TOOLS.filter((name) => name !== "jq" && name !== "bc"));
const lackingIn = (snippet: string) => lackingHere(checkOf(snippet), HOSTS, HERE);

test.each([
  ["jq -r .a /a.json", ["jq"]],
  ["x=$(echo 1 | bc -l); jq . /a", ["bc", "jq"]],
  ["timeout 3 jq . /a", ["jq"]],
  ["find /a | xargs jq .", ["jq"]],
  ['"jq" . /a', ["jq"]],
])("are found in: %s", (snippet, names) => {
  expect(lackingIn(snippet)).toEqual(names);
});

test.each(["echo jq", "grep jq /a", "zpool list | awk '{ print bc }'", "# jq"])("are not found in: %s", (snippet) => {
  expect(lackingIn(snippet)).toEqual([]);
});

test("are not missed where all hosts answer for them", () => {
  const hosts = hostsOf(hostOf("healthy", {}, { "bc -l": "0\n" }), hostOf("affected", {}, { "bc -l": "1\n" }));

  expect(lackingHere(checkOf("bc -l"), hosts, HERE)).toEqual([]);
});

test("are told by name", () => {
  expect(cannotRunHere(["bc", "jq"])).toBe("not run: this machine lacks bc, jq");
  expect(cannotRunHere([])).toBeUndefined();
});
