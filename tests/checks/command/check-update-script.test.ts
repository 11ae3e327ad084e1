// npm run check -- --update.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { PAGE, SOUND, siteWith } from "./check-site.ts";

const OUTPUTS = "_data/outputs.json";
/** Of the two hosts that are said to be OK, one is not. */
const MISTAKEN = SOUND.replace("ok: [with], affected: [without]", "ok: [with, without], affected: []");
/** What grep says without the file passes for AFFECTED: the classic mistake. */
const LIE = SOUND.replace("affected: [without]", "affected: [without], unknown: [without-file]").replace(
  /n=\$[\s\S]*?(?=```)/,
  "cat /proc/swaps 2>/dev/null | grep -q sda && exit 0\nexit 1\n",
);

describe("scripts/check.ts --update", { timeout: 60_000 }, () => {
  test("moves hosts between flow lists, records outputs, and shows both before", async () => {
    const { run, read } = await siteWith(MISTAKEN);

    const { code, stdout } = await run("--update");

    expect(await read(PAGE)).toBe(SOUND);
    expect(stdout).toContain("This changes what the author expects");
    expect(stdout).toContain("  swap-on on without: OK → AFFECTED\n");
    expect(stdout).toContain("+  swap-on: { asks: Is there swap?, ok: [with], affected: [without] }\n");
    expect(stdout).toContain(`Written: ${PAGE}, ${OUTPUTS}\n`);
    expect(JSON.parse(await read(OUTPUTS)).checks["swap-on"].without).toEqual({
      verdict: "affected",
      stdout: "no swap\n",
    });
    expect(code).toBe(0);
    expect((await run("--update")).stdout).toMatch(/^Nothing to update\n/);
  });

  test("moves hosts between block lists of a file from Windows, and keeps its bytes else", async () => {
    const lists =
      "asks: Is there swap?\n    ok:\n      - without # has none\n      - with\n    affected:\n      - small\n    # end\n";
    const block = SOUND.replace(/\{ asks.*\}\n/, `\n    ${lists}`).replace("swap-on: \n", "swap-on:\n");
    const windows = `\uFEFF${block.replaceAll("\n", "\r\n")}`;
    const { run, read } = await siteWith(windows, {
      "content/hosts/small/host.yaml": "{ summary: small, kind: shaped, source: made up }",
      "content/hosts/small/root/proc/swaps": "Filename\tType\n",
    });

    const { code } = await run("--update");

    expect(await read(PAGE)).toBe(
      windows
        .replace("      - without # has none\r\n", "")
        .replace("      - small\r\n", "      - small\r\n      - without # has none\r\n"),
    );
    expect(code).toBe(0);
  });

  test("writes no mistake of the check into the front matter", async () => {
    const card = "{ summary: bare, kind: shaped, source: made up }";
    const { run, read } = await siteWith(LIE, { "content/hosts/without-file/host.yaml": card });

    const { code, stdout } = await run("--update");

    expect(stdout).toContain("Left as it is:\n");
    expect(stdout).toContain("  swap-on on without-file: no host moves while the check answers ");
    expect(await read(PAGE)).toBe(LIE);
    expect(code).toBe(1);
  });

  test("moves no host where the moved one would answer without evidence", async () => {
    const guarded = LIE.replace("cat /proc", "[ -d /proc ] || exit 2\ncat /proc").replace(
      "unknown: [without-file]",
      "",
    );
    const page = guarded.replace("ok: [with], affected: [without], ", "ok: [with, without], affected: []");
    const { run, read } = await siteWith(page);

    const { stdout } = await run("--update");

    expect(stdout).toContain("  swap-on on without: no host moves while the check answers without evidence: ");
    expect(await read(PAGE)).toBe(page);
  });

  test("makes no expectation of a run that is no answer", async () => {
    const page = SOUND.replace('echo "$n', 'swapon --show; echo "$n');
    const { run, read } = await siteWith(page);

    const { code, stdout } = await run("--update");

    expect(stdout).toContain("Left as it is:\n  swap-on on with: the run is no answer: ");
    expect(await read(PAGE)).toBe(page);
    expect(JSON.parse(await read(OUTPUTS)).checks["swap-on"]).toEqual({
      empty: { verdict: "unknown", stdout: "cannot read it\n" },
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
    const other = MISTAKEN.replaceAll("swap-on", "other-swap");
    const { run, read } = await siteWith(MISTAKEN, { "content/pages/other.md": other });

    await run("--update", "swap-on");

    expect(await read(PAGE)).toBe(SOUND);
    expect(await read("content/pages/other.md")).toBe(other);
    expect(Object.keys(JSON.parse(await read(OUTPUTS)).checks)).toEqual(["swap-on"]);
  });
});
