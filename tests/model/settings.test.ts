import { expect, test } from "vitest";
import { Settings } from "../../src/model/settings.ts";

test("Settings fills in what a site does not say", () => {
  expect(Settings.parse({})).toMatchInlineSnapshot(`
    {
      "alerts": {
        "covered": 0,
        "exempt": {
          "names": [],
          "severity": [],
        },
        "files": [],
        "hosts": [],
        "keys": [],
      },
      "attachments": {
        "limit": 25000000,
      },
      "checks": {
        "tested": 0,
        "tools": [],
      },
      "description": "Post-mortems and runbooks",
      "footer": {
        "links": [],
      },
      "lang": "en",
      "links": {
        "schemes": [],
      },
      "owners": [],
      "pathPrefix": "/",
      "repository": {
        "lastChanged": false,
      },
      "runbooks": {
        "names": {
          "Diagnosis": [],
          "First minute": [],
          "Impact": [],
          "Meaning": [],
          "Mitigation": [],
        },
        "sections": "advice",
      },
      "severities": [
        "sev1",
        "sev2",
        "sev3",
        "sev4",
      ],
      "statuses": [],
      "title": "Faultbook",
      "trackers": {},
    }
  `);
});

test("Settings ends the address of an instance with a slash, once", () => {
  const github = ["https://ghe.example.org", "https://ghe.example.org/"].map((web) => ({ web }));

  expect(Settings.parse({ trackers: { github } }).trackers.github).toEqual([
    { web: "https://ghe.example.org/" },
    { web: "https://ghe.example.org/" },
  ]);
});

test.each([
  ["/", "/"],
  ["", "/"],
  ["kb", "/kb/"],
  ["/group/kb", "/group/kb/"],
  ["/group/kb/", "/group/kb/"],
])("Settings takes pathPrefix %j for %j", (given, pathPrefix) => {
  expect(Settings.parse({ pathPrefix: given })).toMatchObject({ pathPrefix });
});

test.each([
  { pathPrefix: "/a b/" },
  { pathPrefix: "/kb/?x" },
  { url: "example.org" },
  { url: "ftp://example.org" },
  { url: "https://example.org/kb/" },
  { url: "https://example.org/?x" },
  { trackers: { github: { web: "https://github.com" } } },
])("Settings refuses %j", (given) => {
  expect(Settings.safeParse(given).success).toBe(false);
});

test.each(["https://example.org", "https://example.org/", "http://localhost:8080"])("Settings takes url %s", (url) => {
  expect(Settings.parse({ url })).toMatchObject({ url });
});

test("Settings says where a path belongs", () => {
  const { error } = Settings.safeParse({ url: "https://example.org/kb/" });

  expect(error?.issues.map(({ message }) => message)).toEqual(["Write it without a path, and the path as pathPrefix"]);
});
