// How runs share a sandbox: many at once are few batches, and none suffers for another.

import { expect, test } from "vitest";
import { findLauncher } from "../../../src/checks/sandbox/probe.ts";
import { sandboxBy } from "../../../src/checks/sandbox/sandbox.ts";
import { hostOf } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";

const HOSTS = ["a", "b", "c"].map((name) => hostOf(name, { "/etc/name": `${name}\n` }, { "uname -n": `${name}\n` }));

describeRuns("a sandbox", () => {
  test("gives each of many runs its own answer", async () => {
    const asked = Array.from({ length: 250 }, (_, i) => ({ host: HOSTS[i % 3] ?? hostOf("none"), exit: i % 200 }));
    const runs = await Promise.all(asked.map(({ host, exit }) => run(`cat /etc/name; uname -n; exit ${exit}`, host)));

    expect(runs.map(({ stdout, exitCode, read }) => [stdout, exitCode, read])).toEqual(
      asked.map(({ host, exit }) => [`${host.name}\n${host.name}\n`, exit, ["/etc/name"]]),
    );
  });

  test("starts once for many runs at once, and once for each of those that follow each other", async () => {
    const { launcher } = await findLauncher();
    if (launcher === undefined) throw new TypeError();
    let starts = 0;
    const counting = sandboxBy({
      launcher: {
        ...launcher,
        get argv() {
          starts += 1;
          return launcher.argv;
        },
      },
    });
    const [host = hostOf("none")] = HOSTS;
    await Promise.all(Array.from({ length: 8 }, () => counting.run("exit 0", host)));
    expect(starts).toBe(1);
    for (let i = 0; i < 3; i++) await counting.run("exit 0", host);

    expect(starts).toBe(4);
  });

  test("loses no run to one that ends the driver, or that does not end", async () => {
    const { launcher } = await findLauncher();
    if (launcher === undefined) throw new TypeError();
    const quick = sandboxBy({ launcher, timeoutMs: 2000 });
    const breaking = "k=kill; for s in {1..64}; do $k -$s 1; done 2>/dev/null; exit 0";
    const [host = hostOf("none")] = HOSTS;
    const order = ["cat /etc/name; f=/etc/x; : > $f", breaking, "while :; do :; done", "cat /etc/name", breaking];
    const runs = await Promise.all(order.map((snippet) => quick.run(snippet, host)));

    expect(runs.map(({ read }) => read)).toEqual([["/etc/name"], [], [], ["/etc/name"], []]);
    expect(runs[0]?.refused.slice(0, 1)).toEqual([{ cause: "write", asked: "> /etc/x" }]);
    expect(runs[3]).toMatchObject({ exitCode: 0, refused: [] });
    for (const i of [1, 2, 4]) expect(runs[i]?.refused[0]?.cause).toMatch(/^(time|endless|recording)$/);
    expect(await quick.run("exit 3", host)).toMatchObject({ exitCode: 3 });
  });

  test("tells of no run what the one before it still wrote when it was ended", async () => {
    const [host = hostOf("none")] = HOSTS;
    const noisy = "for i in {1..40}; do (while :; do echo noise; : noise; done) & done; exit 0";
    const order = Array.from({ length: 24 }, (_, i) => (i % 2 === 0 ? noisy : "exit 3"));
    const runs = (await Promise.all(order.map((snippet) => run(snippet, host)))).filter((_, i) => i % 2 === 1);

    expect(runs.map(({ stdout, steps }) => [stdout, steps])).toEqual(runs.map(() => ["", ["1 exit"]]));
  });

  test("has no room for what is no snippet, and goes on", async () => {
    const [host = hostOf("none")] = HOSTS;
    const [none, one] = await Promise.all([run("a\0", host), run("exit 3", host)]);

    expect([none.exitCode, none.refused[0]?.cause, one.exitCode]).toEqual([125, "snippet", 3]);
  });
});

test("a launcher that starts nothing is an error that tells why", async () => {
  const launcher = {
    name: "broken",
    argv: ["sh", "-c", "echo no such luck >&2; exit 1"],
    user: undefined,
    isolates: true,
  };
  const { run: asked } = sandboxBy({ launcher });
  const tried = Promise.allSettled([asked("exit 0", hostOf("a")), asked("exit 1", hostOf("a"))]);

  expect((await tried).map((one) => (one.status === "rejected" ? String(one.reason) : one.status))).toEqual(
    Array(2).fill("Error: no such luck"),
  );
});
