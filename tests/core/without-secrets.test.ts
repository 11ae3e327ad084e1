import { expect, test } from "vitest";
import { withoutSecrets } from "../../src/core/without-secrets.ts";

test.each([
  ["https://bob:s3cret@example.org/a", "https://***@example.org/a"],
  ["https://s3cret@example.org", "https://***@example.org"],
  ["https://bob:s3@cret@example.org/", "https://***@example.org/"],
  ["https://bob:s3/cret@example.org/", "https://***@example.org/"],
  ["    - { web: https://a.example/, token: ghp_0123 }", "    - { web: https://a.example/, token: *** }"],
  ['token: "glpat-0123"', 'token: "***"'],
  ["tokens: glpat-1, private_token: glpat-2, apiKey: k", "tokens: ***, private_token: ***, apiKey: ***"],
  ["git+ssh://:s3cret@example.org:22/ and //bob:x@b.example", "git+ssh://***@example.org:22/ and //***@b.example"],
])("withoutSecrets(%j) is %j", (text, expected) => {
  expect(withoutSecrets(text)).toBe(expected);
});

test.each([
  "https://example.org/a@b",
  "https://lore.kernel.org/all/1@example.org/",
  "http://127.0.0.1:8080/a and me@example.org",
  "me@example.org",
  "- { web: https://a.example/, token: GITLAB_TOKEN }",
  "token: GITEA_TOKEN",
])("withoutSecrets(%j) leaves it as it is", (text) => {
  expect(withoutSecrets(text)).toBe(text);
});
