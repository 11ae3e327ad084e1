import { describe, expect, it } from "vitest";
import { tokensFrom } from "../../src/trackers/tokens.ts";

describe("tokensFrom()", () => {
  it("binds GITHUB_TOKEN to the public API", () => {
    expect(tokensFrom({ GITHUB_TOKEN: "t" })).toEqual({ "https://api.github.com": "t" });
  });

  it("binds it to the server that GitHub Actions runs on", () => {
    const environment = { GITHUB_TOKEN: "t", GITHUB_API_URL: "https://ghe.example.org/api/v3" };

    expect(tokensFrom(environment)).toEqual({ "https://ghe.example.org": "t" });
  });

  it.each([{}, { GITHUB_TOKEN: "" }])("gives none for %o", (environment) => {
    expect(tokensFrom(environment)).toEqual({});
  });
});
