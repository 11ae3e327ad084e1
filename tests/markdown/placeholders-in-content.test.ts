// What happens when somebody pastes a command of the content before the names in it are filled in: nothing runs and
// nothing is created. Real bash says so.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import MarkdownIt from "markdown-it";
import { globSync } from "tinyglobby";
import { describe, expect, test } from "vitest";
import { parseFenceInfo } from "../../src/markdown/fence-info.ts";
import { findPlaceholders } from "../../src/markdown/find-placeholders.ts";

/** Every line of a fence of the content that has a placeholder, for reading and for changing alike. */
const LINES = globSync("content/*/*.md")
  .sort()
  .flatMap((file) => new MarkdownIt().parse(readFileSync(file, "utf8"), {}).filter(({ type }) => type === "fence"))
  .flatMap(({ info, content }) => {
    const { language } = parseFenceInfo(info);
    return content.split("\n").filter((line) => findPlaceholders(line, language).length > 0);
  });

/** Pastes a line into bash in an empty folder; a command that would run is written down instead. */
function paste(line: string): { readonly ran: string; readonly made: readonly string[]; readonly stderr: string } {
  const root = mkdtempSync(join(tmpdir(), "faultbook-paste-"));
  const cwd = join(root, "empty");
  const log = join(root, "ran");
  mkdirSync(cwd);
  try {
    const input = `command_not_found_handle() { echo "$*" >>${log}; }\n${line}\n`;
    const { stderr } = spawnSync("/bin/bash", { input, cwd, env: { PATH: "/nowhere" }, encoding: "utf8" });
    return { ran: existsSync(log) ? readFileSync(log, "utf8") : "", made: readdirSync(cwd), stderr };
  } finally {
    rmSync(root, { recursive: true });
  }
}

test("the content has placeholders, and none in capitals", () => {
  expect(LINES.length).toBeGreaterThan(20);
  expect(LINES.filter((line) => /\b(POOL|VMID|CTID|STORAGE|DISK|ARCHIVE|NEWID)\b/.test(line))).toEqual([]);
});

describe.runIf(process.platform === "linux")("pasted as it stands,", () => {
  test.each([...new Set(LINES)])("%s", (line) => {
    const { ran, made, stderr } = paste(line);

    expect({ ran, made }).toEqual({ ran: "", made: [] });
    expect(stderr).toMatch(/No such file or directory|syntax error/);
  });

  test("a command that would run, or leave a file, is seen", () => {
    expect(paste("zpool scrub tank; echo >x").ran).toBe("zpool scrub tank\n");
    expect(paste("zpool scrub tank >x").made).toEqual(["x"]);
  });
});
