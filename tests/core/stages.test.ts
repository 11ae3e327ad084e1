import { expect, test } from "vitest";
import { Stages, stageLines, stagesIn } from "../../src/core/stages.ts";

/** A clock that a test sets, in milliseconds since the start of the process. */
function withClock() {
  const clock = { now: 0 };
  return { clock, stages: new Stages(() => clock.now) };
}

test("a stage has the time of its work, and gives what the work gives", async () => {
  const { clock, stages } = withClock();
  clock.now = 800;
  stages.upToNow("start-up");

  const given = await stages.time("reading", async () => {
    clock.now += 1500;
    return 7;
  });

  expect(given).toBe(7);
  expect(stages.all).toEqual([
    { name: "start-up", seconds: 0.8 },
    { name: "reading", seconds: 1.5 },
  ]);
});

test("what lies between two stages can be told, and a stage that comes again is added up", async () => {
  const { clock, stages } = withClock();
  const take = (time: number) => () => {
    clock.now += time;
  };
  await stages.time("pages", take(200));
  clock.now += 30;
  stages.upToNow("between");
  await stages.time("pages", take(300));

  expect(stageLines(stages.all)).toBe("pages 0.50 s\nbetween 0.03 s\n");
});

test("work that fails is timed, and fails", async () => {
  const { clock, stages } = withClock();
  const failing = stages.time("reading", () => {
    clock.now += 10;
    throw new Error("no such file");
  });

  await expect(failing).rejects.toThrow("no such file");
  expect(stages.all).toEqual([{ name: "reading", seconds: 0.01 }]);
});

test("the lines are found among others", () => {
  const text = `content/a.md:3:1 advice\n${stageLines([{ name: "search index", seconds: 12.345 }])}It took 3 s\nwait 3 s\n`;

  expect(stagesIn(text)).toEqual([{ name: "search index", seconds: 12.35 }]);
});
