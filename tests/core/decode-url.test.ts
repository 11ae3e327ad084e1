import { expect, test } from "vitest";
import { decodeUrl } from "../../src/core/decode-url.ts";

test("decodeUrl() takes percent-encoding away", () => {
  expect(decodeUrl("/runbooks/gr%C3%B6%C3%9Fe/")).toBe("/runbooks/größe/");
});

test("decodeUrl() leaves what would change the address's meaning", () => {
  expect(decodeUrl("/a%2Fb%23c%3Fd")).toBe("/a%2Fb%23c%3Fd");
});

test("decodeUrl() leaves a broken encoding as it is", () => {
  expect(decodeUrl("/100%/")).toBe("/100%/");
});
