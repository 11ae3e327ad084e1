import { expect, test } from "vitest";
import { nameWords } from "../../src/core/name-words.ts";

test.each([
  ["KubeAPIErrorBudgetBurn", ["kube", "api", "error", "budget", "burn"]],
  ["node_disk-full2", ["node", "disk", "full2"]],
  ["PodOOMKilled", ["pod", "oom", "killed"]],
  ["диск", ["диск"]],
  ["", []],
])("nameWords(%j)", (name, words) => {
  expect(nameWords(name)).toEqual(words);
});
