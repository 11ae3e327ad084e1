import { describe, expect, test } from "vitest";
import { Postmortem } from "../../src/model/postmortem.ts";
import { Runbook } from "../../src/model/runbook.ts";
import { Link, Url } from "../../src/model/url.ts";

test.each(["https://example.org/a", "http://example.org", "/runbooks/a/", "#mitigation"])("Link takes %s", (text) => {
  expect(Link.safeParse(text).success).toBe(true);
});

test.each(["example.org", "runbooks/a/", "javascript:alert(1)", "mailto:a@b.org"])("Link refuses %s", (text) => {
  expect(Link.safeParse(text).success).toBe(false);
});

test.each(["/runbooks/a/", "ftp://example.org", "javascript:alert(1)", "LP #1"])("Url refuses %s", (text) => {
  expect(Url.safeParse(text).success).toBe(false);
});

describe("Postmortem", () => {
  test("asks for nothing: a blog post may say no more than its title", () => {
    expect(Postmortem.safeParse({ title: "A night" })).toMatchObject({
      success: true,
      data: { audience: "public", tags: [], timeline: [] },
    });
  });

  test("implies no status", () => {
    expect(Postmortem.parse({}).status).toBeUndefined();
  });
});

describe("Runbook", () => {
  test.each(["6 months", "1 year", "90 days", "2 weeks"])("takes reviewEvery %j", (reviewEvery) => {
    expect(Runbook.safeParse({ reviewEvery }).success).toBe(true);
  });

  test.each(["monthly", "6", "6months", "six months", "0 days", "12345 days"])(
    "refuses reviewEvery %j",
    (reviewEvery) => {
      expect(Runbook.safeParse({ reviewEvery }).success).toBe(false);
    },
  );
});
