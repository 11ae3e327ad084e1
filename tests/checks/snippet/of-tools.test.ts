// Tools that answer from files alone only with certain arguments.

import { describe, expect, test } from "vitest";
import { inText } from "../../../src/checks/snippet/in-text.ts";
import { Transcript } from "../../../src/model/host.ts";
import { hostOf } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";

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
        "jq -n '$ENV.HOME'",
        "jq --from-file /p.jq /a",
        "jq -rf /p.jq /a",
        `jq 'import "m" as m; m::f' /a`,
        "openssl x509 --checkend=86400 -in /a",
        "openssl x509 --out /b -in /a",
        "openssl x509 -in /a -signkey /k",
        "openssl x509 -in /a -CA /ca",
        "openssl ec -in /a -aes256",
        "openssl storeutl -certs pkcs11:token=x",
        "stat -c %s -c %X /a",
        "stat -c%Y /a",
        "stat -Lc '%a %U' /a",
        "stat --printf '%s' --form=%Y /a",
        "stat -f -c %s /a",
        "stat --file-system -c %s /a",
      ].flatMap(refusedIn),
    ).toMatchInlineSnapshot(`
      [
        "jq now: Use date +%s instead of now, and pass it with --argjson",
        "jq .a | localtime: Use date +%s instead of localtime, and pass it with --argjson",
        "openssl -checkend: Read -enddate, and compare it with date +%s: a command can have a transcript",
        "openssl s_client: Add a transcript: the answer of openssl s_client is in no file",
        "openssl -out: Remove -out: a check may only read",
        "stat /a: Use only %n, %s or %F with stat -c: test hosts have no owners, modes or times",
        "stat %Y: Use only %n, %s or %F with stat -c: test hosts have no owners, modes or times",
        "stat --format=%U: Use only %n, %s or %F with stat -c: test hosts have no owners, modes or times",
        "stat %s: Read the file instead: files of /proc and /sys have no true size",
        "jq $ENV.HOME: Remove $ENV: it describes the shell, not the machine",
        "jq --from-file: Write the program in the snippet: what jq --from-file runs cannot be known in advance",
        "jq -rf: Write the program in the snippet: what jq -rf runs cannot be known in advance",
        "jq import "m" as m; m::f: Write the program in the snippet: what import runs cannot be known in advance",
        "openssl --checkend=86400: Read -enddate, and compare it with date +%s: a command can have a transcript",
        "openssl --out: Remove --out: a check may only read",
        "openssl -signkey: Remove -signkey: a check may only read",
        "openssl -CA: Remove -CA: a check may only read",
        "openssl -aes256: Remove -aes256: a check may only read",
        "openssl pkcs11:token=x: Name a file instead: the contents of pkcs11:token=x are in no file",
        "stat %X: Use only %n, %s or %F with stat -c: test hosts have no owners, modes or times",
        "stat -c%Y: Use only %n, %s or %F with stat -c: test hosts have no owners, modes or times",
        "stat %a %U: Use only %n, %s or %F with stat -c: test hosts have no owners, modes or times",
        "stat --form=%Y: Use only %n, %s or %F with stat -c: test hosts have no owners, modes or times",
        "stat -f: Use only %n, %s or %F with stat -c: test hosts have no owners, modes or times",
        "stat --file-system: Use only %n, %s or %F with stat -c: test hosts have no owners, modes or times",
      ]
    `);
  });

  test.each([
    `jq '"at \\(now)"' /a`,
    `jq '"\\("a" | f(1) | now) b"' /a`,
    "jq '{a: (1, now)}' /a",
    "jq '{a: if .b then 1, now else 2 end}' /a",
    "jq '[1, now]' /a",
    "jq '{(now | tostring): 1}' /a",
    "jq --arg a b '. as $x | now' /a",
  ])("is in: %s", (snippet) => {
    expect(refusedIn(snippet)).toEqual([expect.stringContaining("Use date +%s instead of now")]);
  });

  test.each([
    "jq -r .now /a",
    "jq -r .mode /etc/app/env.json",
    "jq '{name, env}' /a; jq '{now: 1, a: .env}' /a",
    "jq --arg x now . /a; jq --indent 2 . now",
    `jq '"set env first", .a # now' /a`,
    "openssl crl2pkcs7 -nocrl -certfile /a | openssl pkcs7 -print_certs -noout",
    "openssl ec -in /a -noout; openssl storeutl -certs file:/a; openssl x509 -outform der -in /a",
    "stat -c%s /a; stat -Lc %F /a; stat --printf '%s %n' /a; stat -c %s -- -f",
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

describeRuns("a transcript", () => {
  const argv = ["stat", "-c", "%a %U", "/etc/app/env.json"];
  const transcripts = [Transcript.parse({ argv, stdout: "600 root\n" })];
  const host = { ...hostOf("one", { "/etc/app/env.json": "{}" }), transcripts };

  test("answers a form with blanks in it, and no other form or file", async () => {
    expect(await run("stat -c '%a %U' /etc/app/env.json", host)).toMatchObject({ stdout: "600 root\n", refused: [] });
    expect((await run("stat -c '%a %U' /etc/passwd", host)).refused).toContainEqual(
      expect.objectContaining({ asked: "stat %a %U", line: 1 }),
    );
    expect((await run("stat -c '%a' /etc/app/env.json", host)).refused).toContainEqual(
      expect.objectContaining({ asked: "stat %a" }),
    );
  });
});
