import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { rewriteExpectations } from "../../../src/checks/authoring/update-expectations.ts";
import type { Move } from "../../../src/checks/authoring/update-plan.ts";
import { VERDICTS, type Verdict } from "../../../src/model/check.ts";
import { checkOf } from "../samples.ts";

function move(host: string, from: Verdict, to: Verdict, id = "zfs-avx"): Move {
  return { check: checkOf("", { id }), host, from, to };
}

function document(frontMatter: string): string {
  return `---\n${frontMatter}---\n# Slow\n\nok: [a]\n`;
}

/** The front matter after the moves, each of which must have been made. */
function after(frontMatter: string, ...moves: readonly Move[]): string {
  const { text, failed } = rewriteExpectations(document(frontMatter), moves);
  expect(failed).toEqual([]);
  expect(text.slice(text.indexOf("# Slow"))).toBe("# Slow\n\nok: [a]\n");
  return text.slice("---\n".length, text.indexOf("---\n# Slow"));
}

/** Whether a move was refused, and the text left as it was. */
function isRefused(frontMatter: string, refused: Move): boolean {
  const { text, failed } = rewriteExpectations(document(frontMatter), [refused]);
  return text === document(frontMatter) && failed[0] === refused && failed.length === 1;
}

describe("rewriteExpectations() on flow lists", () => {
  test.each([
    ["the first", "[ a , b, c ]", "a", "[ b, c ]"],
    ["one between", "[a,b, c]", "b", "[a,c]"],
    ["the last", "[a,  b]", "b", "[a]"],
    ["the only one", "[a]", "a", "[]"],
    ["one before a comma that ends the list", "[a, b,]", "b", "[a]"],
    ["a quoted one", `["a", 'b']`, "b", `["a"]`],
  ])("takes %s out", (_, list, name, rest) => {
    const yaml = `checks:\n  zfs-avx: { asks: Why?, ok: ${list}, affected: [x] } # done\n`;

    expect(after(yaml, move(name, "ok", "affected"))).toBe(
      `checks:\n  zfs-avx: { asks: Why?, ok: ${rest}, affected: [x, ${name}] } # done\n`,
    );
  });

  test("keeps comments and lines of a list over several lines", () => {
    const yaml = `checks:
  zfs-avx:
    asks: Why?
    ok: [
      a, # the first
      b,
      # the last
      c
    ]
    affected: [] # none
`;

    expect(after(yaml, move("c", "ok", "affected"), move("b", "ok", "affected"))).toMatchInlineSnapshot(`
      "checks:
        zfs-avx:
          asks: Why?
          ok: [
            a, # the first
            # the last
          ]
          affected: [c, b] # none
      "
    `);
  });

  test.each([
    ["the one that goes has one", "ok: [\n  a, # one\n  b ], affected: []"],
    ["its line has one, which may be about a neighbor", "ok: [\n  b, a, # two\n  c ], affected: []"],
    ["the one that goes is the last", "ok: [ b,\n  a # one\n ], affected: []"],
    ["the one that it would stand behind has one", "ok: [a], affected: [\n  x # because\n ]"],
    ["the empty list holds one", "ok: [a], affected: [ # none\n ]"],
    ["it would have to come along from a list of one name a line", "affected: [x], ok: [b, a # why\n ]"],
  ])("refuses where a comment would seem to be about another host: %s", (_, lists) => {
    const yaml = `checks: { zfs-avx: { asks: Why?, ${lists.replaceAll("\n", "\n   ")} } }\n`;

    expect(isRefused(yaml, move("a", "ok", "affected"))).toBe(true);
  });

  test("adds a key that is missing, behind those that come before it", () => {
    const yaml = "checks: { zfs-avx: { asks: Why?, ok: [a], then: { ok: /x/ } } }\n";

    expect(after(yaml, move("a", "ok", "unknown"))).toBe(
      "checks: { zfs-avx: { asks: Why?, ok: [], unknown: [a], then: { ok: /x/ } } }\n",
    );
  });
});

describe("rewriteExpectations() on block lists", () => {
  const YAML = `title: Slow # ly
checks:
  other: { asks: Why?, ok: [a] }
  zfs-avx:
    # The question
    asks: >
      Why so
      slow?
    affected: # those that are
      - a # one
      # of many
      - "b"   # two
    ok:
    - c
    means: { ok: All is well }
tags: [a]
`;

  test("takes a comment along, and leaves the others with their hosts", () => {
    expect(after(YAML, move("a", "affected", "ok"))).toMatchInlineSnapshot(`
      "title: Slow # ly
      checks:
        other: { asks: Why?, ok: [a] }
        zfs-avx:
          # The question
          asks: >
            Why so
            slow?
          affected: # those that are
            # of many
            - "b"   # two
          ok:
          - c
          - a # one
          means: { ok: All is well }
      tags: [a]
      "
    `);
  });

  test("leaves an empty list behind, and its comment", () => {
    const yaml = after(YAML, move("a", "affected", "ok"), move("b", "affected", "ok"));

    expect(yaml).toContain("    affected: [] # those that are\n");
    expect(yaml).toContain("    - c\n    - a # one\n    - b # two\n");
    expect(after(yaml, move("c", "ok", "affected"))).toContain("    affected: [c] # those that are\n");
  });

  test.each([
    ["a list on one line", "ok: [x]"],
    ["no list at all", "means: { ok: All is well }"],
    ["a list that has it already", "ok:\n      - a"],
  ])("refuses to move a host with a comment into %s", (_, rest) => {
    const yaml = `checks:\n  zfs-avx:\n    asks: Why?\n    affected:\n      - a # why\n      - b\n    ${rest}\n`;

    expect(isRefused(yaml, move("a", "affected", "ok"))).toBe(true);
    expect(after(yaml, move("b", "affected", "unknown"))).toContain("      - a # why\n");
  });

  test("adds a key that is missing on a line of its own", () => {
    const yaml = after(YAML, move("c", "ok", "unknown"));

    expect(yaml).toContain("    ok: []\n    unknown: [c]\n    means:");
    expect(after("checks:\n  zfs-avx:\n    asks: |\n      Why?\n    unknown: [a]\n", move("a", "unknown", "ok"))).toBe(
      "checks:\n  zfs-avx:\n    asks: |\n      Why?\n    ok: [a]\n    unknown: []\n",
    );
  });
});

describe("rewriteExpectations()", () => {
  test("keeps a byte order mark and the line ends of Windows", () => {
    const lf = "checks:\n  zfs-avx:\n    asks: Why?\n    ok:\n      - a\n      - b\n    unknown: [c]\n";
    const moves = [move("a", "ok", "unknown"), move("c", "unknown", "affected"), move("b", "ok", "affected")];
    const windows = `\uFEFF${document(lf).replaceAll("\n", "\r\n")}`;

    const { text, failed } = rewriteExpectations(windows, moves);

    expect(failed).toEqual([]);
    expect(text).toBe(`\uFEFF${rewriteExpectations(document(lf), moves).text.replaceAll("\n", "\r\n")}`);
    expect(parse(after(lf, ...moves)).checks["zfs-avx"]).toEqual({
      ...{ asks: "Why?", ok: [], affected: ["c", "b"], unknown: ["a"] },
    });
  });

  test("writes a name in quotes that YAML would read as something else", () => {
    const yaml = "checks: { zfs-avx: { asks: Why?, ok: ['1.10', 'null', 'a, b'] } }\n";
    const moves = ["1.10", "null", "a, b"].map((name) => move(name, "ok", "unknown"));

    expect(parse(after(yaml, ...moves)).checks["zfs-avx"].unknown).toEqual(["1.10", "null", "a, b"]);
  });

  test("takes a name out that stands there twice, and puts none in that is there", () => {
    const yaml = "checks: { zfs-avx: { asks: Why?, ok: [a, b, a], unknown: [a] } }\n";

    expect(after(yaml, move("a", "ok", "unknown"))).toBe(
      "checks: { zfs-avx: { asks: Why?, ok: [b], unknown: [a] } }\n",
    );
  });

  test.each([
    ["an alias of the list", "x: &hosts [a]\nchecks: { zfs-avx: { asks: Why?, ok: *hosts } }\n"],
    ["an alias of an item", "x: &host a\nchecks: { zfs-avx: { asks: Why?, ok: [*host] } }\n"],
    ["a list that others repeat", "checks: { zfs-avx: { asks: Why?, ok: &l [a] }, b: { asks: Why?, ok: *l } }\n"],
    ["a check that others repeat", "checks: { zfs-avx: &c { asks: Why?, ok: [a] }, b: *c }\n"],
    ["another check", "checks: { b: { asks: Why?, ok: [a] } }\n"],
    ["no checks", "title: Slow\n"],
  ])("leaves alone what it can't rewrite by itself: %s", (_, yaml) => {
    expect(isRefused(yaml, move("a", "ok", "affected"))).toBe(true);
  });

  test("makes the other moves where one can't be made", () => {
    const yaml = "x: &hosts [a]\nchecks: { zfs-avx: { asks: Why?, ok: *hosts, affected: [b] } }\n";
    const [bad, good] = [move("a", "ok", "unknown"), move("b", "affected", "unknown")];

    const { text, failed } = rewriteExpectations(document(yaml), [bad, good]);

    expect(failed).toEqual([bad]);
    expect(text).toContain("affected: [], unknown: [b]");
  });

  test("leaves a document without front matter as it is", () => {
    const [only] = [move("a", "ok", "affected")];

    expect(rewriteExpectations("# Slow\n", [only])).toEqual({ text: "# Slow\n", failed: [only] });
  });

  test("says what was meant, whatever names, order and style the lists have", () => {
    const name = fc.oneof(fc.stringMatching(/^[a-z][a-z0-9.-]{0,6}$/), fc.constantFrom("1e3", "no", "a: b", "#x", "'"));
    const lists = fc.uniqueArray(name, { minLength: 1, maxLength: 6 }).chain((names) =>
      fc.record({
        names: fc.constant(names),
        homes: fc.array(fc.constantFrom(...VERDICTS), { minLength: names.length, maxLength: names.length }),
        target: fc.array(fc.constantFrom(...VERDICTS), { minLength: names.length, maxLength: names.length }),
        keys: fc.shuffledSubarray(["asks", ...VERDICTS], { minLength: 4 }),
        flow: fc.constantFrom("block", "flow", "any" as const),
        windows: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(lists, ({ names, homes, target, keys, flow, windows }) => {
        const listed = (verdict: Verdict, where: readonly Verdict[]) => names.filter((_, i) => where[i] === verdict);
        const check = Object.fromEntries(
          keys
            .map((key) => [key, key === "asks" ? "Why?" : listed(key as Verdict, homes)] as const)
            .filter(([, value]) => value.length > 0),
        );
        const yaml = stringify(
          { title: "T", checks: { "zfs-avx": check, b: { asks: "x" } } },
          { collectionStyle: flow },
        );
        const text = windows ? document(yaml).replaceAll("\n", "\r\n") : document(yaml);
        const moves = names.flatMap((host, i) => {
          const [from = "ok", to = "ok"] = [homes[i], target[i]];
          return from === to ? [] : [move(host, from, to)];
        });

        const rewritten = rewriteExpectations(text, moves);

        const data = parse(rewritten.text.split(/^---\r?$/m)[1] ?? "");
        expect(rewritten.failed).toEqual([]);
        for (const verdict of VERDICTS) {
          expect([...(data.checks["zfs-avx"][verdict] ?? [])].sort()).toEqual(listed(verdict, target).sort());
        }
        expect({ ...data, checks: data.checks.b }).toEqual({ title: "T", checks: { asks: "x" } });
      }),
      { numRuns: 100 },
    );
  });
});
