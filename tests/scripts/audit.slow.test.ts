// How the audit's command line ends.

import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runbook, writeSite } from "../corpus/tiny-site.ts";
import { ran } from "./ran.ts";

/** Exit code and last line of an audit. */
async function ended(path: string): Promise<string> {
  const { code, stdout, stderr } = await ran("audit.ts", [path]);
  expect(stderr).not.toMatch(/^ +at /m);
  return `${code} ${(stdout || stderr).trim().split("\n").at(-1)?.replaceAll(path, "DIR")}`;
}

test("audit ends well only where there are documents, and no problem", async () => {
  const sound = await writeSite({ "a.md": runbook("title: A") });
  const linked = await writeSite({ "a.md": runbook("title: A") });
  await symlink("/etc/passwd", join(linked, "b.md"));
  const broken = await writeSite({
    "a.md": runbook("title: A"),
    "b.md": "[x](gone.md)\n",
    "c.md": runbook("title: C\ndraft: true"),
  });

  expect(await ended(sound)).toBe("0 1 document in DIR, read as runbooks: 1 would be published");
  expect(await ended(linked)).toBe("1 1 document in DIR, read as runbooks: 1 would be published, 1 problem to fix");
  expect(await ended(broken)).toBe(
    "1 3 documents in DIR, read as runbooks: 1 would be published, 1 is a draft or for another audience, 1 would be held back, 1 problem to fix",
  );
  expect(await ended(await writeSite({ "a.png": "x" }))).toBe("1 No Markdown found in DIR");
  expect(await ended(join(sound, "a.md"))).toBe("2 DIR is no folder");
});
