// The script with all checks of a runbook: its three forms, by the real shells; and that no check, and no text, can
// disturb it.

import { hostname } from "node:os";
import { describe, expect, test } from "vitest";
import { triage } from "../../../src/checks/downloads/triage.ts";
import type { Check } from "../../../src/model/check.ts";
import { readMetrics } from "../../pages/support/prometheus-text.ts";
import { NO_PROMTOOL, promtool } from "../../pages/support/promtool.ts";
import { checkOf, RUN } from "../samples.ts";
import {
  BASHES,
  DASH,
  IS_ROOT,
  NASTY,
  NASTY_LINE,
  NO_DASH,
  NO_SHELLCHECK,
  runAsNobody,
  runScript,
  shellcheck,
  withoutPlace,
} from "./run-script.ts";

const RUNBOOK = { name: "slow", title: "Slow", url: "/runbooks/slow/" };
const SITE = "https://kb.example/ops/";

/** A script with a check for each snippet, called c-1 and so on. */
function triageOf(snippets: readonly string[], given: Partial<Check> = {}, title = "Slow"): string {
  const checks = snippets.map((snippet, i) =>
    checkOf(snippet, { id: `c-${i + 1}`, asks: `Question ${i + 1}?`, ...given }),
  );
  return triage({ ...RUNBOOK, title }, checks, SITE, []);
}

type Json = {
  readonly runbook: string;
  readonly title: string;
  readonly host: string;
  readonly time: string;
  readonly checks: readonly {
    readonly id: string;
    readonly asks: string;
    readonly verdict: string;
    readonly exitCode: number | null;
    readonly output: string;
    readonly noAnswer: string | null;
    readonly means: string | null;
    readonly next: string | null;
  }[];
};

function jsonOf(text: string): Json {
  return JSON.parse(runScript(text, { args: ["--json"] }).stdout);
}

const THREE = triageOf(["echo all is well", "echo 'half of it'; echo 'is broken'; exit 1", "exit 2"], {
  means: { ok: "Nothing to do.", affected: "Something is broken." },
  then: { ok: "#other", affected: "/runbooks/next/?a=1&b=2", unknown: "#by-hand" },
});

describe.skipIf(process.platform === "win32")("triage()", () => {
  test("says what it is, what it asks, what its exit codes mean, what it looks at and runs", () => {
    const runs = [{ ...RUN, read: ["/proc/cpuinfo"], ran: ["grep -q x /proc/cpuinfo", "uname -r"] }];

    const text = triage(RUNBOOK, [checkOf("x"), checkOf("y", { id: "b", asks: "Else?" })], SITE, runs);

    expect(text.slice(0, text.indexOf("\n\n# What every"))).toMatchInlineSnapshot(`
      "#!/usr/bin/env bash
      # shellcheck shell=bash
      # All checks of the runbook: Slow
      # From https://kb.example/ops/runbooks/slow/
      #
      # zfs-avx: Has ZFS lost AVX?
      # b: Else?
      #
      # Exit code 0: all checks say OK
      # Exit code 1: at least one says AFFECTED
      # Exit code 2: none says AFFECTED, and at least one CANNOT TELL
      # Exit code 64: wrong arguments
      #
      # Reads: /proc/cpuinfo
      # Runs: grep, uname -r
      # Changes nothing.
      # It waits for a check that hangs, until Ctrl-C. To stop after a minute:
      # timeout 60 bash triage.sh

      # Drop what the caller's shell has set: it must not answer in place of this host.
      case \${BASH_VERSION:-none}:$- in
      none:* | *:*i*)
        \\echo "This script needs bash. Run it with: bash triage.sh" >&2
        # shellcheck disable=SC2317
        return 2 2>/dev/null || exit 2
        ;;
      *:*p*) ;;
      *)
        case $-:\${BASH_SOURCE[0]:-$0} in
        *[cs]*:* | *:"$0") ;;
        *)
          \\echo "Do not source this script. Run it with: bash triage.sh" >&2
          # shellcheck disable=SC2317
          return 2 2>/dev/null || exit 2
          ;;
        esac
        POSIXLY_CORRECT=1
        \\unset -v IFS
        \\unset -f builtin
        # shellcheck disable=SC2046
        \\unset -f $(\\builtin compgen -A function)
        case $- in
        *s*) \\exec bash -ps -- "$@" ;;
        *c*) \\exec bash --norc -pc "$BASH_EXECUTION_STRING" "$0" "$@" ;;
        *) \\exec bash -p -- "$0" "$@" ;;
        esac
        ;;
      esac
      set +efu +o pipefail +o posix
      unset -v BASH_ENV ENV GREP_OPTIONS
      export LC_ALL=C TZ=UTC0 PATH="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\${PATH:+:$PATH}""
    `);
  });

  describe.each(BASHES)("in $title", (shell) => {
    test("prints a table, with what follows from each answer that is not OK", () => {
      const ran = runScript(THREE, { shell });

      expect(withoutPlace(ran.stdout)).toMatchInlineSnapshot(`
        "Host: HOST, TIME
        Slow: 1 AFFECTED, 1 CANNOT TELL, 1 OK

        AFFECTED     c-2: Question 2?
                     half of it
                     is broken
                     Something is broken.
                     Next: https://kb.example/ops/runbooks/next/?a=1&b=2

        CANNOT TELL  c-3: Question 3?
                     (nothing, exit code 2)
                     Next: https://kb.example/ops/runbooks/slow/#by-hand

        OK           c-1  all is well
        "
      `);
      expect(ran).toMatchObject({ status: 1, stderr: "" });
    });

    test("--json is one JSON document", () => {
      const ran = runScript(THREE, { shell, args: ["--json"] });

      const { host, time, ...json }: Json = JSON.parse(ran.stdout);
      expect([host, time.replace(/\d/g, "0")]).toEqual([hostname(), "0000-00-00T00:00:00Z"]);
      expect(json).toMatchInlineSnapshot(`
        {
          "checks": [
            {
              "asks": "Question 1?",
              "exitCode": 0,
              "id": "c-1",
              "means": "Nothing to do.",
              "next": "https://kb.example/ops/runbooks/slow/#other",
              "noAnswer": null,
              "output": "all is well",
              "verdict": "ok",
            },
            {
              "asks": "Question 2?",
              "exitCode": 1,
              "id": "c-2",
              "means": "Something is broken.",
              "next": "https://kb.example/ops/runbooks/next/?a=1&b=2",
              "noAnswer": null,
              "output": "half of it
        is broken",
              "verdict": "affected",
            },
            {
              "asks": "Question 3?",
              "exitCode": 2,
              "id": "c-3",
              "means": null,
              "next": "https://kb.example/ops/runbooks/slow/#by-hand",
              "noAnswer": null,
              "output": "",
              "verdict": "unknown",
            },
          ],
          "runbook": "slow",
          "title": "Slow",
        }
      `);
      expect(ran).toMatchObject({ status: 1, stderr: "" });
    });

    test("--textfile is Prometheus' text format", () => {
      const ran = runScript(THREE, { shell, args: ["--textfile"] });

      expect(ran.stdout.replace(/host="[^"]+"(.*) \d{10}$/m, 'host="HOST"$1 TIME')).toMatchInlineSnapshot(`
        "# HELP faultbook_check_verdict 1 for the verdict that a check gave, 0 for the others
        # TYPE faultbook_check_verdict gauge
        faultbook_check_verdict{check="c-1",runbook="slow",verdict="ok"} 1
        faultbook_check_verdict{check="c-1",runbook="slow",verdict="affected"} 0
        faultbook_check_verdict{check="c-1",runbook="slow",verdict="unknown"} 0
        faultbook_check_verdict{check="c-2",runbook="slow",verdict="ok"} 0
        faultbook_check_verdict{check="c-2",runbook="slow",verdict="affected"} 1
        faultbook_check_verdict{check="c-2",runbook="slow",verdict="unknown"} 0
        faultbook_check_verdict{check="c-3",runbook="slow",verdict="ok"} 0
        faultbook_check_verdict{check="c-3",runbook="slow",verdict="affected"} 0
        faultbook_check_verdict{check="c-3",runbook="slow",verdict="unknown"} 1
        # HELP faultbook_triage_timestamp_seconds When the checks of a runbook ran, and on which host
        # TYPE faultbook_triage_timestamp_seconds gauge
        faultbook_triage_timestamp_seconds{host="HOST",runbook="slow"} TIME
        "
      `);
      expect(ran).toMatchObject({ status: 1, stderr: "" });
      expect(readMetrics(ran.stdout)).toHaveLength(10);
    });

    test("--help says all that, to stdout", () => {
      const ran = runScript(THREE, { shell, args: ["--help"] });

      expect(ran.stdout).toMatchInlineSnapshot(`
        "Usage: bash triage.sh [--json | --textfile | --help]

        All checks of the runbook: Slow
        From https://kb.example/ops/runbooks/slow/

        Without an option it prints a table: AFFECTED first, with what to do next. On other hosts:
                    for h in HOST1 HOST2; do ssh root@$h bash -s <triage.sh; echo; done
        --json      one JSON document
        --textfile  metrics for the textfile collector of node_exporter:
                    bash triage.sh --textfile | sponge /var/lib/prometheus/node-exporter/slow.prom

        Exit code 0: all checks say OK
        Exit code 1: at least one says AFFECTED
        Exit code 2: none says AFFECTED, and at least one CANNOT TELL
        Exit code 64: wrong arguments
        "
      `);
      expect(ran).toMatchObject({ status: 0, stderr: "" });
    });
  });

  test.each([[["--jason"]], [["--json", "--textfile"]], [[""]], [["-x"]]])("%j is wrong usage", (args) => {
    const ran = runScript(THREE, { args });

    expect(ran).toMatchObject({ status: 64, stdout: "" });
    expect(ran.stderr).toMatch(/^Usage: bash triage.sh \[--json \|/);
  });

  test.each([
    [["true", "true"], 0],
    [["exit 2", "true"], 2],
    [["exit 1", "exit 2", "true"], 1],
    [["exit 77", "exit 1"], 1],
  ])("%j ends with %i", (snippets, status) => {
    expect(
      ["", "--json", "--textfile"].map((arg) => runScript(triageOf(snippets), { args: arg ? [arg] : [] }).status),
    ).toEqual([status, status, status]);
  });

  test("maps exit codes as each check says", () => {
    const exits = { 0: "affected", 3: "ok" } as const;

    const { checks } = jsonOf(triageOf(["exit 0", "exit 1", "exit 3"], { exits }));

    expect(checks.map(({ verdict, exitCode }) => [verdict, exitCode])).toEqual([
      ["affected", 0],
      ["unknown", 1],
      ["ok", 3],
    ]);
  });

  test("dash says that it needs bash, and nothing else", ({ skip }) => {
    if (NO_DASH !== undefined) skip(NO_DASH);

    const ran = runScript(triageOf(["[[ x =~ y ]]; a=(1 2)"]), { shell: DASH });

    expect(ran).toMatchObject({ status: 2, stdout: "" });
    expect(ran.stderr).toBe("This script needs bash. Run it with: bash triage.sh\n");
  });

  test("promtool agrees", ({ skip }) => {
    if (NO_PROMTOOL !== undefined) skip(NO_PROMTOOL);

    const { stdout } = runScript(THREE, { args: ["--textfile"] });

    expect(promtool(["check", "metrics"], stdout)).toEqual({ exitCode: 0, text: "" });
  });
});

/** Each of them would disturb its neighbours if it ran in the same shell. */
const RUDE: readonly (readonly [snippet: string, verdict: string, exitCode: number, output: string])[] = [
  ["exit 77", "unknown", 77, ""],
  ["set -e; false; true", "affected", 1, ""],
  ["set -u; : $unset; true", "affected", 1, ""],
  ["readonly faultbook_exit=5 LC_ALL PATH=/ faultbook_output; unset -v faultbook_form; exit 1", "affected", 1, ""],
  ["faultbook_tell() { :; }; faultbook_json() { exit 9; }; printf() { :; }; check() { exit 5; }", "ok", 0, ""],
  ["echo told; echo not told >&2; cat", "ok", 0, "told"],
  ["cd /; IFS=x; set -f; shopt -s nocasematch extglob failglob; trap 'echo bye' EXIT; exec 2>&1", "ok", 0, "bye"],
  ["unset -f faultbook_tell; faultbook_code=3; faultbook_verdict=ok; return 1", "affected", 1, ""],
  ["printf '%10000s' x", "ok", 0, `${" ".repeat(9999)}x`],
  ["printf 'a\\0b\\n\\n\\n'", "ok", 0, "ab"],
];

describe.skipIf(process.platform === "win32")("triage() is not disturbed by", () => {
  test("what its checks do", () => {
    const ran = runScript(triageOf(RUDE.map(([snippet]) => snippet)), { args: ["--json"] });

    const { checks }: Json = JSON.parse(ran.stdout);
    expect(checks.map(({ verdict, exitCode, output }) => [verdict, exitCode, output])).toEqual(
      RUDE.map(([, ...expected]) => expected),
    );
    expect(ran).toMatchObject({ status: 1, stderr: "" });
  });

  test("a strict shell around it", () => {
    const env = { SHELLOPTS: "errexit:nounset:pipefail:posix", faultbook_form: "json", faultbook_exit: "7" };

    const ran = runScript(triageOf(["false", "echo $unset"]), { env });

    expect(ran).toMatchObject({ status: 1, stderr: "" });
    expect(ran.stdout).toContain(
      "\nAFFECTED     c-1: Question 1?\n             (nothing)\n\nOK           c-2  (nothing)\n",
    );
  });

  test("hostile titles, questions, meanings and links", () => {
    const means = { ok: NASTY, affected: NASTY, unknown: NASTY };
    const text = triageOf(["exit 1", "ls"], { asks: NASTY, means, then: { affected: `/a/${NASTY}` } }, NASTY);

    const { title, checks } = jsonOf(text);

    expect([title, checks[0]?.asks, checks[0]?.means]).toEqual([NASTY_LINE, NASTY_LINE, NASTY_LINE]);
    expect(checks.map(({ next, output }) => [next, output])).toEqual([
      [`https://kb.example/ops/a/${NASTY_LINE}`, ""],
      [null, "x.sh"],
    ]);
    expect(runScript(text).stdout).toContain(
      `\nAFFECTED     c-1: ${NASTY_LINE}\n             (nothing)\n             ${NASTY_LINE}\n             Next: https://kb.example/ops/a/It's`,
    );
    expect(runScript(text, { args: ["--help"] }).stdout).toContain(`runbook: ${NASTY_LINE}\n`);
    expect(
      text
        .slice(0, text.indexOf("\n\n# Drop what the caller"))
        .split("\n")
        .filter((line) => !line.startsWith("#")),
    ).toEqual([]);
  });
});

/** printf's format of an output, and what JSON must make of it. */
const OUTPUTS: readonly (readonly [printed: string, read: string])[] = [
  ["\\\\ \" / & \\\\n ' $x `id` * ~", "\\ \" / & \\n ' $x `id` * ~"],
  ["a\\tb\\nc\\r\\n\\nd", "a\tb\nc\r\n\nd"],
  [
    Array.from({ length: 31 }, (_, i) => `\\x${(i + 1).toString(16)}|`).join(""),
    Array.from({ length: 31 }, (_, i) => `${String.fromCharCode(i + 1)}|`).join(""),
  ],
  ["\\x7f \\xc2\\x80 \\xc3\\xa9 \\xdf\\xbf", "\u007f \u0080 é \u07ff"],
  ["\\xe0\\xa0\\x80 \\xe2\\x82\\xac \\xed\\x9f\\xbf \\xee\\x80\\x80 \\xef\\xbf\\xbf", "\u0800 € \ud7ff \ue000 \uffff"],
  ["\\xf0\\x90\\x80\\x80 \\xf0\\x9f\\x98\\x80 \\xf4\\x8f\\xbf\\xbf", "\u{10000} 😀 \u{10ffff}"],
  // Not UTF-8: a lone byte, one too many, too few, overlong, a surrogate, beyond the last character.
  ["a\\xffz", "a\ufffdz"],
  ["\\xc3\\xa9\\xa9", "\ufffd\ufffd\ufffd"],
  ["\\xe2\\x82", "\ufffd\ufffd"],
  ["\\xc3 \\xa9", "\ufffd \ufffd"],
  ["\\xc0\\x80", "\ufffd\ufffd"],
  ["\\xe0\\x9f\\xbf", "\ufffd\ufffd\ufffd"],
  ["\\xed\\xa0\\x80", "\ufffd\ufffd\ufffd"],
  ["\\xf4\\x90\\x80\\x80", "\ufffd\ufffd\ufffd\ufffd"],
];

describe.skipIf(process.platform === "win32")("triage() prints", () => {
  const REASON = "echo 'There is no zpool here'; echo 'so no pool'; exit 2";
  const GROUPED = triage(
    RUNBOOK,
    [
      checkOf(REASON, { id: "a", asks: "A?", means: { unknown: "Nothing is known." }, then: { unknown: "#a" } }),
      checkOf("echo fine; echo indeed", { id: "long-name", asks: "B?" }),
      checkOf(REASON, { id: "c", asks: "C?", means: { unknown: "Nothing is known." }, then: { unknown: "#c" } }),
      checkOf("exit 2", { id: "d", asks: "D?" }),
      checkOf("exit 1", { id: "e", asks: "E?" }),
      checkOf("exit 3", { id: "f", asks: "F?" }),
      checkOf("exit 2", { id: "g", asks: "G?", means: { unknown: "It is of an old make." } }),
    ],
    SITE,
    [],
  );

  test("AFFECTED first, each reason of CANNOT TELL once, and all lines of an answer", () => {
    expect(withoutPlace(runScript(GROUPED).stdout)).toMatchInlineSnapshot(`
      "Host: HOST, TIME
      Slow: 1 AFFECTED, 5 CANNOT TELL, 1 OK

      AFFECTED     e: E?
                   (nothing)

      CANNOT TELL  a: A?
                   c: C?
                   There is no zpool here
                   so no pool
                   Nothing is known.
                   Next for a: https://kb.example/ops/runbooks/slow/#a
                   Next for c: https://kb.example/ops/runbooks/slow/#c

      CANNOT TELL  d: D?
                   g: G?
                   (nothing, exit code 2)
                   g: It is of an old make.

      CANNOT TELL  f: F?
                   (nothing, exit code 3)

      OK           long-name  fine
                              indeed
      "
    `);
  });

  const ROOT = triage(
    RUNBOOK,
    [
      checkOf("echo it runs; exit 1", { id: "a", asks: "A?", needs: "root", means: { unknown: "No figures." } }),
      checkOf("echo fine", { id: "b", asks: "B?" }),
      checkOf("echo it runs", { id: "c", asks: "C?", needs: "root" }),
    ],
    SITE,
    [],
  );

  test("which checks were not asked for want of root", ({ skip }) => {
    const ran = runAsNobody(ROOT);

    expect(withoutPlace(ran.stdout)).toMatchInlineSnapshot(`
      "Host: HOST, TIME
      Slow: 2 CANNOT TELL, 1 OK

      CANNOT TELL  a: A?
                   c: C?
                   Not run: it needs root
                   Next: sudo bash triage.sh

      OK           b  fine
      "
    `);
    expect(ran).toMatchObject({ status: 2, stderr: "" });
    const { checks }: Json = JSON.parse(runAsNobody(ROOT, ["--json"]).stdout);
    expect(checks.map(({ verdict, exitCode, noAnswer, means }) => [verdict, exitCode, noAnswer, means])).toEqual([
      ["unknown", null, "Not run: it needs root", null],
      ["ok", 0, null, null],
      ["unknown", null, "Not run: it needs root", null],
    ]);
    const metrics = runAsNobody(ROOT, ["--textfile"]).stdout;
    expect(metrics).toContain("\n# a: Not run: it needs root\n");
    expect(readMetrics(metrics.replace(/^# [ac]: .*\n/gm, ""))).toHaveLength(10);
    expect(ROOT).toContain("\n# Run it as root: other users cannot read what a, c read.\n");
    if (!IS_ROOT) skip("not run by root: what root is answered is not tried");
    expect(runScript(ROOT).stdout).not.toContain("Not run");
  });

  test("what the others said, when somebody gives up one that hangs", () => {
    const text = triageOf(["echo so it is; exit 1", "exec sleep 60", "echo it runs"]);

    const shell = { title: "timeout(1)", command: "timeout", argv0: "timeout", options: ["1", "bash"] };
    const ran = runScript(text, { shell });

    expect(withoutPlace(ran.stdout)).toMatchInlineSnapshot(`
      "Host: HOST, TIME
      Slow: 1 AFFECTED, 2 CANNOT TELL

      AFFECTED     c-1: Question 1?
                   so it is

      CANNOT TELL  c-2: Question 2?
                   Stopped before it gave a verdict

      CANNOT TELL  c-3: Question 3?
                   Not run: triage.sh was stopped before it
      "
    `);
    expect(ran).toMatchObject({ status: 124, stderr: "" });
  });
});

describe.skipIf(process.platform === "win32")("triage() --json of an output", () => {
  test.each(OUTPUTS)("%j", (printed, read) => {
    const text = triageOf([`printf '${printed.replaceAll("'", "'\\''").replaceAll("%", "%%")}'`]);

    const { stdout } = runScript(text, { args: ["--json"], encoding: "latin1" });
    const decoded = new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(stdout, "latin1"));

    expect((JSON.parse(decoded) as Json).checks[0]?.output).toBe(read);
  });

  test("does not depend on the locale", () => {
    const text = triageOf(["printf '\\xc3\\xa9 \\xe2\\x82\\xac'"]);

    const locales = ["C", "C.UTF-8", "en_US.UTF-8", "POSIX"].map((LC_ALL) => {
      const { stdout } = runScript(text, { args: ["--json"], env: { LC_ALL } });
      return (JSON.parse(stdout) as Json).checks[0]?.output;
    });

    expect(locales).toEqual(["é €", "é €", "é €", "é €"]);
  });
});

test.skipIf(process.platform === "win32")("triage() puts nothing into its table that a terminal obeys", () => {
  const { stdout } = runScript(triageOf(["printf 'a\\x1b[31mb\\rc\\xc2\\x9bd\\te é\\n\\x1b'"]));

  expect(stdout).toMatch(/\nOK {11}c-1 {2}a \[31mb c d e é\n\n$/);
});

test("ShellCheck says nothing of a title in backticks, and something of a snippet", ({ skip }) => {
  if (NO_SHELLCHECK !== undefined) skip(NO_SHELLCHECK);
  const given = { asks: "Is `zpool status` $clean?", means: { affected: "`zpool` is not" } };

  expect(shellcheck(triageOf(["true"], given, "When `x` is $y"))).toBe("");
  expect(shellcheck(triageOf(["cat $x"], given))).toContain("[SC2086]");
});
