import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { copyMedia } from "../../src/site/media.ts";
import { loadSite } from "../corpus/tiny-site.ts";

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name).slice(folder.length));
}

test("copyMedia() copies what is linked", async () => {
  const output = await mkdtemp(join(tmpdir(), "faultbook-media-"));
  onTestFinished(() => rm(output, { recursive: true }));
  const files = { "content/pages/a/x.png": "x", "content/pages/a/y.png": "y", "content/media/m/z.log": "z" };
  const linking = (text: string) => loadSite({ ...files, "content/pages/a/page.md": text });

  await copyMedia(await linking("![x](x.png) [z](/media/m/z.log)"), output);

  expect((await filesBelow(output)).sort()).toEqual(["/a/x.png", "/media/m/z.log"]);
  expect(await readFile(join(output, "a/x.png"), "utf8")).toBe("x");
});
