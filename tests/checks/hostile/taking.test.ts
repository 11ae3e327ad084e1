// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
// Snippets that would like to take more than a check may: time, processes, memory, output, and the patience of parsers.

import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { BUBBLEWRAP, HOST, inEach, namedIn, QUICK, QUICK_TRACED, SIMULATED, tryIn } from "./machine.ts";

const TIME = /did not end in time|limit exceeded|too many|exceeded/;
const MUCH = /more than \d+ MiB of memory|limit exceeded|Maximum call stack|did not end in time|awk/;
const OUTPUT = /more than 65536 characters of output|limit exceeded|too many|did not end in time/;

const ENDLESS = [
  ["while :; do :; done", TIME],
  ["for ((;;)); do x=$((x + 1)); done", TIME],
  ["until false; do :; done 2>/dev/null", TIME],
  ["f() { f; }; f", /did not end in time|depth|Segmentation fault/],
  ["f() { f | f & }; f", /stays in the background|depth|processes|time/],
  [":(){ :|:& };:", /stays in the background|depth|processes|time/],
  ["while :; do (while :; do :; done) & done", /processes|too many|time/],
  ["f() { $(f); }; f", /processes|depth|time/],
  ["trap '' TERM INT HUP QUIT; while :; do :; done", TIME],
  ["awk 'BEGIN { while (1) i++ }'", /time|awk/],
  ["awk 'BEGIN { while (i++ < 90000) { j = 0; while (j++ < 90000) k++ } }'", TIME],
  ["awk 'function f(n) { return n < 2 ? n : f(n - 1) + f(n - 2) } BEGIN { f(60) }'", TIME],
  ["echo x | sed ':a;s/x/x/;ba'", /time|sed/],
  ["x=$(printf '%4000000s' a); x=${x// /b}; x=${x%%*c}", TIME],
  ["seq 99999999 2>/dev/null | wc -l", TIME],
  ["cat < <(while :; do echo; done) | wc -l", TIME],
  ["read -r -t 99 x < <(while :; do :; done)", TIME],
] as const;

const LARGE = [
  ["x=aa; while :; do x=$x$x; done", MUCH],
  ['a=(1 2); while :; do a+=("${a[@]}"); done', MUCH],
  ["printf -v x '%2000000000s' x; echo ${#x}", MUCH],
  ["x=$(printf '%900000000s' x)", MUCH],
  [`awk 'BEGIN { x = "a"; while (1) x = x x }'`, MUCH],
  ["awk 'BEGIN { while (1) a[i++] = i }'", MUCH],
  ["seq 9000 | awk '{ s = s $0; a[NR] = s } END { for (i in a) for (j in a) if (a[i] ~ a[j]) n++ }'", MUCH],
  ["echo {1..100000000}", /memory|time|\{1\.\.100000000\}/],
  [`echo ${"{a,b}".repeat(22)}`, /memory|limit exceeded|output|time|Segmentation/],
  [`x=$(printf '%300000s' x); cat <<< "$x" | wc -c`, /here-document: size limit exceeded|time/],
  ["while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done", OUTPUT],
  ["while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa >&2; done", OUTPUT],
  ["while :; do echo a; echo b >&2; done", OUTPUT],
  ["printf '%1000000000s' x", OUTPUT],
  ["seq 1 100000000", OUTPUT],
  ["yes", /^yes$|time/m],
] as const;

inEach(QUICK, (engine) => {
  test.concurrent.each([...ENDLESS, ...LARGE])("%s", async (snippet, named) => {
    const run = await tryIn(engine, `${snippet}\nexit 0`);

    // A here-document of more than a pipe can hold is the one that the simulated shell can bear.
    if (run.refused.length === 0 && !run.timedOut)
      expect([snippet, run.exitCode]).toEqual([expect.stringContaining("<<<"), 0]);
    else expect(namedIn(run)).toMatch(named);
  });
});

inEach([SIMULATED, BUBBLEWRAP], (engine) => {
  test.each([
    ["[[ $x! =~ ^(a*)*b$ ]]"],
    ["[[ $x! =~ ^(a|aa)+$ ]]"],
    ["echo $x! | grep -E '^(a+)+$'"],
    ["echo $x! | grep '^\\(a*\\)*b$'"],
    ["echo $x! | awk '/^(a|aa)+$/ { print }' | grep a"],
    ["echo $x! | sed -E 's/^(a|aa)+$/x/' | grep -c x"],
    ["case $x! in *a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b) ;; *) false ;; esac"],
    ["shopt -s extglob; [[ $x! == +(a|aa) ]]"],
    ["find / -name '*a*a*a*a*a*a*a*b' | grep x"],
  ])("a costly pattern: %s", async (snippet) => {
    const run = await tryIn(engine, `x=${"a".repeat(48)}\n${snippet}`);

    expect(run.timedOut ? 1 : run.exitCode).toBe(1);
  });
});

inEach([QUICK_TRACED], (engine) => {
  test.concurrent.each([
    ["while :; do :; done", TIME],
    [":(){ :|:& };:", /processes|time/],
    ["{ :(){ :|:& };:; } 2>/dev/null", /processes|time/],
    ["while :; do : < /etc/x.conf; done", /too many opened files|time/],
    ["while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa; done", OUTPUT],
  ])("%s", async (snippet, named) => {
    expect(namedIn(await tryIn(engine, `${snippet}\nexit 0`))).toMatch(named);
  });
});

inEach([SIMULATED, BUBBLEWRAP], (engine) => {
  test("what a run looked at and asked for is bounded, too", async () => {
    const run = await tryIn(engine, 'for i in {1..2000}; do "no$i" x; cat /no/$i; done 2>/dev/null; exit 0');

    expect(namedIn(run)).toContain("no1 x");
    for (const list of [run.refused, run.missing, run.ran]) expect(list.length).toBeLessThanOrEqual(501);
  });

  test("many runs leave no descriptor open", async () => {
    const open = () => readdirSync("/proc/self/fd").length;
    await engine.run("while :; do echo aaaaaaaaaaaaaaaaaaaaaaaaaa; done", HOST);
    const before = open();
    const snippets = [
      "exit 0",
      "zpool list",
      "if",
      "echo x > /x",
      "seq 1 100000000",
      "exit 7",
      "kill -9 $$",
      ":".repeat(20_000),
    ];
    for (let i = 0; i < 3; i++) await Promise.all(snippets.map((snippet) => engine.run(snippet, HOST)));

    expect(open()).toBeLessThanOrEqual(before);
  });
});
