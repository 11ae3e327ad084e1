// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
import { cpuUsage } from "node:process";
import { expect, test } from "vitest";
import { inText } from "../../../src/checks/snippet/in-text.ts";
import { hostOf } from "../samples.ts";
import { describeRuns, run } from "../sandbox-here.ts";

const refusedIn = (snippet: string) => inText(snippet).refused.map(({ cause, asked }) => `${cause}: ${asked}`);

test.each([
  ["\\eval x", "eval x"],
  ['"eval" "$x"', "eval …"],
  ["ev''al x", "eval x"],
  ['e=eval; $e "$x"', "eval …"],
  ['e="builtin eval"; "$e" x', "eval x"],
  ["command -p eval x", "eval x"],
  ["command -- eval x", "eval x"],
  [". <(echo x)", ". …"],
  ["\\. /etc/os-release", ". /etc/os-release"],
  ["source /dev/stdin", "source /dev/stdin"],
  ['bash -c "$x"', "bash -c …"],
  ['sh <<< "$x"', "sh < …"],
  ["trap 'eval x' EXIT", "eval x"],
  ['trap "$x" EXIT', "trap …"],
  ["echo x | xargs -n 1 sh -ec", "xargs sh -ec"],
  ["find /x -exec sh -c 'cat {}' \\;", "find sh -c"],
  ['awk "BEGIN { system(\\"$x\\") }"', 'awk BEGIN { system("…") }'],
  ["awk 'system(\"date\")' /x", 'awk system("date")'],
  ["awk -f /x /y", "awk -f"],
  ["awk '{ r = $1 / 2; t = systime(); s = $2 / 3 }' /x", "awk { r = $1 / 2; t = systime(); s = $2 / 3 }"],
  ["awk '{ a[1]++ / rand() / 2 }' /x", "awk { a[1]++ / rand() / 2 }"],
  ["awk '/[/]x/ { print | \"sort\" }' /x", 'awk /[/]x/ { print | "sort" }'],
  ["awk 'systime() > $1' /x", "awk systime() > $1"],
  ["awk '\"date\" | getline d' /x", 'awk "date" | getline d'],
  ['(( $(eval "$x") > 1 ))', "eval …"],
  ["echo ${a[$(eval x)]}", "eval x"],
  ["a[$(eval x)]=1", "eval x"],
  ["mapfile -t -C cb lines < /x", "mapfile -C"],
  ['compgen -W "$x"', "compgen -W"],
])("%s runs a text that nobody sees beforehand", (snippet, asked) => {
  expect(refusedIn(snippet)).toEqual([`recording: ${asked}`]);
});

test.each([
  ["echo $(( ${RANDOM} ))", "recording: $RANDOM"],
  ["(( $(echo 1 > /tmp/x) ))", "write: > /tmp/x"],
  ["trap 'echo > /tmp/x' EXIT", "write: > /tmp/x"],
])("what stands in arithmetic or in trap is read as well: %s", (snippet, refusal) => {
  expect(refusedIn(snippet)).toEqual([refusal]);
});

test("what the parser leaves as text has the line of its command", () => {
  const lines = (snippet: string) => inText(snippet).refused.map(({ line }) => line);

  expect(lines("x=1\n\necho $(( ${RANDOM} ))\ntrap 'echo x\neval y' EXIT")).toEqual([3, 4]);
});

test.each([
  "trap 'rm -f x' EXIT; trap - EXIT; trap '' INT; trap -p; trap cleanup EXIT",
  "command -v eval bash; type eval; shell=bash; echo $shell; grep bash /etc/shells; xargs grep sh < /x",
  "awk -F '|' '{ print $1 }' /x; awk -v sep='|' '$1 == sep' /x; awk \"{ print \\$$n }\" /x; echo 'system(x)'",
  "awk '$3/$4 > 0.9 && $2 ~ /^(ext4|xfs)$/ { n++ } { if ($1 !~ /a|[/|]b/) n = n / 2 } END { print n }' /x",
  'awk \'# it is "so | far\n/^a|b/ { print "a | b"; next }\n{ print /c|d/ } # system(1)\' /x',
  "exec 3< /x; mapfile -t lines < /x; compgen -A function; timeout 5 cat /x; e=cat; $e /x; ${a[i + 1]:-true}",
])("%s runs what everybody sees", (snippet) => {
  expect(refusedIn(snippet)).toEqual([]);
});

test("a program with many brackets is read at once", () => {
  const program = `{ r = $1 / 2; ${"a[0]++; ".repeat(900)} }`;
  const started = cpuUsage();

  expect(refusedIn(`awk '${program}' /x; awk '${"/[".repeat(3000)}' /x`)).toEqual([]);
  expect(cpuUsage(started).user / 1000).toBeLessThan(3000);
});

describeRuns("what only a run shows", () => {
  test.concurrent.each([
    ["e=$(echo eval); $e 'echo x'", "eval echo x"],
    ["x=ev; ${x}al 'echo x'", "eval echo x"],
    ['p=$(echo \'BEGIN { system("true") }\'); awk "$p"', 'awk BEGIN { system("true") }'],
    ["c=$(echo -c); echo x | xargs sh $c", "xargs sh -c"],
  ])("%s is refused", async (snippet, asked) => {
    expect(inText(snippet).refused).toEqual([]);
    expect((await run(snippet, hostOf("healthy"))).refused).toContainEqual(expect.objectContaining({ asked }));
  });
});
