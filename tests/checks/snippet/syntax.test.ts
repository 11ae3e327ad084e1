import { expect, test } from "vitest";
import { linesOf, literal, nodesOf, returnsAtTop, syntaxOf, writesIn } from "../../../src/checks/snippet/syntax.ts";

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

test("linesOf() tells in which line a command stands, and not in $(…), where lines begin anew", () => {
  const tree = treeOf("a\nif b; then\n  echo 'x\ny' $z\nfi\nc=$(\nd)\n[[ -e /e ]] && f <(\ng)");
  const lines = linesOf(tree);
  const told = nodesOf(tree).flatMap((node) => {
    const name = literal(node.name) ?? node.type;
    return ["SimpleCommand", "ConditionalCommand", "ParameterExpansion"].includes(String(node.type))
      ? [[name, lines.get(node)]]
      : [];
  });

  expect(told).toEqual([
    ...[
      ["a", 1],
      ["b", 2],
      ["echo", 3],
      ["ParameterExpansion", 3],
    ],
    ...[
      ["SimpleCommand", 6],
      ["d", undefined],
      ["ConditionalCommand", 8],
      ["f", 8],
      ["g", undefined],
    ],
  ]);
});

test.each([
  ["echo x > /a; echo y >> /a; : >| /b; echo z &> /c", ["> /a", "> /a", "> /b", "> /c"]],
  ["{ ( echo x > /a ); } 2>/dev/null; exec 3<> /b", ["> /a", "> /b"]],
  ["x=$(echo y > /a); if echo > /b; then :; fi", ["> /a", "> /b"]],
  ["echo x > /dev/null 2>&1; echo y > /dev/stderr; echo > /dev/fd/3", []],
  ["cat < /a; cat <<< /a; echo '> /a' \\> /a", []],
  [
    "sed -i s/a/b/ /x; sort -o /x /x; find /x -delete; find $y -fprint /x",
    ["sed -i s/a/b/ /x", "sort -o /x /x", "find /x -delete", "find … -fprint /x"],
  ],
  ["sed -n 's/-i/o/p' /x; sort -k2 /x; find /x -name delete -exec grep -q -i {} +; echo sed -i", []],
  ["echo x > /dev/shm/a; echo x > /dev/sda", ["> /dev/shm/a", "> /dev/sda"]],
  ['f=/x; : > $f; echo > "$f/y"; echo >> y; echo > "/dev/null"', ["> …", "> …", "> y"]],
])("writesIn() finds in %s: %j", (snippet, asked) => {
  expect(writesIn(treeOf(snippet)).map((refusal) => `${refusal.cause} ${refusal.asked}`)).toEqual(
    asked.map((one) => `write ${one}`),
  );
});

test.each([
  ["return 1", true],
  ["f() { return 1; }; if f; then return; fi", true],
  ["f() { return 1; }; f; echo return", false],
])("returnsAtTop() of %s: %s", (snippet, isSo) => {
  expect(returnsAtTop(treeOf(snippet))).toBe(isSo);
});
