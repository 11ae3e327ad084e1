// What our own checks print is recorded, as one line each: the page shows it in a table, and a reader at night wants the
// reason, not a log. That runs print what is recorded is the business of the shards.

import { expect, test } from "vitest";
import { readRecordedOutputs } from "../../../src/checks/authoring/recorded-outputs.ts";
import { trialsOf } from "../../../src/checks/run.ts";
import { loadCorpus } from "../../../src/corpus/corpus.ts";
import { OUTPUTS_FILE } from "../../../src/site/files.ts";
import { shortFormsFor } from "../../../src/trackers/short-forms.ts";

const corpus = await loadCorpus(".", { drafts: true, audience: "restricted", shortForms: shortFormsFor });
const recorded = await readRecordedOutputs(OUTPUTS_FILE);

test("every run of our content is recorded, and none that there is not", () => {
  const tried = corpus.checks.flatMap((check) => trialsOf(check).map(([host]) => `${check.id} on ${host}`));
  const known = [...recorded].flatMap(([id, hosts]) => [...hosts.keys()].map((host) => `${id} on ${host}`));

  expect(known.sort(), "npm run check -- --update").toEqual(tried.sort());
});

test("every check of our content says its reason in one line", () => {
  // On a machine without anything, some ask for a command and can't print what it says.
  const outputs = [...recorded].flatMap(([id, hosts]) =>
    [...hosts].filter(([host]) => host !== "empty").map(([host, { stdout }]) => [`${id} on ${host}`, stdout] as const),
  );

  expect(outputs.filter(([, stdout]) => !/^[^\n]+\n$/.test(stdout))).toEqual([]);
});
