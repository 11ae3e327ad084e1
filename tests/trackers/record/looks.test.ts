import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { NO_LOOKS, readLooks, writeLooks } from "../../../src/trackers/record/looks.ts";

let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbook-"));
  path = join(folder, ".cache", "looks.json");
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe("readLooks() and writeLooks()", () => {
  it("give back what was written, from a folder that did not exist", async () => {
    const at = "2026-11-22T02:00:00Z";
    const looks = {
      byUrl: new Map([
        ["https://b.example.org/", { at, result: "ok" as const, lastGood: at, failures: 0, withToken: true }],
        [
          "https://a.example.org/",
          {
            at,
            result: "not-found" as const,
            message: "HTTP 404",
            failures: 3,
            failingSince: at,
            missingOn: ["2026-11-22"],
          },
        ],
      ]),
      lastSuccess: at,
      told: new Map([["blind github https://github.com/", at]]),
    };

    await writeLooks(path, looks);

    expect(await readLooks(path)).toEqual(looks);
  });

  it("take a missing file for no looks", async () => {
    expect(await readLooks(path)).toEqual(NO_LOOKS);
  });

  it("say that the file may be deleted when it is broken", async () => {
    await writeLooks(path, NO_LOOKS);
    await writeFile(path, '{ "version": 1, "looks": [] }');

    await expect(readLooks(path)).rejects.toThrow("Delete it: it is a cache, and the next refresh writes it again");
  });
});
