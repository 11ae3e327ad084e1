import { describe, expect, it } from "vitest";
import type { State } from "../../src/model/state.ts";
import { sumOfTargets } from "../../src/model/target.ts";

const of = (...states: State[]) => sumOfTargets(states.map((state) => ({ state })));

describe("sumOfTargets()", () => {
  it("is the worst of what counts", () => {
    expect(of()).toBe("unknown");
    expect(of("released", "open")).toBe("open");
    expect(of("released", "fixed")).toBe("fixed");
    expect(of("released", "closed")).toBe("closed");
    expect(of("wont-fix", "closed")).toBe("wont-fix");
  });

  it("counts what upstream could not read only where nothing else is known", () => {
    expect(of("unknown", "open")).toBe("open");
    expect(of("unknown", "unknown")).toBe("unknown");
  });

  it("does not count what was declined beside what is fixed", () => {
    expect(of("wont-fix", "released")).toBe("released");
    expect(of("wont-fix", "fixed", "released")).toBe("fixed");
    expect(of("wont-fix", "merged")).toBe("wont-fix");
  });

  it("counts what does not have the bug only where nothing has it", () => {
    const none = { state: "wont-fix", applies: false } as const;

    expect(sumOfTargets([none, { state: "in-progress" }])).toBe("in-progress");
    expect(sumOfTargets([none, { state: "closed" }])).toBe("closed");
    expect(sumOfTargets([none, none])).toBe("wont-fix");
  });
});
