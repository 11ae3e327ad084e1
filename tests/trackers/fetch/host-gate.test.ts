import { describe, expect, it } from "vitest";
import type { LookError } from "../../../src/model/reference.ts";
import { NotAskedError } from "../../../src/trackers/errors.ts";
import { HostGate } from "../../../src/trackers/fetch/host-gate.ts";

const HOST = "api.example.org";

/** What a gate says of the host after requests that ended so. */
function refusalAfter(...results: readonly ("ok" | LookError)[]): string | undefined {
  const gate = new HostGate({ breaker: 3, budget: 10 });
  for (const result of results) gate.ended(HOST, result);
  return gate.refusal(HOST);
}

describe("HostGate", () => {
  it.each(["unreachable", "timeout", "server"] as const)("gives a host up after so many requests with %s", (kind) => {
    expect(refusalAfter(kind, kind)).toBeUndefined();
    expect(refusalAfter(kind, kind, kind)).toBe("3 requests in a row failed");
  });

  it("counts different failures in one row", () => {
    expect(refusalAfter("unreachable", "timeout", "server")).toBe("3 requests in a row failed");
  });

  it.each(["ok", "not-found", "forbidden", "malformed", "too-large", "blocked", "unknown-status"] as const)(
    "begins the row anew after %s, which a host that is alive has said",
    (kind) => {
      expect(refusalAfter("server", "server", kind, "server", "server")).toBeUndefined();
    },
  );

  it("gives a host up at once when its quota is used up, and for good", () => {
    expect(refusalAfter("rate-limited")).toBe("rate limit reached");
    expect(refusalAfter("rate-limited", "ok")).toBe("rate limit reached");
  });

  it("counts attempts up to the budget, and refuses further ones", () => {
    const gate = new HostGate({ breaker: 3, budget: 2 });
    gate.enter(HOST);
    gate.check(HOST);
    gate.enter(HOST);

    expect(() => gate.enter(HOST)).toThrow(NotAskedError);
    expect(() => gate.check(HOST)).toThrowErrorMatchingInlineSnapshot(
      `[NotAskedError: Not looked up: budget of 2 attempts used up at api.example.org]`,
    );
  });

  it("keeps hosts apart, also by their port", () => {
    const gate = new HostGate({ breaker: 1, budget: 1 });
    gate.ended(HOST, "server");
    gate.enter(`${HOST}:8443`);

    expect(() => gate.check(HOST)).toThrow("1 requests in a row failed");
    expect(gate.refusal("other.example.org")).toBeUndefined();
  });
});
