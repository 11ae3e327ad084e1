// npm run check -- --update.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PAGE, SOUND, siteWith, WRONG } from "./check-site.ts";

const OUTPUTS = "_data/outputs.json";

describe("scripts/check.ts --update", { timeout: 60_000 }, () => {
  test("moves hosts between flow lists, records outputs, and shows both before", async () => {
    const { run, read } = await siteWith(WRONG);

    const { code, stdout } = await run("--update");

    expect(await read(PAGE)).toBe(
      WRONG.replace("ok: [with], affected: [without]", "ok: [], affected: [without, with]"),
    );
    expect(stdout).toContain("This changes what the author expects");
    expect(stdout).toContain("  swap-on on with: OK → AFFECTED\n");
    expect(stdout).toContain("+  swap-on: { asks: Is there swap?, ok: [], affected: [without, with] }\n");
    expect(stdout).toContain(`Written: ${PAGE}, ${OUTPUTS}\n`);
    expect(JSON.parse(await read(OUTPUTS)).checks["swap-on"].with).toEqual({
      verdict: "affected",
      stdout: "no swap\n",
    });
    expect(code).toBe(0);
    expect((await run("--update")).stdout).toMatch(/^Nothing to update\n/);
  });

  test("moves hosts between block lists of a file from Windows, and keeps its bytes else", async () => {
    const lists =
      "asks: Is there swap?\n    ok:\n      - with # has some\n    affected:\n      - without\n    # none\n";
    const block = WRONG.replace(/\{ asks.*\}\n/, `\n    ${lists}`).replace("swap-on: \n", "swap-on:\n");
    const windows = `\uFEFF${block.replaceAll("\n", "\r\n")}`;
    const { run, read } = await siteWith(windows);

    const { code } = await run("--update");

    expect(await read(PAGE)).toBe(
      windows
        .replace("ok:\r\n      - with # has some\r\n", "ok: []\r\n")
        .replace("      - without\r\n", "      - without\r\n      - with\r\n"),
    );
    expect(code).toBe(0);
  });

  test("makes no expectation of a run that is no answer", async () => {
    const page = SOUND.replace('echo "$n', 'swapon --show; echo "$n');
    const { run, read } = await siteWith(page);

    const { code, stdout } = await run("--update");

    expect(stdout).toContain("Left as it is:\n  swap-on on with: the run is no answer: ");
    expect(await read(PAGE)).toBe(page);
    expect(JSON.parse(await read(OUTPUTS)).checks["swap-on"]).toEqual({
      empty: { verdict: "unknown", stdout: "" },
      without: { verdict: "affected", stdout: "no swap\n" },
    });
    expect(code).toBe(1);
  });

  test.each([
    ["can't be read", SOUND.replace('echo "$n lines"', "if true; then"), "can't be read by a shell"],
    ["can't fail", SOUND.replace("n=$(", "exit 1; n=$("), "it can't fail"],
  ])("leaves a check alone that %s", async (_, page, why) => {
    const { run, read, root } = await siteWith(page);

    const { code, stdout } = await run("--update");

    expect(stdout).toContain("Left as it is:\n  swap-on: ");
    expect(stdout).toContain(why);
    expect(await read(PAGE)).toBe(page);
    expect(existsSync(join(root, OUTPUTS))).toBe(false);
    expect(code).toBe(1);
  });

  test("with ids touches only those", async () => {
    const other = WRONG.replaceAll("swap-on", "other-swap");
    const { run, read } = await siteWith(WRONG, { "content/pages/other.md": other });

    await run("--update", "swap-on");

    expect(await read(PAGE)).not.toBe(WRONG);
    expect(await read("content/pages/other.md")).toBe(other);
    expect(Object.keys(JSON.parse(await read(OUTPUTS)).checks)).toEqual(["swap-on"]);
  });
});
