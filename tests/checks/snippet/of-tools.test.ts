// Tools that answer from files alone only with certain arguments.

import { describe, expect, test } from "vitest";
import { inText } from "../../../src/checks/snippet/in-text.ts";

const refusedIn = (snippet: string) => inText(snippet).refused.map(({ asked, rewrite }) => `${asked}: ${rewrite}`);

describe("what no recording answers", () => {
  test("is refused of each tool, with what to write instead", () => {
    expect(
      [
        "jq -n now",
        "jq -r '.a | localtime' /a",
        "openssl x509 -checkend 86400 -noout -in /a",
        "openssl s_client -connect example.org:443",
        "openssl x509 -in /a -out /b",
        "stat /a",
        "stat -c %Y /a",
        "stat --format=%U /a",
        "stat -c %s /proc/modules",
      ].flatMap(refusedIn),
    ).toMatchInlineSnapshot(`
      [
        "jq now: Ask date +%s instead of now, and hand it in with --argjson",
        "jq localtime: Ask date +%s instead of localtime, and hand it in with --argjson",
        "openssl -checkend: Read -enddate, and hold it against date +%s: a command can have a transcript",
        "openssl s_client: Add a transcript: what openssl s_client says is in no file",
        "openssl -out: A check only reads: leave out -out",
        "stat /a: Ask stat -c for %n, %s or %F alone: owner, mode and times are in no recording",
        "stat %Y: Ask stat -c for %n, %s or %F alone: owner, mode and times are in no recording",
        "stat --format=%U: Ask stat -c for %n, %s or %F alone: owner, mode and times are in no recording",
        "stat %s: Read the file instead: files of /proc and /sys have no true size",
      ]
    `);
  });

  test.each([
    "jq -r .now /a",
    `jq --arg now "$t" '.a < ($now | tonumber)' /a`,
    `jq -r '."now"' /a`,
    "openssl x509 -noout -enddate -in /a",
    "openssl dgst -sha256 /a",
    "stat -c %s /var/lib/dump",
    "stat -c '%n: %F' /proc/modules",
    "stat --format=%s /a",
    'stat -c "$form" /a',
    "bc -l <<< '1 > 2'",
    "column -t /a",
  ])("is not in: %s", (snippet) => {
    expect(refusedIn(snippet)).toEqual([]);
  });
});
