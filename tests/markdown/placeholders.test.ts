import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { findPlaceholders } from "../../src/markdown/find-placeholders.ts";
import { highlightAround } from "../../src/markdown/placeholders.ts";
import { htmlOf, htmlOfText, render } from "./render.ts";

const namesIn = (code: string, language = "bash") =>
  findPlaceholders(code, language)
    .filter(({ quoted }) => !quoted)
    .map(({ name }) => name);

const fence = (info: string, ...lines: string[]) => `\`\`\`${info}\n${lines.join("\n")}\n\`\`\`\n`;

async function toldOf(text: string): Promise<string> {
  const { problems } = await render(text);
  return problems.map((problem) => formatProblem(problem, (_file, line) => text.split("\n")[line - 1])).join("\n\n");
}

describe("findPlaceholders() finds", () => {
  test.each([
    ["an argument", "zpool status <pool>", ["pool"]],
    ["several in one word", "zfs list <pool>/<data>@x", ["pool", "data"]],
    ["one with a digit and a hyphen", "ls /dev/<disk-1>p2", ["disk-1"]],
    [
      "names as other teams write them",
      "oc get <POD_NAME> -n <namespace_name> <My-pool>",
      ["POD_NAME", "namespace_name", "My-pool"],
    ],
    ["the longest name", `ls <${"a".repeat(30)}>`, ["a".repeat(30)]],
    ["one in a comment, whatever its apostrophe", "ls # don't: <pool>\nls <data>", ["pool", "data"]],
    ["one behind an apostrophe that closes nothing", "echo it's <pool>", ["pool"]],
    ["one behind a string", `echo "a 'b" 'c "d' <pool>`, ["pool"]],
    ["one in a command within a string", 'echo "$(zfs list "<no>" <pool>) <no>" <data>', ["pool", "data"]],
    ["one behind a string with escapes", String.raw`echo $'it\'s <no>' $'\\' <pool>`, ["pool"]],
    ["one behind brackets", "(ls; (ls)) <pool>", ["pool"]],
    ["one on both sides of a here-document", "cat <<EOF <a>\n<no>\nEOF\n<b>", ["a", "b"]],
    ["one behind several here-documents", "cat <<-'A' <<\"B\" # x\n<no>\n\tA\n<no>\nB\n<b>", ["b"]],
    ["one behind a shift", "echo $((1 <<x)) <pool>", ["pool"]],
  ])("%s", (_, code, names) => {
    expect(namesIn(code)).toEqual(names);
  });

  test.each([
    ["a substitution", "diff <(ls a) <(ls b)"],
    ["a redirection", "sort < file > other"],
    ["redirections without blanks", "sort <input >output"],
    ["a here-string", "cat <<<word>"],
    ["what is escaped", String.raw`grep \<pool>`],
    ["a name that is none", "ls <_x> <1> <> <a b>"],
    ["what kubectl prints", "pod/x <none> <unknown> <pending>"],
    ["redirections with capitals", "sort <Input >Output"],
    ["a header of C", "#include <stdio.h>"],
    ["a name of 31 characters", `ls <${"a".repeat(31)}>`],
    ["what is quoted", `grep '<title>' "<title>" $'<title>'`],
    ["what is quoted with escapes", String.raw`echo $'it\'s <pool>' "$'" $'<x>'`],
    ["a here-document that a comment stands behind", "cat <<EOF # x\n<no>\nEOF"],
  ])("nothing in %s", (_, code) => {
    expect(namesIn(code)).toEqual([]);
  });

  test.each(["bash", "sh", "shell", "zsh", "console", "shellsession"])("what a fence in %s holds", (language) => {
    expect(namesIn("ls <pool>", language)).toEqual(["pool"]);
  });

  test("in a session, the name behind an apostrophe of the output", () => {
    const code = "$ zfs list <pool>\n'tis not there\n$ zpool list <pool>\nwon't\n";

    const offsets = findPlaceholders(code, "console").map(({ offset }) => code.slice(offset, offset + 6));

    expect(offsets).toEqual(["<pool>", "<pool>"]);
  });

  test("nothing in another language", () => {
    expect(namesIn("<pool>", "html")).toEqual([]);
  });
});

test("highlightAround() keeps every character, and what looks like its own word", () => {
  const code = "placeholder<a>placeholderx <b>";

  const { html } = highlightAround(
    code,
    findPlaceholders(code, "bash"),
    (text) => ({ html: text }),
    (name) => `[${name}]`,
  );

  expect(html).toBe("placeholder[a]placeholderx [b]");
});

describe("a fence with placeholders", () => {
  test("shows each as an element within an argument, not as redirections", async () => {
    expect(await htmlOfText(fence("bash", "zfs list -r <pool>/<data>"))).toMatchInlineSnapshot(`
      "<figure class="snippet shell"><figcaption class="untried">Not tested</figcaption><pre data-language="bash"><code><i class="sf435">zfs </i><i class="sea51">list </i><i class="seb60">-r </i><i class="sea51"><var class="placeholder" data-placeholder="pool">&lt;pool&gt;</var>/<var class="placeholder" data-placeholder="data">&lt;data&gt;</var></i></code></pre></figure>
      "
    `);
  });

  test("is coloured as with a word in their place", async () => {
    const withWord = await htmlOfText(fence("bash", "zfs get -r name/x@y # see name"));
    const withName = await htmlOfText(fence("bash", "zfs get -r <a>/x@y # see <a>"));

    expect(withName.replace(/<var[^>]*>.*?<\/var>/g, "name")).toBe(withWord);
  });

  test("tells their names in order, without repeats, those of other fences among them", async () => {
    const text = `${fence("bash", "ls <b> <a>", "ls <b>")}${fence("sh run=never", "rm <x>")}${fence("zsh", "ls <c>")}`;

    expect((await render(text)).placeholders).toEqual(["b", "a", "c"]);
  });

  test("with run=never gives them no name that a script could fill, and says so", async () => {
    const $ = load(await htmlOfText(fence("bash run=never", "zpool scrub <pool>")));

    expect($("var").attr()).toEqual({ class: "placeholder never" });
    expect($("[data-placeholder]").length).toBe(0);
    expect($("figcaption").text()).toMatchInlineSnapshot(
      `"Changes the system · not tested. Type the names in <…> by hand"`,
    );
    expect($("figure").attr("class")).toBe("snippet");
  });

  test("without them and with run=never says nothing of names", async () => {
    expect(await htmlOfText(fence("bash run=never", "reboot"))).not.toContain("by hand");
  });

  test("keeps them where the document has HTML of its own", async () => {
    const html = htmlOf(await render(`<b>x</b>\n\n${fence("bash", "ls <pool>")}${fence("sh run=never", "rm <pool>")}`));

    const $ = load(html);
    expect(
      $("var")
        .get()
        .map((element) => $(element).attr("data-placeholder") ?? "none"),
    ).toEqual(["pool", "none"]);
    expect($("figure.shell").length).toBe(1);
  });

  test.each([
    ["bash", "snippet shell"],
    ["zsh", "snippet shell"],
    ["console", "snippet"],
    ["yaml", "snippet"],
  ])("in %s is of the class %s", async (language, classes) => {
    expect(load(await htmlOfText(fence(language, "ls")))("figure").attr("class")).toBe(classes);
  });
});

describe("fences tells", () => {
  test("a placeholder in a check, at its place", async () => {
    const text = `> - a\n>\n>   ${fence("bash check=a", "zpool list", "zpool status <pool>").replaceAll("\n", "\n>   ")}`;

    expect(await toldOf(text)).toMatchInlineSnapshot(`
      "a.md:5:18  placeholder "<pool>" in a check
          | >   zpool status <pool>
          |                  ^^^^^^
        Let the check ask the machine, as in zpool list -H -o name, or remove check= from the fence"
    `);
    expect((await render(text)).placeholders).toEqual([]);
  });

  test("each placeholder of a line by itself", async () => {
    const { problems } = await render(fence("bash check=a", "ls <a>/<b> <a>"));

    expect(problems.map(({ place }) => `${place.line}:${place.column}+${place.length}`)).toEqual([
      "2:4+3",
      "2:8+3",
      "2:12+3",
    ]);
  });

  test("what is quoted in one place and filled in another", async () => {
    expect(await toldOf(fence("bash", 'zfs get all "<pool>"', "zpool status <pool>"))).toMatchInlineSnapshot(`
      "a.md:2:14  advice: placeholder "<pool>" in quotes, where it is text
          | zfs get all "<pool>"
          |              ^^^^^^
        Remove the quotes: a name that needs them gets its own when it is filled in"
    `);
  });

  test.each([
    `jq '.x == "<pool>"' a`,
    `jq ".x == '<pool>'" a`,
    `psql -c "select '<pool>'"`,
    `grep "name <pool>" a`,
    `ls --name="<pool>"`,
    `echo a"<pool>"`,
  ])("nothing of what another program reads: %s", async (command) => {
    expect(await toldOf(fence("bash", command, "zpool status <pool>"))).toBe("");
  });

  test.each([`ls '<pool>'`, `(ls "<pool>")`, `echo "$(ls "<pool>")"`, `ls "<pool>"; ls`])(
    "a quoted word, as advice: %s",
    async (command) => {
      expect((await toldOf(fence("bash", command, "zpool status <pool>"))).match(/advice: .*/g)).toEqual([
        'advice: placeholder "<pool>" in quotes, where it is text',
      ]);
    },
  );

  test("nothing of what is quoted only: it is text", async () => {
    const text = `${fence("bash", "grep '<title>' x", "ls <pool>")}${fence("bash check=a", 'grep "<title>" x')}`;

    expect(await toldOf(text)).toBe("");
  });
});
