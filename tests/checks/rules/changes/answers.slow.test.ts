// What a command answers is evidence only if the check looks at it.

import { test } from "vitest";
import type { Host, Transcript } from "../../../../src/model/host.ts";
import { checkOf, hostOf, hostsOf, told } from "../../samples.ts";
import { describeRuns } from "../../sandbox-here.ts";
import { triedHere } from "../../tried-here.ts";

type Answered = Partial<Transcript> & { readonly line: string };

function machine(name: string, ...answers: readonly Answered[]): Host {
  const transcripts = answers.map(({ line, ...rest }) => ({
    argv: line.split(" "),
    ...{ stdout: "", stderr: "", exit: 0, ...rest },
  }));
  return { ...hostOf(name), transcripts };
}

async function toldOf(snippet: string, ...hosts: readonly Host[]): Promise<string> {
  const named = (kind: string) => hosts.map(({ name }) => name).filter((name) => name.startsWith(kind));
  const check = checkOf(snippet, { ok: named("healthy"), affected: named("affected"), unknown: named("unknown") });
  return told((await triedHere(check, hostsOf(...hosts))).problems);
}

const HEALTH = "docker inspect web";
const said = (name: string, stdout: string, more: Partial<Transcript> = {}) =>
  machine(name, { line: HEALTH, stdout, ...more });

describeRuns("another answer of a command", () => {
  test.concurrent("is told once with the remedy that mends all of it", async ({ expect }) => {
    const snippet = `state=$(${HEALTH}); [ "$state" = unhealthy ] && exit 1
command -v docker >/dev/null || exit 2`;

    expect(await toldOf(snippet, said("healthy", "healthy\n"), said("affected", "unhealthy\n"))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" when docker inspect web fails and prints nothing
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        It says the same when docker inspect web succeeds and prints nothing
        It says the same when docker inspect web answers "something-else"
        A missing or unknown answer proves nothing.
        Exit with 2 if the answer of docker has another form:
          value=$(docker inspect web)
          case $value in healthy|unhealthy) ;; *) echo "unexpected answer: $value"; exit 2 ;; esac
        If the command is only displayed, list it under context"
    `);
  });

  test.concurrent("may be nothing where a machine that is well has recorded just that", async ({ expect }) => {
    const snippet = `bad=$(${HEALTH}) || exit 2; [ -z "$bad" ] || exit 1`;

    expect(await toldOf(snippet, said("healthy", ""), said("affected", "web is unhealthy\n"))).toBe("");
    expect(await toldOf(snippet, said("healthy", "", { exit: 0 }), said("affected", "a\nb\n"))).toBe("");
  });

  test.concurrent("says nothing of a list, in which anything may stand", async ({ expect }) => {
    const snippet = `list=$(${HEALTH}) || exit 2; [ -n "$list" ] || exit 2; case $list in *unhealthy*) exit 1 ;; esac`;

    expect(await toldOf(snippet, said("healthy", "web ok\nmail ok\n"), said("affected", "web unhealthy\n"))).toBe("");
  });

  test.concurrent("does not matter where only the exit code is looked at", async ({ expect }) => {
    const snippet = `${HEALTH} >/dev/null || exit 2; state=$(docker state) || exit 2
case $state in good) ;; bad) exit 1 ;; *) exit 2 ;; esac`;
    const both = (name: string, stdout: string) =>
      machine(name, { line: HEALTH, stdout: "web\n" }, { line: "docker state", stdout });

    expect(await toldOf(snippet, both("healthy", "good\n"), both("affected", "bad\n"))).toBe("");
  });

  const COMPARE = (version: string) => `dpkg --compare-versions ${version} lt 2.0`;
  const dpkg = (name: string, version: string, exit: number) =>
    machine(name, { line: "dpkg-query x", stdout: `${version}\n` }, { line: COMPARE(version), exit });
  const VERSION = "v=$(dpkg-query x) || exit 2; [[ $v =~ ^[0-9] ]] || exit 2";

  test.concurrent("is the exit code of a question that holds the machine's own version", async ({ expect }) => {
    const snippet = `${VERSION}\ndpkg --compare-versions "$v" lt 2.0; case $? in 0) exit 1 ;; 1) exit 0 ;; *) exit 2 ;; esac`;

    expect(await toldOf(snippet, dpkg("healthy", "2.1", 1), dpkg("affected", "1.9", 0))).toBe("");
  });

  test.concurrent("is told of an exit code that no host has recorded", async ({ expect }) => {
    const snippet = `${VERSION}\ncommand -v dpkg >/dev/null || exit 2\nif dpkg --compare-versions "$v" lt 2.0; then exit 1; fi; exit 0`;

    expect(await toldOf(snippet, dpkg("healthy", "2.1", 1), dpkg("affected", "1.9", 0))).toMatchInlineSnapshot(`
      "content/runbooks/slow.md:3:1  check "zfs-avx" says OK on test host "healthy" when dpkg --compare-versions 2.1 lt 2.0 exits with 2, a code of no test host
          | \`\`\`bash check=zfs-avx
          | ^^^^^^^^^^^^^^^^^^^^^
        Exit with 2 for any other code:
          value=$(dpkg --compare-versions "…" lt 2.0); code=$?
          case $code in 0|1) ;; *) echo "dpkg exits with $code"; exit 2 ;; esac"
    `);
  });

  test.concurrent("is never turned round where exit 1 is an affected machine's answer", async ({ expect }) => {
    const snippet = `command -v docker >/dev/null || exit 2; ${HEALTH} | grep -q unhealthy && exit 1; exit 0`;
    const all = await toldOf(snippet, said("healthy", "web ok\n"), said("affected", "web unhealthy\n", { exit: 1 }));

    expect(all).toContain(
      `    value=$(${HEALTH}); code=$?\n    [ -n "$value" ] || { echo "docker prints nothing"; exit 2; }`,
    );
    expect(all).not.toContain('|| { echo "docker fails"');
  });
});

describeRuns("what a command is fed with", () => {
  const LOAD =
    'read -r load < /load || exit 2; high=$(echo "$load > 4" | calc -l) || exit 2\ncase $high in 0) ;; 1) exit 1 ;; *) exit 2 ;; esac';
  const fed = (name: string, load: string, ...transcripts: readonly Transcript[]): Host => ({
    ...hostOf(name, { "/load": `${load}\n` }),
    transcripts,
  });
  const calc = (stdout: string, stdin?: string): Transcript => ({
    argv: ["calc", "-l"],
    ...{ stdout, stderr: "", exit: 0, ...(stdin === undefined ? {} : { stdin }) },
  });

  test.concurrent("belongs to its transcript", async ({ expect }) => {
    const hosts = [fed("healthy", "0.5", calc("0\n", "0.5 > 4\n")), fed("affected", "9.5", calc("1\n", "9.5 > 4\n"))];

    expect(await toldOf(LOAD, ...hosts)).toBe("");
  });

  test.concurrent("is missed where the transcript does not say it, or says something else", async ({ expect }) => {
    const other = [fed("healthy", "99", calc("0\n", "0.5 > 4\n")), fed("affected", "9.5", calc("1\n", "9.5 > 4\n"))];
    const none = [fed("healthy", "99", calc("0\n")), fed("affected", "9.5", calc("1\n"))];

    expect(await toldOf(LOAD, ...other)).toContain(`the test host has no transcript of "calc -l <<< '99 > 4'"`);
    expect(await toldOf(LOAD, ...none)).toContain('to the transcript of "calc -l"');
  });
});
