import { inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { tokensFrom } from "../../../src/trackers/fetch/tokens.ts";

const PUBLIC = "https://api.github.com";

describe("tokensFrom()", () => {
  it("binds GITHUB_TOKEN to the public API", () => {
    expect(tokensFrom({ GITHUB_TOKEN: "t" }, {})).toEqual({ [PUBLIC]: ["authorization", "Bearer t"] });
  });

  it("binds it to the server that GitHub Actions runs on", () => {
    const environment = { GITHUB_TOKEN: "t", GITHUB_API_URL: "https://ghe.example.org/api/v3" };

    expect(tokensFrom(environment, {})).toEqual({ "https://ghe.example.org": ["authorization", "Bearer t"] });
  });

  it("gives it to no other server, even where the settings say so", () => {
    const github = [{ web: "https://ghe.example.org/", token: "GITHUB_TOKEN" }];

    expect(Object.keys(tokensFrom({ GITHUB_TOKEN: "t" }, { github }))).toEqual([PUBLIC]);
  });

  it("binds the token that an instance names to the origin of its API, else of its pages", () => {
    const github = [
      { web: "https://one.example.org/", api: "https://api.one.example.org/v3/", token: "ONE_TOKEN" },
      { web: "http://two.example.org:8080/git/", token: "TWO_TOKEN" },
      { web: "https://three.example.org/", token: "UNSET_TOKEN" },
      { web: "https://four.example.org/", token: "EMPTY_TOKEN" },
      { web: "https://five.example.org/" },
    ];

    expect(tokensFrom({ ONE_TOKEN: "1", TWO_TOKEN: "2", EMPTY_TOKEN: "", OTHER: "x" }, { github })).toEqual({
      "https://api.one.example.org": ["authorization", "Bearer 1"],
      "http://two.example.org:8080": ["authorization", "Bearer 2"],
    });
  });

  it("prefers the token that the settings name to the one that is there by itself", () => {
    const github = [{ web: "https://github.com/", api: `${PUBLIC}/`, token: "OWN_TOKEN" }];

    expect(tokensFrom({ GITHUB_TOKEN: "t", OWN_TOKEN: "own" }, { github })).toEqual({
      [PUBLIC]: ["authorization", "Bearer own"],
    });
  });

  it.each([{}, { GITHUB_TOKEN: "" }])("gives none for %o", (environment) => {
    expect(tokensFrom(environment, {})).toEqual({});
  });

  it.each(["secret\n", "sec\r\nret: 1", "secret\0", "secret€", " secret "])("refuses the token %j", (token) => {
    const github = [{ web: "https://ghe.example.org/", token: "GHE_TOKEN" }];
    const errors = [
      () => tokensFrom({ GITHUB_TOKEN: token }, {}),
      () => tokensFrom({ GHE_TOKEN: token }, { github }),
    ].map(thrownBy);

    expect(errors.map(String)).toMatchInlineSnapshot(`
      [
        "UsageError: GITHUB_TOKEN has a character that no HTTP header can hold, such as a line break; set it again without it",
        "UsageError: GHE_TOKEN has a character that no HTTP header can hold, such as a line break; set it again without it",
      ]
    `);
    expect(inspect(errors)).not.toContain("ret");
  });

  it("refuses two tokens for one origin", () => {
    const github = [
      { web: "https://example.org/a/", token: "ONE_TOKEN" },
      { web: "https://example.org/b/", token: "TWO_TOKEN" },
    ];

    expect(() => tokensFrom({ ONE_TOKEN: "1", TWO_TOKEN: "2" }, { github })).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: ONE_TOKEN and TWO_TOKEN are both for https://example.org, which takes one token only; name only one of them]`,
    );
  });

  it("refuses one variable that two trackers would send to one origin in different headers", () => {
    const settings = {
      gitea: [{ web: "https://example.org/", token: "ONE_TOKEN" }],
      gitlab: [{ web: "https://example.org/gitlab/", token: "ONE_TOKEN" }],
    };

    expect(() => tokensFrom({ ONE_TOKEN: "1" }, settings)).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: gitea and gitlab send ONE_TOKEN to https://example.org in different headers; name it under only one of them]`,
    );
    expect(tokensFrom({}, settings)).toEqual({});
  });

  it("gives one variable to two instances at one origin that want it in the same header", () => {
    const gitlab = ["a", "b"].map((name) => ({ web: `https://example.org/${name}/`, token: "ONE_TOKEN" }));

    expect(tokensFrom({ ONE_TOKEN: "1" }, { gitlab })).toEqual({ "https://example.org": ["private-token", "1"] });
  });

  it("refuses an API address that is none", () => {
    const environment = { GITHUB_TOKEN: "t", GITHUB_API_URL: "ghe" };

    expect(() => tokensFrom(environment, {})).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: GITHUB_API_URL is "ghe", which is not a URL]`,
    );
  });
});

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

it("gives the token of a self-hosted instance to nobody else, whatever its variable is called", () => {
  const settings = { gitlab: [{ web: "https://git.corp.example/", token: "GITLAB_TOKEN" }] };

  expect(tokensFrom({ GITLAB_TOKEN: "t" }, settings)).toEqual({
    "https://git.corp.example": ["private-token", "t"],
  });
  expect(Object.keys(tokensFrom({ GITLAB_TOKEN: "t" }, {}))).toEqual(["https://gitlab.com"]);
});
