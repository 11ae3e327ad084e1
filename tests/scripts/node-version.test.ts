// What an older Node does with our scripts. The version is only claimed; the rest is real: files, processes, exit codes.

import { spawnSync } from "node:child_process";
import { chmod, cp, mkdir, mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { arch, execPath, platform } from "node:process";
import { describe, expect, test } from "vitest";

async function project(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "faultbook-node-"));
  await mkdir(join(root, "scripts"));
  await cp("scripts/node-version.cjs", join(root, "scripts/node-version.cjs"));
  await writeFile(
    join(root, "claim.cjs"),
    'Object.defineProperty(process, "versions", { value: { node: process.env.CLAIMED } });',
  );
  await writeFile(join(root, "main.cjs"), 'console.log("runs", process.argv.slice(2).join(" ")); process.exit(7);');
  return root;
}

function run(root: string, version: string) {
  const args = ["-r", "./claim.cjs", "-r", "./scripts/node-version.cjs", "main.cjs", "--option"];
  return spawnSync(execPath, args, { cwd: root, encoding: "utf8", env: { CLAIMED: version } });
}

describe("an older Node", () => {
  test.each(["16.20.0", "20.20.2", "22.17.9"])("%s is refused with a message that helps", async (version) => {
    const { status, stdout, stderr } = run(await project(), version);

    expect(status).toBe(1);
    expect(stdout).toBe("");
    expect(stderr.replace(version, "VERSION")).toMatchInlineSnapshot(`
      "Faultbook needs Node 22.18 or newer; this is VERSION.
      On Linux (x64, arm64), npm ci installs Node 24 for the npm scripts: run npm ci, then npm start.
      On other systems, install Node from https://nodejs.org/
      "
    `);
  });

  test("hands over to the Node that came with npm ci, arguments and exit code included", async () => {
    const root = await project();
    const bin = join(root, `node_modules/node-${platform}-${arch}/bin`);
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, "node"), `#!/bin/sh\necho "brought: $*"\nexec "${execPath}" "$@"\n`);
    await chmod(join(bin, "node"), 0o755);

    const { status, stdout } = run(root, "18.0.0");

    expect(stdout.replaceAll(root, "")).toBe("brought: /main.cjs --option\nruns --option\n");
    expect(status).toBe(7);
  });
});

test.each(["22.18.0", "24.0.0", "26.10.0"])("Node %s is taken", async (version) => {
  expect(run(await project(), version).stdout).toBe("runs --option\n");
});

describe("what Node has compiled", () => {
  function runTyped(root: string) {
    const args = ["-r", "./scripts/node-version.cjs", "typed.ts"];
    return spawnSync(execPath, args, { cwd: root, encoding: "utf8", env: {} });
  }
  const TYPED = 'type A = { a: string };\n\nconst one: A = { a: "runs" };\nthrow new Error(one.a satisfies string);\n';

  test("is kept beside the packages, and errors keep their places", async () => {
    const root = await project();
    await writeFile(join(root, "typed.ts"), TYPED);
    for (const { stderr } of [runTyped(root), runTyped(root)]) expect(stderr).toMatch(/Error: runs\n.*typed\.ts:4:7/);
    expect(await readdir(join(root, "node_modules/.cache/node-compile"))).toHaveLength(1);
  });

  test("is not kept where nothing can be written", async () => {
    const root = await project();
    await writeFile(join(root, "typed.ts"), TYPED);
    await writeFile(join(root, "node_modules"), "a file, so that no folder can be made below it");
    expect(runTyped(root).stderr).toMatch(/Error: runs\n.*typed\.ts:4:7/);
  });
});
