import { cpuUsage } from "node:process";
import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import { parseFenceInfo } from "../../src/markdown/fence-info.ts";
import { sessionLines } from "../../src/markdown/sessions.ts";
import { htmlOfText, render } from "./render.ts";

const fence = (info: string, ...lines: string[]) => `\`\`\`${info}\n${lines.join("\n")}\n\`\`\`\n`;

/** What the copy button takes: see commandsOf() in fence-copy.js. */
async function copied(...lines: string[]): Promise<string> {
  const $ = load(await htmlOfText(fence("console", ...lines)));
  expect($("pre").text()).toBe(lines.join("\n"));
  $(".prompt, .output").remove();
  return $("figure.shell pre").text().trimEnd();
}

describe("of a session, the commands alone are copied:", () => {
  test.each([
    ["behind a dollar", ["$ zpool list", "NAME  SIZE", "tank  1T", "$ zfs list"], "zpool list\nzfs list"],
    ["behind the prompt of a host", ["me@pve-1:~$ ls", "a", "root@pve-1:/etc# pwd"], "ls\npwd"],
    ["behind a prompt in brackets", ["[root@host ~]# ls -l", "total 0"], "ls -l"],
    ["in a container", ["sh-5.1# ls", "a", "bash-4.4$ pwd"], "ls\npwd"],
    ["in a virtual environment", ["(venv) $ pip list"], "pip list"],
    ["behind root's prompt", ["# zpool list", "NAME", "# /sbin/reboot", "# date"], "zpool list\n/sbin/reboot\ndate"],
    ["indented", ["  $ ls", "  a"], "ls"],
    ["with a backslash", ["$ a \\", "  b \\", "> c", "out"], "a \\\n  b \\\nc"],
    ["with a pipe at its end", ["$ a |", "  b", "out"], "a |\n  b"],
    ["with a loop", ["$ for x in 1; do", "> ls", "> done", "out"], "for x in 1; do\nls"],
    ["with a here-document", ["$ cat <<EOF", "a: 1", "EOF", "out"], "cat <<EOF\na: 1\nEOF"],
    ["with an open quote", ["$ patch -p '{", '  "a": 1', "}'", "out"], "patch -p '{\n  \"a\": 1\n}'"],
    ["without what an apostrophe seems to open", ["$ echo it's", "out"], "echo it's"],
    ["without a diff's output", ["$ diff a b", "> c", "< d"], "diff a b"],
    ["without a comment beside dollars", ["# the pools", "$ zpool list"], "zpool list"],
    ["from a prompt without a command", ["$", "$ ls", "$ "], "ls"],
  ])("%s", async (_, lines, commands) => {
    expect((await copied(...lines)).trim()).toBe(commands);
  });
});

describe("no session is", () => {
  test.each([
    ["output alone", "console", "NAME  SIZE\ntank  1T"],
    ["commands without prompts", "console", "oc get pods\noc get nodes"],
    ["commands below a comment", "console", "# List the pods\noc get pods"],
    ["commands below a comment in small letters", "console", "# find the top users\noc get pods"],
    ["a script", "bash", "# zpool list\nls"],
    ["another language", "yaml", "$ ls"],
  ])("%s", (_, language, code) => {
    expect(sessionLines(code, parseFenceInfo(language))).toBeUndefined();
  });
});

describe("a script that begins with a dollar", () => {
  test.each(["bash", "sh", "shell", "zsh", "{ .bash .x }"])("is a session in %s", async (info) => {
    const $ = load(await htmlOfText(fence(info, "", "$ ls <pool>", "a")));

    expect([$("pre").attr("data-language"), $(".prompt").text(), $(".output").text()]).toEqual([
      "console",
      "$ ",
      "\na",
    ]);
    expect($("figure.shell").length).toBe(1);
  });

  test.each([
    ["user@host:~$ ls -l", "user@host:~$ ", "ls -l"],
    ["[root@host ~]# ls -l", "[root@host ~]# ", "ls -l"],
    ["root@host:/# ls -l", "root@host:/# ", "ls -l"],
    ["(venv) me@pve-1:~/a$ ls -l", "(venv) me@pve-1:~/a$ ", "ls -l"],
    ["sh-5.1# ls -l", "sh-5.1# ", "ls -l"],
  ])("is a session behind a host's prompt, too: %s", async (line, prompt, command) => {
    const $ = load(await htmlOfText(fence("bash", line, "total 0")));

    expect([$(".prompt").text(), $(".output").text()]).toEqual([prompt, "total 0"]);
    $(".prompt, .output").remove();
    expect($("figure.shell pre").text().trimEnd()).toBe(command);
  });

  test.each(["scp me@host:/a# b", "me@host", '[ "$a" ] # a comment', "[tag] # a comment", "# root@host:/# ls"])(
    "is none without a prompt: %s",
    async (line) => {
      expect(await htmlOfText(fence("bash", line))).not.toContain('class="prompt"');
    },
  );

  test("keeps its labels", async () => {
    const $ = load(await htmlOfText(fence(`bash run=never title="a 'b'" {1}`, "$ ls", "a")));

    expect($("figcaption").text()).toBe("a 'b' Changes the system · not tested");
    expect($("figure").attr("class")).toBe("snippet");
  });

  test("is none as a check, and elsewhere a dollar is what it is", async () => {
    expect((await render(fence("bash check=a", "$ ls"))).checks[0]?.html).not.toContain("prompt");
    expect(await htmlOfText(fence("bash", "ls", "$ ls"))).not.toContain("prompt");
    expect(await htmlOfText(fence("bash", "$HOME/bin/x"))).not.toContain("prompt");
  });
});

test("a session marks prompts and output, whatever the colours", async () => {
  expect(await htmlOfText(fence("console", "$ zfs list <pool>", "NAME <b>", "$ ls"))).toMatchInlineSnapshot(`
    "<figure class="snippet shell"><figcaption class="untried">Not tested</figcaption><pre data-language="console"><code><span class="prompt">$ </span>zfs list <var class="placeholder" data-placeholder="pool">&lt;pool&gt;</var>
    <span class="output"><i class="seb60">NAME &lt;b&gt;</i>
    </span><span class="prompt">$ </span>ls</code></pre></figure>
    "
  `);
});

test("placeholders of a session are those of its commands", async () => {
  const { placeholders } = await render(fence("console", "$ oc get <pod>", "x  <default>", "$ ls <b>"));

  expect(placeholders).toEqual(["pod", "b"]);
});

test("a session is read in linear time", () => {
  const hostile = ["$ '\n", "$ a <<E\n", "$ \\\n", "[", "a@", "# a\n", "$ a |\n> b\n"].map((piece) =>
    piece.repeat(20_000),
  );

  const started = cpuUsage();
  for (const code of hostile) sessionLines(code, parseFenceInfo("console"));
  expect(cpuUsage(started).user / 1000).toBeLessThan(2000);
});
