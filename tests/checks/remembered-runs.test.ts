import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Engine } from "../../src/checks/engine.ts";
import { engines } from "../../src/checks/index.ts";
import { remembering } from "../../src/checks/remembered-runs.ts";
import { runChecks } from "../../src/checks/run.ts";
import { AFFECTED, checkOf, HEALTHY, HOSTS, hostOf, hostsOf } from "./samples.ts";

const SOUND = checkOf("grep -q avx /sys/module/icp/parameters/icp_gcm_impl", { unknown: [] });

let folder: string;
let file: string;
let ran: string[];

/** The default engine, whose runs are counted. */
const counting: Engine = {
  ...engines[0],
  run(snippet, host) {
    ran.push(host.name);
    return engines[0].run(snippet, host);
  },
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "faultbook-"));
  file = join(folder, "cache/runs.json");
});

afterEach(() => rm(folder, { recursive: true }));

/** What a build does: runs all, and keeps the runs. Gives the outcomes, and how often a shell was started for them. */
async function build(check = SOUND, hosts = HOSTS) {
  ran = [];
  const engine = await remembering(counting, file);
  const { outcomes } = await runChecks([check], hosts, engine);
  await engine.keep();
  return { outcomes, ran };
}

describe("remembering()", () => {
  test("runs nothing again that has not changed, and comes to the same outcomes", async () => {
    const first = await build();

    const second = await build();

    expect(first.ran.length).toBeGreaterThan(3);
    expect(second.ran).toEqual([]);
    expect(second.outcomes).toEqual(first.outcomes);
  });

  test("runs a changed snippet again, on every host", async () => {
    await build();

    const { ran: again } = await build({ ...SOUND, snippet: `${SOUND.snippet} # why` });

    expect(new Set(again)).toEqual(new Set(["healthy", "affected", "empty"]));
  });

  test("runs on a changed host again, and only there", async () => {
    await build();
    const path = "/sys/module/icp/parameters/icp_gcm_impl";
    const changed = hostOf("healthy", { [path]: "cycle [fastest] avx avx2-vaes generic pclmulqdq " });

    const { ran: again } = await build(SOUND, hostsOf(changed, AFFECTED));

    expect(again).toContain("healthy");
    expect(again).not.toContain("affected");
    expect(again).not.toContain("empty");
  });

  test("runs the same on a host of another name only once", async () => {
    const twin = { ...HEALTHY, name: "twin" };

    const { ran: all } = await build({ ...SOUND, ok: ["healthy", "twin"] }, hostsOf(HEALTHY, twin, AFFECTED));

    expect(all).not.toContain("twin");
  });

  test("forgets what nobody asks for any more", async () => {
    await build();
    const before = Object.keys(JSON.parse(await readFile(file, "utf8"))).length;

    await build({ ...SOUND, ok: [] });

    expect(Object.keys(JSON.parse(await readFile(file, "utf8"))).length).toBeLessThan(before);
  });

  test("does not keep a run that did not end in time", async () => {
    const asleep: Engine = {
      ...counting,
      async run(snippet, host) {
        return { ...(await counting.run(snippet, host)), timedOut: true };
      },
    };
    await build();
    const before = Object.keys(JSON.parse(await readFile(file, "utf8"))).length;
    const engine = await remembering(asleep, file);
    await runChecks([SOUND], HOSTS, engine);
    await engine.run("a snippet of its own", HEALTHY);
    await engine.keep();

    expect(Object.keys(JSON.parse(await readFile(file, "utf8")))).toHaveLength(before);
  });

  test.each(["", "{", "[]", '{"a":{"exitCode":"0"}}'])("takes a cache that holds %j for none", async (text) => {
    await build();
    await writeFile(file, text);

    expect((await build()).ran.length).toBeGreaterThan(3);
    expect((await build()).ran).toEqual([]);
  });

  test("works where nothing can be kept", async () => {
    await writeFile(join(folder, "cache"), "a file where the folder should be");

    expect((await build()).outcomes.map(({ verdict }) => verdict)).toEqual(["ok", "affected", "unknown"]);
  });
});
