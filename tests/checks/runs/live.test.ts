import { expect, test } from "vitest";
import { checkHash } from "../../../src/checks/runs/key.ts";
import { LiveTrials } from "../../../src/checks/runs/live.ts";
import { chroot } from "../../../src/checks/sandbox/launchers/chroot.ts";
import { checkOf, HOSTS } from "../samples.ts";
import { describeRuns } from "../sandbox-here.ts";

const CHECK = checkOf("echo here; exit 2");

test("LiveTrials shows nothing of a sandbox that does not tell what is read", async () => {
  const launcher = chroot({ platform: "linux", uid: 0, pathOf: (name) => `/bin/${name}` });
  if (typeof launcher === "string") throw new TypeError(launcher);
  const trials = new LiveTrials(
    () => expect.unreachable(),
    async () => ({ launcher }),
  );

  await trials.follow([CHECK], HOSTS, []);

  expect(trials.outcomes.size).toBe(0);
});

describeRuns("LiveTrials", () => {
  test("runs each check once as it is, and tells when it has", async () => {
    let news = 0;
    const trials = new LiveTrials(() => news++);

    for (let i = 0; i < 2; i++) await trials.follow([CHECK], HOSTS, []);

    expect(news).toBe(1);
    expect(trials.outcomes.get(checkHash(CHECK, HOSTS))?.outcomes.map(({ run }) => run.stdout)).toEqual([
      ...["here\n", "here\n", "here\n"],
    ]);
  });
});
