// The scripts of this site, on every recorded host in the sandbox: each says what its checks say there.

import { describe, expect, test } from "vitest";
import { EXIT_CODES } from "../../../src/checks/downloads/answer.ts";
import { type Outcome, VERDICT_WORDS, verdictOf } from "../../../src/model/check.ts";
import { hostNamed } from "../../../src/model/host.ts";
import { NO_PROMTOOL, promtool } from "../../pages/support/promtool.ts";
import { loadSite } from "../../site/support/load-site.ts";
import { describeRuns, run } from "../sandbox-here.ts";
import { NO_SHELLCHECK, shellcheck, withoutPlace } from "./run-script.ts";

const site = await loadSite(process.cwd(), { drafts: true, audience: "restricted" });
const { checks, hosts } = site.corpus;
const CHECKS = checks.map((check) => ({
  name: `${check.id}.sh`,
  check,
  text: site.scripts.get(check.id)?.script ?? "",
}));
const SCRIPTS = [...site.triage].map(([slug, text]) => ({ slug, text }));

/** What the script asks itself, and a check may not: of which bash it is run by, and where and when. */
const OWN = /^(\$(BASH_VERSION|BASH_SOURCE|-|0|EUID|HOSTNAME)$|printf %\(|exec bash$)/;

/**
 * Runs a script with these arguments, which its first line sets, in the bash that the sandbox has started: without -p, it
 * would start another one, which is not watched. The sandbox has no name, and takes no more characters than a long script
 * has without its comments.
 */
async function ran(text: string, host: string, args = "") {
  const there = hostNamed(hosts, host);
  if (there === undefined) throw new TypeError(`No host is called "${host}"`);
  const code = text.replace(/^ *#.*\n/gm, "");
  const { refused, stdout, ...others } = await run(`set -p -- ${args}\nHOSTNAME=sandbox\n${code}`, there);
  return { ...others, stdout: withoutPlace(stdout), refused: refused.filter(({ asked }) => !OWN.test(asked)) };
}

test("every check of the site is recorded, and has a script", () => {
  expect(CHECKS.filter(({ text }) => text === "")).toEqual([]);
  expect(SCRIPTS.length).toBeGreaterThan(2);
});

describeRuns("the published scripts", () => {
  test.each(CHECKS)("$name ends on every host as the check does", async ({ check, text }) => {
    const outcomes = site.outcomes.get(check.id) ?? [];

    const runs = await Promise.all(outcomes.map(({ host }) => ran(text, host)));

    const told = runs.map(({ exitCode, stdout, refused }, i) => {
      const { host, run: recorded, verdict } = outcomes[i] as Outcome;
      const said = `${recorded.stdout}\nQuestion: ${check.asks}\nHost: HOST, TIME\n${VERDICT_WORDS[verdict]}: `;
      const isSaid = stdout.startsWith(said) ? said : stdout;
      return { host, exitCode, stdout: isSaid, refused: refused.map(({ cause, asked }) => ({ cause, asked })) };
    });
    expect(told).toEqual(
      outcomes.map(({ host, run: { exitCode, stdout, refused }, verdict }) => ({
        ...{ host, refused },
        stdout: `${stdout}\nQuestion: ${check.asks}\nHost: HOST, TIME\n${VERDICT_WORDS[verdict]}: `,
        exitCode: EXIT_CODES[verdictOf(exitCode, check.exits)],
      })),
    );
  });

  test.each(SCRIPTS)("triage.sh of $slug says on every host what its checks say", async ({ slug, text }) => {
    const own = checks.filter(({ document: { url } }) => url === `/runbooks/${slug}/`);
    const outcomeOn = (id: string, host: string) => site.outcomes.get(id)?.find((outcome) => outcome.host === host);
    const shared = [...hosts.keys()].filter((host) => own.every(({ id }) => outcomeOn(id, host)));
    expect(shared.length).toBeGreaterThan(2);

    const runs = await Promise.all(shared.map((host) => ran(text, host, "--json")));

    const told = runs.map(({ stdout, exitCode }, i) => ({ host: shared[i], exitCode, answers: answersIn(stdout) }));
    expect(told).toEqual(
      shared.map((host) => {
        const outcomes = own.flatMap(({ id }) => outcomeOn(id, host) ?? []);
        const answers = outcomes.map(({ check: id, verdict, run: { stdout } }) => [id, verdict, stdout.trimEnd()]);
        const verdicts = outcomes.map(({ verdict }) => verdict);
        return { host, exitCode: verdicts.includes("affected") ? 1 : verdicts.includes("unknown") ? 2 : 0, answers };
      }),
    );
  });

  test("the first article's runbook, on an affected host: a table, and metrics", async () => {
    const text = site.triage.get("zfs-encryption-without-avx") ?? "";

    const [table, metrics] = await Promise.all(["", "--textfile"].map((arg) => ran(text, "pve-6.2.16-10", arg)));

    expect([table, metrics]).toMatchObject(Array(2).fill({ exitCode: 1, refused: [] }));
    expect(table?.stdout).toMatchInlineSnapshot(`
      "Host: HOST, TIME
      ZFS encryption without AVX: 1 AFFECTED, 1 OK

      AFFECTED     zfs-avx: Has the kernel regression taken AVX away from ZFS on this host?
                   The CPU has avx, but ZFS 2.1.12-pve1 offers only: cycle [fastest] generic pclmulqdq
                   The CPU has AVX and ZFS does not see it. That is the sign of the kernel regression.
                   Next: https://faultbook.example/runbooks/zfs-encryption-without-avx/#mitigation

      OK           gds-avx-off  The mitigation left AVX alone: Not affected
      "
    `);
    expect(metrics?.stdout.replace(/host="[^"]+"(.*) \d{10}$/m, 'host="HOST"$1 TIME')).toMatchInlineSnapshot(`
      "# HELP faultbook_check_verdict 1 for the verdict that a check gave, 0 for the others
      # TYPE faultbook_check_verdict gauge
      faultbook_check_verdict{check="zfs-avx",runbook="zfs-encryption-without-avx",verdict="ok"} 0
      faultbook_check_verdict{check="zfs-avx",runbook="zfs-encryption-without-avx",verdict="affected"} 1
      faultbook_check_verdict{check="zfs-avx",runbook="zfs-encryption-without-avx",verdict="unknown"} 0
      faultbook_check_verdict{check="gds-avx-off",runbook="zfs-encryption-without-avx",verdict="ok"} 1
      faultbook_check_verdict{check="gds-avx-off",runbook="zfs-encryption-without-avx",verdict="affected"} 0
      faultbook_check_verdict{check="gds-avx-off",runbook="zfs-encryption-without-avx",verdict="unknown"} 0
      # HELP faultbook_triage_timestamp_seconds When the checks of a runbook ran, and on which host
      # TYPE faultbook_triage_timestamp_seconds gauge
      faultbook_triage_timestamp_seconds{host="HOST",runbook="zfs-encryption-without-avx"} TIME
      "
    `);
    if (NO_PROMTOOL === undefined)
      expect(promtool(["check", "metrics"], metrics?.stdout ?? "")).toEqual({ exitCode: 0, text: "" });
  });
});

function answersIn(json: string): readonly (readonly [id: string, verdict: string, output: string])[] {
  const { checks }: { readonly checks: readonly Record<"id" | "verdict" | "output", string>[] } = JSON.parse(json);
  return checks.map(({ id, verdict, output }) => [id, verdict, output.trimEnd()]);
}

describe.skipIf(NO_SHELLCHECK !== undefined)(`ShellCheck (${NO_SHELLCHECK ?? "installed"})`, () => {
  const texts = [...CHECKS, ...SCRIPTS.map(({ slug, text }) => ({ name: `the triage.sh of ${slug}`, text }))];

  test.each(texts)("is content with $name", ({ text }) => {
    expect(shellcheck(text)).toBe("");
  });
});
