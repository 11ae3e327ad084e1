// The line to type, run by a real bash against a server on loopback, with a real curl: what it fetches, it shows, and runs
// only then.

import { spawn, spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { load } from "cheerio";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fetchBox, fetchLine } from "../../../../src/pages/parts/checks/fetch-line.ts";
import { loadSite } from "../../../site/support/load-site.ts";

const site = await loadSite("tests/fixtures/sites/everything");
const at = (url: string | undefined, pathPrefix = "/") => {
  const settings = { ...site.corpus.settings, url, pathPrefix };
  return { ...site, corpus: { ...site.corpus, settings } };
};
const ASKED = { url: "/c/x", file: "x", needsRoot: false };

describe("fetchLine()", () => {
  test.each([
    ["https://kb.example", "/", "https://kb.example/c/x"],
    ["https://kb.example:8443", "/team/kb/", "https://kb.example:8443/team/kb/c/x"],
    ["https://kb.example", "/it's (ours)/", "'https://kb.example/it%27s%20(ours)/c/x'"],
  ])("of a site at %s below %s", (url, prefix, address) => {
    expect(fetchLine(at(url, prefix), ASKED)).toBe(`curl -fsSLO ${address} && less -K x && bash x`);
  });

  test("is no line where nobody knows the site's address", () => {
    expect(fetchLine(at(undefined), ASKED)).toBeUndefined();
    expect(fetchBox(at(undefined), ASKED)).toBeNull();
  });

  test("reads in its box as it is typed", () => {
    const data = at("https://kb.example", "/team/");
    const asked = { url: "/runbooks/disk-full/triage.sh", file: "triage.sh", needsRoot: true };

    const text = load(String(fetchBox(data, asked)))("code").text();

    expect(text).toBe(fetchLine(data, asked));
    expect(text).toMatchInlineSnapshot(
      `"curl -fsSLO https://kb.example/team/runbooks/disk-full/triage.sh && less -K triage.sh && sudo bash triage.sh"`,
    );
  });
});

const hasCurl = spawnSync("curl", ["--version"]).error === undefined;

describe.skipIf(!hasCurl)("the line, typed", () => {
  const server = createServer((request, response) => {
    response.statusCode = request.url === "/c/x" ? 200 : 404;
    response.end("echo it runs\n");
  });
  let folder: string;
  let origin: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "faultbook-fetch-"));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await rm(folder, { recursive: true });
  });

  /** `less` in its place shows the file and ends as it is told: with 0 for q, with 2 for Ctrl-C. */
  function typed(line: string, end: 0 | 2): Promise<string> {
    return new Promise((resolve) => {
      const text = `less() { echo "shown: $(cat "$2")"; return ${end}; }\n${line}\n`;
      const child = spawn("bash", ["-c", text], { cwd: folder, env: { PATH: "/usr/bin:/bin", no_proxy: "*" } });
      let shown = "";
      child.stdout.on("data", (chunk: Buffer) => {
        shown += chunk.toString();
      });
      child.on("close", () => resolve(shown));
    });
  }

  test("shows what it has fetched, and runs it", async () => {
    expect(await typed(fetchLine(at(origin), ASKED) ?? "", 0)).toBe("shown: echo it runs\nit runs\n");
    expect(await readdir(folder)).toEqual(["x"]);
  });

  test("runs nothing that the reader has turned down", async () => {
    expect(await typed(fetchLine(at(origin), ASKED) ?? "", 2)).toBe("shown: echo it runs\n");
  });

  test("shows and runs nothing where there is no such script", async () => {
    const line = fetchLine(at(origin), { url: "/c/y", file: "y", needsRoot: false }) ?? "";

    expect(await typed(line, 0)).toBe("");
    expect(await readdir(folder)).not.toContain("y");
  });
});
