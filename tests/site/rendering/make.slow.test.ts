// Entries that are made in other processes are those that are made here.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { glob } from "tinyglobby";
import { expect, test } from "vitest";
import { Source } from "../../../src/core/position.ts";
import { addressesOf } from "../../../src/corpus/addresses.ts";
import { Settings } from "../../../src/model/settings.ts";
import { makeAll } from "../../../src/site/rendering/make.ts";
import { shortFormsFor } from "../../../src/trackers/short-forms.ts";

test("the same bytes, whoever makes them", async () => {
  const settings = Settings.parse({ title: "Tiny", owners: [{ name: "web", tel: "+44 1632 960001" }] });
  const surroundings = { shortForms: shortFormsFor(settings.trackers), schemes: [], owners: settings.owners };
  const root = "tests/fixtures/sites/everything";
  const addresses = addressesOf((await glob("content/**/*.md", { cwd: root })).sort());
  const inputs = await Promise.all(
    [...addresses].map(async ([file, address]) => ({
      source: new Source(file, await readFile(join(root, file), "utf8")),
      address,
    })),
  );
  const made = async (processes: number) => {
    const found = new Map<string, string>();
    await makeAll(
      inputs,
      { settings, surroundings },
      ({ source }, { facts, text }) =>
        found.set(source.file, [facts, text].map((bytes) => Buffer.from(bytes).toString("base64")).join(" ")),
      processes,
    );
    return found;
  };

  const [here, elsewhere] = [await made(0), await made(2)];

  expect(here.size).toBe(inputs.length);
  expect(inputs.length).toBeGreaterThan(2);
  expect(new Map([...elsewhere].sort())).toEqual(new Map([...here].sort()));
});
