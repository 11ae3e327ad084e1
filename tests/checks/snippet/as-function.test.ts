import { expect, test } from "vitest";
import { asFunction } from "../../../src/checks/snippet/as-function.ts";

test("asFunction() puts the snippet on lines of its own", () => {
  expect(asFunction("grep -q avx /x # why\n\n")).toBe("check() {\ngrep -q avx /x # why\n}\ncheck");
});

test("asFunction() keeps a last backslash from swallowing the brace", () => {
  expect(asFunction("echo a \\\n")).toBe("check() {\necho a \\\n\n}\ncheck");
});
