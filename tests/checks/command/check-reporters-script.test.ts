// npm run check -- --reporter: what other programs read of it.

import { join } from "node:path";
import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { PAGE, SOUND, siteWith, WRONG } from "./check-site.ts";

const OTHER = "content/pages/other.md";

describe("scripts/check.ts --reporter", { timeout: 90_000 }, () => {
  test("junit and github-actions name place, sides and difference of a failure", async () => {
    const { run, read, root } = await siteWith(WRONG);

    const { code, stdout } = await run(
      ...["--reporter=junit", `--output-file=${join(root, "out/report.xml")}`, "--reporter=github-actions"],
    );

    const $ = load(await read("out/report.xml"), { xml: true });
    const names = $("testcase")
      .map((_, test) => $(test).attr("name"))
      .get();
    expect(names.sort()).toEqual([
      "engine simulated > swap-on says AFFECTED on without",
      "engine simulated > swap-on says CANNOT TELL on empty",
      "engine simulated > swap-on says OK on with",
      "swap-on keeps the rules of a check",
    ]);
    expect(
      $("testsuite")
        .map((_, suite) => $(suite).attr("name"))
        .get(),
    ).toEqual([PAGE]);
    expect(
      new Set(
        $("testcase")
          .map((_, test) => $(test).attr("classname"))
          .get(),
      ),
    ).toEqual(new Set([PAGE]));
    const failure = $('testcase[name="engine simulated > swap-on says OK on with"] > failure');
    expect(failure.attr("message")).toContain('check "swap-on" says AFFECTED on host "with", expected OK');
    expect(failure.text()).toContain("- OK\n+ AFFECTED\n  no swap\n");
    expect(failure.text()).toContain("read: /proc/swaps\n");
    expect(failure.text()).toContain(`${PAGE}:6:9`);
    expect($("failure")).toHaveLength(2);
    const [annotation = ""] = stdout.split("\n").filter((line) => line.includes("swap-on says OK on with"));
    expect(annotation).toMatch(new RegExp(`^::error file=${PAGE},.*line=6,column=9::`));
    expect(annotation).toContain(`title=npm run check > ${PAGE} > engine simulated > swap-on says OK on with,`);
    expect(stdout).not.toContain("shard-");
    expect(code).toBe(1);
  });

  test("passes where all is well, for the checks that are named", async () => {
    const { run, read, root } = await siteWith(SOUND, { [OTHER]: WRONG.replaceAll("swap-on", "other-swap") });

    const { code, stdout } = await run(
      ...["--reporter=json", "--reporter=tap", `--output-file=json=${join(root, "report.json")}`, "swap-on"],
    );

    expect(JSON.parse(await read("report.json"))).toMatchObject({ success: true, numTotalTests: 4 });
    expect(stdout).toContain("TAP version 13");
    expect(stdout).not.toContain("other-swap");
    expect(code).toBe(0);
  });

  test("fails on another output than recorded, and on content that can't be read and hides its checks", async () => {
    const accepted = { verdict: "affected", stdout: "No swap\n" };
    const outputs = JSON.stringify({ version: 1, checks: { "swap-on": { without: accepted } } });
    const { run } = await siteWith(SOUND, { "_data/outputs.json": outputs, [OTHER]: "---\ntitle: [Other\n---\n" });

    const { code, stdout } = await run("--reporter=github-actions");

    const annotations = stdout.split("\n").filter((line) => line.startsWith("::error "));
    expect(annotations).toHaveLength(2);
    expect(annotations.join("\n")).toContain(`file=${OTHER},`);
    expect(annotations.join("\n")).toContain("- No swap%0A+ no swap%0A");
    expect(code).toBe(1);
  });

  test("fails on a record that can't be read", async () => {
    const { run } = await siteWith(SOUND, { "_data/outputs.json": "{\n" });

    const { code, stdout } = await run("--reporter=tap-flat");

    expect(stdout).toMatch(/^not ok \d+ - .*_data\/outputs\.json > 2: Not valid JSON/m);
    expect(code).toBe(1);
  });
});
