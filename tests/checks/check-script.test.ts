// The command as people run it: a tiny site on disk, a real process.

import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

const SCRIPT = new URL("../../scripts/check.ts", import.meta.url).pathname;
const SOUND = `---
title: Slow
checks:
  swap-on: { asks: Is there swap?, ok: [with], affected: [without] }
---
\`\`\`bash check=swap-on
n=$(grep -c . /proc/swaps) || [ $? = 1 ] || exit 2
[ "$n" -gt 0 ] || { echo "nothing in /proc/swaps"; exit 2; }
[ "$n" -gt 1 ] || { echo "no swap"; exit 1; }
echo "$n lines"
\`\`\`
`;

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "faultbook-"));
  await write("content/hosts/with/root/proc/swaps", "Filename\tType\n/dev/sda2\tpartition\n");
  await write("content/hosts/without/root/proc/swaps", "Filename\tType\n");
  for (const name of ["with", "without"]) {
    await write(`content/hosts/${name}/host.yaml`, `{ summary: ${name}, kind: shaped, source: made up }`);
  }
});

afterEach(async () => {
  await rm(root, { recursive: true });
});

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

async function run(text: string, ...args: string[]) {
  await write("content/postmortems/2023-09-21-slow.md", text);
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [SCRIPT, "--root", root, ...args], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

describe("scripts/check.ts", { timeout: 20_000 }, () => {
  test("prints a line per check and host", async () => {
    const { code, stdout } = await run(SOUND, "swap-on");

    expect(stdout).toMatchInlineSnapshot(`
      "swap-on  with  OK  2 lines
      swap-on  without  AFFECTED  no swap
      swap-on  empty  CANNOT TELL
      "
    `);
    expect(code).toBe(0);
  });

  test("ends with 1 and tells the problem when a check is not sound", async () => {
    const { code, stdout, stderr } = await run(SOUND.replace('"$n" -gt 1', '"$n" -gt 2'));

    expect(stdout).toContain("swap-on  with  AFFECTED (not OK)  no swap\n");
    expect(stderr).toContain('check "swap-on" says AFFECTED on host "with", expected OK');
    expect(code).toBe(1);
  });

  test("ends with 2 on a name that no check has", async () => {
    const { code, stdout, stderr } = await run(SOUND, "swap-of");

    expect(stderr).toContain('No check is called "swap-of". Did you mean "swap-on"?');
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test("ends with 2 on an option that it does not know", async () => {
    expect((await run(SOUND, "--fast")).code).toBe(2);
  });
});
