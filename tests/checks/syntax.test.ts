import { describe, expect, test } from "vitest";
import { beyondSandbox } from "../../src/checks/sandbox/beyond-sandbox.ts";
import { asFunction } from "../../src/checks/snippet.ts";
import { outsideOf, unreadable } from "../../src/checks/snippet-form.ts";
import { literal, nodesOf, syntaxOf, writesIn } from "../../src/checks/syntax.ts";

function treeOf(snippet: string) {
  const tree = syntaxOf(snippet);
  if (tree === undefined) throw new SyntaxError(snippet);
  return tree;
}

test("syntaxOf() gives nothing for what just-bash cannot read", () => {
  expect(syntaxOf("if")).toBeUndefined();
});

test("nodesOf() gives every node, parents first", () => {
  const types = nodesOf(treeOf("a $(b)")).map(({ type }) => type);

  expect(types.filter((type) => type === "SimpleCommand")).toHaveLength(2);
  expect(types.indexOf("CommandSubstitution")).toBeGreaterThan(types.indexOf("SimpleCommand"));
});

test("literal() gives the text of a plain word alone", () => {
  const words = nodesOf(treeOf("echo plain 'quoted' a$b")).filter(({ type }) => type === "Word");

  expect(words.map(literal)).toEqual(["echo", "plain", "quoted", undefined]);
});

test.each([
  ["echo x > /a; echo y >> /a; : >| /b; echo z &> /c", ["> /a", "> /b", "> /c"]],
  ["{ ( echo x > /a ); } 2>/dev/null; exec 3<> /b", ["> /a", "> /b"]],
  ["x=$(echo y > /a); if echo > /b; then :; fi", ["> /a", "> /b"]],
  ["echo x > /dev/null 2>&1; echo y > /dev/stderr; echo > /dev/fd/3", []],
  ["cat < /a; cat <<< /a; echo '> /a' \\> /a", []],
  ["echo x > /dev/shm/a; echo x > /dev/sda", ["> /dev/shm/a", "> /dev/sda"]],
])("writesIn() finds in %s: %j", (snippet, writes) => {
  expect(writesIn(treeOf(snippet))).toEqual(writes);
});

describe("beyondSandbox()", () => {
  test.each([
    ["bash -c 'exit 0'", "bash -c exit 0"],
    ["x=$(sh -c date)", "sh -c date"],
    ["echo a | xargs -n1 sh -c 'exit 0'", "xargs -n1 sh -c exit 0"],
    ["find /x -exec bash -c exit ';'", "find /x -exec bash -c exit ;"],
    ["command bash $x", "command bash …"],
    ["sed -i s/a/b/ /x", "sed -i s/a/b/ /x"],
    ["sed -Ei.bak s/a/b/ /x", "sed -Ei.bak s/a/b/ /x"],
    ["sed --in-place s/a/b/ /x", "sed --in-place s/a/b/ /x"],
    ["sort -o /x /x; :", "sort -o /x /x"],
    ["find / -delete", "find / -delete"],
    ["find / -fprint /x", "find / -fprint /x"],
    [`awk 'BEGIN { system("date") }'`, 'awk BEGIN { system("date") }'],
    [`awk 'BEGIN { "date" | getline d }'`, 'awk BEGIN { "date" | getline d }'],
  ])("names %s", (snippet, named) => {
    expect(beyondSandbox(treeOf(snippet))).toEqual([named]);
  });

  test.each([
    ["sed -n 's/i/o/p' /x; sed -E 's/a/-i/' /x; sed -e s/x/y/ -n"],
    ["sort -k2 -n /x; sort --reverse /x; find /x -name delete"],
    [`awk '{ print $1 " | " $2 }' /x; awk '{ getline line < "/x" }'`],
    ["echo bash sh; grep -c bash /x; sh=1; x=sort"],
  ])("has nothing to say of %s", (snippet) => {
    expect(beyondSandbox(treeOf(snippet))).toEqual([]);
  });
});

test("outsideOf() asks for one function and one call of it", () => {
  expect(outsideOf(treeOf(asFunction("a; b\nc")))).toEqual([]);
  expect(outsideOf(treeOf(asFunction(":\n}\nexit 0\nx() {\n:")))).toEqual(["code outside of the check"]);
  expect(outsideOf(treeOf(asFunction("# nothing")))).toEqual(["a check without a command"]);
});

test("unreadable() bounds what is read at all", () => {
  expect(unreadable(":".repeat(16_384))).toBeUndefined();
  expect(unreadable(":".repeat(16_385))).toBe("snippet: size limit exceeded (16384 characters)");
  expect(unreadable("a\0")).toBe("snippet: limit of what can be written exceeded");
  expect(unreadable("\udc00")).toBe("snippet: limit of what can be written exceeded");
  expect(unreadable("\u{1f600}")).toBeUndefined();
});
