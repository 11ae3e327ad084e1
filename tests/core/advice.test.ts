import { describe, expect, test } from "vitest";
import { adviceLines, asOnePiece, groupAdvice } from "../../src/core/advice.ts";
import { advice, formatAnnotation, type Problem } from "../../src/core/problem.ts";

const piece = (file: string, what: string, remedy = "Known keys here: title") =>
  advice({ file: `content/${file}`, line: 2, column: 1, length: 0 }, what, remedy);

const ALL = "npm run build -- --all";

function printed(pieces: readonly Problem[], room = { rows: 38, columns: 100 }): string {
  return adviceLines(groupAdvice(pieces), room, ALL).join("\n");
}

const KEYS = ["weight2", "foo", "weight2", "bar", "owner", "x"].map((key, i) =>
  piece(`runbooks/${i}.md`, `unknown key "${key}"`),
);

describe("adviceLines()", () => {
  test("tells what is alike once, with three places and what is quoted", () => {
    expect(printed(KEYS)).toMatchInlineSnapshot(`
      "advice: 6 × unknown key: "weight2", "foo", "bar" and 2 more
        content/runbooks/0.md:2:1, content/runbooks/1.md:2:1, content/runbooks/2.md:2:1 and 3 more
        Known keys here: title
      npm run build -- --all lists each of them"
    `);
  });

  test("names a place once, however much is said of it", () => {
    const sections = ["Meaning", "Impact", "Diagnosis", "Meaning"].map((name, i) =>
      piece(i < 3 ? "a.md" : "b.md", `runbook without the section "${name}"`),
    );
    expect(printed(sections)).toMatchInlineSnapshot(`
      "advice: 4 × runbook without the section: "Meaning", "Impact", "Diagnosis"
        content/a.md:2:1, content/b.md:2:1
        Known keys here: title
      npm run build -- --all lists each of them"
    `);
  });

  test("tells one piece as it stands, and none as nothing", () => {
    expect(printed([])).toBe("");
    expect(
      printed([piece("site.yaml", 'alert "A" is in no rule file', "Correct it\nor remove it")]),
    ).toMatchInlineSnapshot(`
        "content/site.yaml:2:1  advice: alert "A" is in no rule file
          Correct it
          or remove it"
      `);
  });

  test("begins with what there is most of, and keeps what all have quoted", () => {
    const pieces = [
      piece("a.md", 'alert "A" is in no rule file', "Remove it"),
      ...["c", "b"].map((id) => piece(`${id}.md`, `check "${id}" was recorded under "rules 3"`, `Run ${id}`)),
      ...["a", "b", "c"].map((name) => piece(`${name}.md`, 'unknown key "tagz"')),
      ...["d", "e"].map((name) => piece(`${name}.md`, `"${name}" cannot be "1 \\" ${name}"`, "Write a text")),
    ];

    expect(printed(pieces)).toMatchInlineSnapshot(`
      "advice: 3 × unknown key "tagz"
        content/a.md:2:1, content/b.md:2:1, content/c.md:2:1
        Known keys here: title
      advice: 2 × check … was recorded under "rules 3": "c", "b"
        content/c.md:2:1, content/b.md:2:1
        For the first: Run c
      advice: 2 × … cannot be: "d" / "1 \\" d", "e" / "1 \\" e"
        content/d.md:2:1, content/e.md:2:1
        Write a text
      content/a.md:2:1  advice: alert "A" is in no rule file
        Remove it"
    `);
  });

  test("says how many there are more where they do not fit", () => {
    const many = Array.from({ length: 40 }, (_, i) => piece("a.md", `advice of kind ${String(i).padStart(2, "0")}`));

    expect(printed([...many, ...KEYS], { rows: 8, columns: 100 })).toMatchInlineSnapshot(`
      "advice: 6 × unknown key: "weight2", "foo", "bar" and 2 more
        content/runbooks/0.md:2:1, content/runbooks/1.md:2:1, content/runbooks/2.md:2:1 and 3 more
        Known keys here: title
      content/a.md:2:1  advice: advice of kind 00
        Known keys here: title
      content/a.md:2:1  advice: advice of kind 01
        Known keys here: title
      advice: 38 more on 38 other topics; npm run build -- --all lists each of them"
    `);
  });

  test.each([80, 120])("fills no more than its room in a terminal of %i columns, whatever is said", (columns) => {
    const long = "long ".repeat(200);
    const pieces = Array.from({ length: 60 }, (_, i) =>
      piece(`${long}.md`, `${long} ${i} "${long}"`, `${long}\n`.repeat(9)),
    );
    const lines = printed([...pieces, ...pieces], { rows: 38, columns }).split("\n");

    expect(lines.length).toBeGreaterThan(5);
    expect(lines.reduce((sum, line) => sum + Math.ceil(line.length / columns), 0)).toBeLessThanOrEqual(38);
  });

  test("takes a page of nothing else", () => {
    // Each of them held against all others would take minutes.
    const many = Array.from({ length: 150_000 }, (_, i) => piece("a.md", `image from "h" is "${i}"`));

    expect(printed(many)).toMatchInlineSnapshot(`
      "advice: 150000 × image from "h" is: "0", "1", "2" and 149997 more
        content/a.md:2:1
        Known keys here: title
      npm run build -- --all lists each of them"
    `);
  });

  test("lets no control character through to the terminal", () => {
    expect(printed(["a", "b"].map((name) => piece(`${name}.md`, `odd \u001b[2J "${name}\n"`)))).not.toMatch(
      /\u001b|"a\n/,
    );
  });
});

describe("asOnePiece()", () => {
  test("is what GitHub shows of a group, at its first place", () => {
    const [keys] = groupAdvice(KEYS).map(asOnePiece);
    const [alone] = groupAdvice(KEYS.slice(0, 1)).map(asOnePiece);

    expect(alone).toBe(KEYS[0]);
    expect(keys && formatAnnotation(keys).replaceAll("%0A", "\n")).toMatchInlineSnapshot(`
      "::notice file=content/runbooks/0.md,line=2,col=1::6 × unknown key: "weight2", "foo", "bar" and 2 more
      content/runbooks/0.md:2:1, content/runbooks/1.md:2:1, content/runbooks/2.md:2:1 and 3 more
      Known keys here: title"
    `);
  });
});
