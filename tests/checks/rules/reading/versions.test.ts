// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
import { cpuUsage } from "node:process";
import { expect, test } from "vitest";
import { adviceOn, remedyOn } from "./advice-on.ts";

test.each([
  "[[ $v < 5.15.0-83 ]]",
  "if [[ ! 5.15.0 > $v || -z $v ]]; then exit 1; fi",
  'fixed=5.15.0-83; [[ "$v" < "$fixed" ]] && exit 1',
  "min=1.2.3; [ -z $old ] || min=1.1.9; [[ $v < $min ]]",
  '[ "$v" \\> "v1.2" ]',
  `[ "$v" '<' v2.1.12-pve1 ] && exit 1`,
  'test "$v" ">" 5.4.0',
  "expr \"$v\" '<' 5.4.0 >/dev/null && exit 1",
  "expr $v \\>= 5.4.0",
  "printf '%s\\n' \"$v\" 5.4.0 | sort | head -n 1",
  "low=$(printf '%s\\n' 5.4.0 \"$v\" | sort -r | tail -1)",
  'min=2.1.4; low=$(echo -e "$v\\n$min" | sort | head -1)',
  "printf '%s\\n' 5.4.0 \"$v\" | sort -c",
  "sort <<< \"$v\"$'\\n'5.4.0",
  `uname -r | awk '$1 < "5.4.0" { exit 1 }'`,
  `gawk '{ if ("5.4" >= $2) n++ }' /x`,
  `awk -v min=5.4.0 '$1 < min { exit 1 }' /x`,
  `awk '$1 > max' max=1.2.3 /x`,
])("a version is compared as text in %s", (snippet) => {
  expect(adviceOn(snippet)).toEqual([expect.stringMatching(/^1 (compares|sorts) versions as text: "/)]);
});

test.each([
  "[[ $d < 2024-01-01 ]]; [[ $a < $b ]]; [[ $v == 5.4.0 ]]; [[ $v =~ ^5\\.4\\. ]]; [[ $n -lt 5 ]]; [[ $t > 08:30 ]]",
  'case $v in 5.4.*) exit 1 ;; esac; [ "$v" = 5.4.0 ]; [ "$v" != "1.2" ]; test -n "$v"; expr "$v" : "5.4.0"',
  "printf '%s\\n' \"$v\" 5.15.0-83 | sort -V -C; printf '%s\\n' 5.4.0 $v | sort --version-sort | head -n 1",
  "printf '%s\\n' \"$v\" 5.4.0 | sort -t. -k1,1n -k2,2n -k3,3n | head -n 1; printf '%s\\n' $v 5.4.0 | sort -rV",
  "sort /etc/hosts; printf '%s\\n' b a | sort | head -n 1; echo 5.4.0 | sort; sort <<< \"$list\"; ls /boot | sort",
  `awk '$1 < 5.4' /x; awk -v max=4.5 '$1 > max' /proc/loadavg; awk '$1 == "5.4.0"' /x; awk '$1 > "5"' /x`,
  'dpkg --compare-versions "$v" lt 3.0.11-1~deb12u2; rpmdev-vercmp "$v" 1.2.3; (( ${v%%.*} < 5 ))',
])("no version is compared as text in %s", (snippet) => {
  expect(adviceOn(snippet).filter((said) => said.includes("as text"))).toEqual([]);
});

test("the advice has the line, and what to write instead", () => {
  const snippet = "v=$(uname -r) || exit 2\nif [[ $v < 5.15.0-83 ]]; then exit 1; fi";

  expect(adviceOn(snippet)).toEqual(['2 compares versions as text: "[[ $v < 5.15.0-83 ]]"']);
  expect(remedyOn(snippet)).toMatchInlineSnapshot(`
    "As text, "5.9" is newer than "5.15", and "83" older than "9". Let sort compare versions:
      if ! printf '%s\\n' 5.15.0-83 "$v" | sort -V -C; then …
    For versions of Debian packages: dpkg --compare-versions "$v" lt 5.15.0-83"
  `);
  expect(remedyOn("[ 5.4.0 \\>= $v ]")).toContain("if printf '%s\\n' \"$v\" 5.4.0 | sort -V -C; then");
  expect(remedyOn("printf '%s\\n' 5.4.0 $v | sort -r")).toMatchInlineSnapshot(`
    "As text, "5.9" is newer than "5.15", and "83" older than "9". Let sort compare versions:
      sort -V -r"
  `);
  expect(remedyOn(`awk '$1 < "5.4.0"' /x`)).toMatchInlineSnapshot(`
    "As text, "5.9" is newer than "5.15", and "83" older than "9". Take the value out of awk, and let sort compare versions:
      if printf '%s\\n' 5.4.0 "$value" | sort -V -C; then …
    This is true if $value is 5.4.0 or newer"
  `);
});

test("two numbers may be a load: they are called numbers", () => {
  expect(adviceOn("[[ $l > 4.50 ]]")).toEqual(['1 compares numbers as text: "[[ $l > 4.50 ]]"']);
  expect(remedyOn("[[ $l > 4.50 ]]")).toMatchInlineSnapshot(`
    "As text, "9.5" is more than "10.2". Let awk compare numbers:
      if awk -v a="$l" -v b=4.50 'BEGIN { exit !(a > b) }'; then …
    For versions: if ! printf '%s\\n' "$l" 4.50 | sort -V -C; then …"
  `);
});

test("a long word is read at once", () => {
  const started = cpuUsage();
  const words = ["a".repeat(16_000), `1${".1".repeat(7900)}`, `"1${".1".repeat(7900)}`, `v=1${".1".repeat(7900)} `];

  for (const word of words) expect(adviceOn(`awk '${word} !'; [[ $v < '${word}!' ]]`.slice(0, 2 ** 14))).toEqual([]);
  for (const word of words) expect(adviceOn(`awk '${word} !'`.slice(0, 2 ** 14))).toEqual([]);
  expect(cpuUsage(started).user / 1000).toBeLessThan(5000);
});
