// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is bash.
import { describe, expect, test } from "vitest";
import { commandsIn } from "../../../src/checks/snippet/commands.ts";

/** "2 grep: grep -q x /y", with the lines that a trace may give it where these are not the one in which it begins. */
function told(snippet: string): readonly string[] | undefined {
  return commandsIn(snippet)?.map(({ name, line, text, traced }) => {
    const lines = traced === undefined ? " (any)" : traced.every((one) => one === line) ? "" : ` (${traced.join("-")})`;
    return `${line}${lines} ${name ?? "?"}: ${text}`;
  });
}

describe("commandsIn()", () => {
  test("cuts a line where the shell cuts it", () => {
    const line = `a 'x;y' "$(b | c "|")" ${"${d:-|}"} >&2 2>/dev/null && ! e [[x || { f; } | g &>/dev/null # h; i`;

    expect(told(`${line}\n[[ a && b ]] || j; (( 1 | 2 )) && k=1 l\n"it's" "; m"; n \\; o & p`)).toMatchInlineSnapshot(`
      [
        "1 a: a 'x;y' "$(b | c "|")" \${d:-|} >&2 2>/dev/null",
        "1 b: b",
        "1 c: c "|"",
        "1 e: ! e [[x",
        "1 f: f",
        "1 g: g &>/dev/null",
        "2 j: j",
        "2 l: k=1 l",
        "3 it's: "it's" "; m"",
        "3 n: n \\; o",
        "3 p: p",
      ]
    `);
  });

  test("takes several lines for one command, and gives it each line that bash may", () => {
    expect(told(`a \\\n  b \\\n  c\nd 'x\ny' |\n  e\nf && g`)).toMatchInlineSnapshot(`
      [
        "1 (1-4) a: a b c",
        "4 (4-6) d: d 'x y'",
        "6 e: e",
        "7 f: f",
        "7 g: g",
      ]
    `);
  });

  test("tells what stands in substitutions by the lines of the command around them", () => {
    const snippet = `x=$(a | b)\ny="$(\n  c\n  d $(e\nf)\n)"\ng <(h) < <(i) <<E\n$(j)\nE\n[[ $(k) ]]\nfor x in $(l); do m; done`;

    expect(told(snippet)).toMatchInlineSnapshot(`
      [
        "1 a: a",
        "1 b: b",
        "3 (2-8) c: c",
        "4 (2-9) d: d $(e f)",
        "4 (2-Infinity) e: e",
        "5 (2-Infinity) f: f",
        "7 g: g <(h) < <(i) <<E",
        "7 h: h",
        "7 i: i",
        "7 j: j",
        "10 k: k",
        "11 (10-11) l: l",
        "11 m: m",
      ]
    `);
  });

  test("knows no line of what stands in the redirections of a loop or a group", () => {
    expect(told("while read -r x; do a; done < <(b)\n{ c; } <<< $(d)")).toMatchInlineSnapshot(`
      [
        "1 read: read -r x",
        "1 a: a",
        "1 (any) b: b",
        "2 c: c",
        "1 (any) d: d",
      ]
    `);
  });

  test("finds them in every compound command and in functions", () => {
    const snippet = `f() {\n  a\n}\nif b; then\n  c\nelif d; then e; else\n  g\nfi\ncase $(h) in\n  x=1) i ;;\n  *) j ;;\nesac\nuntil k; do ( l ); done`;

    expect(told(snippet)).toMatchInlineSnapshot(`
      [
        "2 a: a",
        "4 b: b",
        "5 c: c",
        "6 d: d",
        "6 e: e",
        "7 g: g",
        "9 (7-10) h: h",
        "10 i: i",
        "11 j: j",
        "13 k: k",
        "13 l: l",
      ]
    `);
  });

  test("gives a name however it is quoted, and none where a run puts it together", () => {
    expect(told(`'gr'ep x; \\ls; [ -e /x ]; A=1 b; "$c" d; ~/e; A=1`)).toMatchInlineSnapshot(`
      [
        "1 grep: 'gr'ep x; \\ls; [ -e /x ]; A=1 b; "$c" d; ~/e; A=1",
        "1 ls: \\ls",
        "1 [: [ -e /x ]",
        "1 b: A=1 b",
        "1 ?: "$c" d",
        "1 ?: ~/e",
      ]
    `);
  });

  test.each([["if"], ["set +x; a"], ["set -- b; set -e +ux; a"], ["set +o xtrace; a"]])(
    "says nothing of %j",
    (snippet) => {
      expect(commandsIn(snippet)).toBeUndefined();
    },
  );
});
