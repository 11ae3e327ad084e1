import { describe, expect, test } from "vitest";
import { simulated } from "../../../src/checks/engines/simulated.ts";
import { readableScript } from "../../../src/checks/simulation/script-repairs.ts";
import { isDoubtfulScript, sedCommands } from "../../../src/checks/simulation/sed-script.ts";
import { hostOf } from "../samples.ts";

const HOST = hostOf("made", { "/f": "a\nb\n", "/latin": new Uint8Array([0xfc, 0x0a]) });

describe("a repaired script", () => {
  test.each([
    ["an assignment leaves the code 0", "false; x=1; echo $?", "0\n"],
    ["a loop that is left has the code 0", "for i in 1 2; do false; break; done; echo $?", "0\n"],
    ["set -e spares what || looks at", "set -e; f() { false; echo on; }; f || echo no", "on\n"],
    ["set -e ends behind a function that ends in &&", "set -e; f() { false && true; }; f; echo never", ""],
    ["set -e stays out of substitutions", "set -e; x=$(false; echo in) || x=no; echo $x", "in\n"],
    ["set -e spares until", "set -e; until false; do break; done; echo end", "end\n"],
    ["set -u spares a default", `set -u; echo "\${1:-none}"`, "none\n"],
    ["an empty text is no number", '[ "" -eq 0 ] 2> /dev/null; echo $?', "2\n"],
    ["a base and a variable", "h=238C; echo $((16#$h)) $((0x$h))", "9100 9100\n"],
    ["the number of arguments", `set -- a b; echo \${#@}`, "2\n"],
    ["the end of what is shorter", `v=a; echo "[\${v: -2}]"`, "[]\n"],
    ["a loop over the arguments", "set -- a b; for x; do echo $x; done", "a\nb\n"],
    ["a code that is read after a look", "n=1; false; echo $((n + 1)) $?", "2 1\n"],
  ])("%s", async (_, snippet, stdout) => {
    expect(await simulated.run(snippet, HOST)).toMatchObject({ stdout, refused: [] });
  });

  test.each([
    ["n=08; echo $((n + 1))", '"08" in arithmetic'],
    ["n=9007199254740991; echo $((n * 2))", '"9007199254740991" in arithmetic'],
    [
      "n=99999999; echo $((n * n * 9))",
      '"99999999 * 99999999 99999999 9 * 99999999 99999999" in arithmetic, beyond 2^53',
    ],
    ["v=' a'; echo x$v", '" a" split behind other text'],
    ["[[ ab =~ (a|ab) ]]", '"(a|ab)" where the longest counts'],
    ["echo /*/", "a pattern that ends in a slash"],
    ["while read -r x; do cat; done < /f", "cat in a loop that reads"],
    ["read -r x < /latin", "bytes beyond ASCII of /latin"],
    ["cat /dev/stdin", "cat /dev/stdin"],
    ["set -u; [[ $none == x ]]", "[[ … ]], unbound variable"],
    ["f() { local -A m; }; f", "an associative array in a function"],
    ["printf '%.1f' 2.25", "printf %.1f 2.25"],
  ])("refuses %s", async (snippet, refused) => {
    expect((await simulated.run(snippet, HOST)).refused).toContain(refused);
  });
});

test("readableScript() quotes patterns and words that look like assignments", () => {
  expect(readableScript("for w in a=1; do\ncase $w in b | a=*) :;; esac; done")).toBe(
    'for w in "a="1; do\ncase $w in b | "a="*) :;; esac; done',
  );
  expect(readableScript("if")).toBe("if");
});

describe("sedCommands()", () => {
  test("reads addresses, expressions and texts", () => {
    expect(sedCommands("2,/x/s/a/b/g; $!d; /y/{p;q}")?.map(({ name, addresses }) => [name, ...addresses])).toEqual([
      ["s", "2", "/x/"],
      ["d", "$"],
      ["{", "/y/"],
      ["p"],
      ["q"],
      ["}"],
    ]);
  });

  test.each([
    "s/a{2}/x/",
    "s/*a/x/",
    "s/\\(a\\)\\1/x/",
    "s/a/\\1/",
    "s/a/b/2g",
    "1,2c x",
    "H;$!d",
    "!d",
    "/a/,2p",
    "s//x/",
    "2,3q",
  ])("is doubtful: %s", (script) => {
    expect(isDoubtfulScript(sedCommands(script) ?? [], false)).toBe(true);
  });

  test.each(["s/a/b/g", "/a/,/b/p", "1!G;h;$!d", "$a end", "s/.*\\[\\(.*\\)\\].*/\\1/", "s|/|:|"])(
    "is not: %s",
    (script) => {
      expect(isDoubtfulScript(sedCommands(script) ?? [], false)).toBe(false);
    },
  );
});
