import { describe, expect, it } from "vitest";
import { type Trouble, tellOnce } from "../../src/night/trouble.ts";

describe("tellOnce()", () => {
  const trouble = (key: string): Trouble => ({ key, what: key, remedy: "" });
  const always = () => true;

  it("tells a trouble once while it lasts, and again after it had gone away", () => {
    const first = tellOnce([trouble("a")], new Map(), "1", always);
    const second = tellOnce([trouble("a"), trouble("b")], first.told, "2", always);
    const third = tellOnce([trouble("b")], second.told, "3", always);
    const fourth = tellOnce([trouble("a"), trouble("b")], third.told, "4", always);

    expect([first, second, third, fourth].map(({ fresh }) => fresh.map(({ key }) => key))).toEqual([
      ["a"],
      ["b"],
      [],
      ["a"],
    ]);
    expect(Object.fromEntries(fourth.told)).toEqual({ a: "4", b: "2" });
  });

  it("takes a trouble for over only when the night could have seen that", () => {
    const first = tellOnce([trouble("held a")], new Map(), "1", always);
    const second = tellOnce([], first.told, "2", (key) => key !== "held a");

    expect(tellOnce([trouble("held a")], second.told, "3", always).fresh).toEqual([]);
  });
});
