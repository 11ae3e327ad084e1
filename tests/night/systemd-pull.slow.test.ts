// New content on a machine whose nightly changes the record in its work tree: the commands of the README, with real git.

import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type Night, night } from "./night.ts";

const readme = await readFile("docs/nightly/README.md", "utf8");
const commands = /```sh\n([^`]*)```/.exec(readme)?.[1] ?? "";

const record = (...words: readonly string[]) => `[\n${words.map((word) => `  "${word}"`).join(",\n")}\n]\n`;
const read = (at: Night, path: string) => readFile(join(at.work, path), "utf8");

async function pull(at: Night) {
  await at.program("npm", 'echo "$@" >> "$CALLS"');
  return at.run(`sh -c "$COMMANDS"`, { COMMANDS: commands.replace("/srv/faultbook", at.work) });
}

test("a plain pull refuses where the record changed on both sides: what the README warns of", async () => {
  const at = await night(record("open"));
  await at.write("_data/states.json", record("closed"));
  await at.push("main", "_data/states.json", record("fixed"));

  const { code, stderr } = await at.run("git pull");

  expect(code).not.toBe(0);
  expect(stderr).toContain("Your local changes to the following files would be overwritten by merge");
});

test("the README's commands bring new content, and the record of the machine wins", async () => {
  const at = await night(record("open"));
  await at.write("_data/states.json", record("closed"));
  await at.push("main", "_data/states.json", record("fixed"));
  await at.push("main", "content/runbooks/disk.md", "# Disk\n");

  expect((await pull(at)).code).toBe(0);

  expect(await read(at, "_data/states.json")).toBe(record("closed"));
  expect(await read(at, "content/runbooks/disk.md")).toBe("# Disk\n");
  expect((await at.run("git status --porcelain")).stdout).toBe("");
  expect(await at.calls()).toEqual(["ci"]);
});

test("they work night after night, and where there is nothing to commit", async () => {
  const at = await night(record("open"));
  for (const word of ["closed", "fixed", "released"]) {
    await at.write("_data/states.json", record(word));
    await at.push("main", "_data/states.json", record(`not ${word}`));
    expect((await pull(at)).code).toBe(0);
  }
  await at.push("main", "content/runbooks/disk.md", "# Disk\n");

  expect((await pull(at)).code).toBe(0);
  expect(await read(at, "_data/states.json")).toBe(record("released"));
  expect(await read(at, "content/runbooks/disk.md")).toBe("# Disk\n");
});

test("they begin with a record that git does not know yet", async () => {
  const at = await night(record("open"));
  await at.run("git rm --quiet _data/states.json; git commit --quiet --message none; git push --quiet origin main");
  await at.write("_data/states.json", record("closed"));

  expect((await pull(at)).code).toBe(0);
  expect(await read(at, "_data/states.json")).toBe(record("closed"));
});
