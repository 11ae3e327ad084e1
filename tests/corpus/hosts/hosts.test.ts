import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, symlink } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { CARD, type Files, loadFolder, loadSite, runbook, told, writeSite } from "../tiny-site.ts";

/** Every Unix has it; Node cannot make a named pipe. */
const MKFIFO = "mkfifo";

const hostOf = async (files: Files) => {
  const { hosts } = await loadSite({ "content/hosts/pve/host.yaml": CARD, ...files });
  return hosts.get("pve");
};

describe("readHosts()", () => {
  test("has the built-in empty host on every site", async () => {
    const { hosts } = await loadSite({ "content/site.yaml": "" });

    expect([...hosts.keys()]).toEqual(["empty"]);
    expect(hosts.get("empty")).toMatchObject({ files: new Map(), transcripts: [] });
  });

  test("reads a tree byte by byte, hidden files and blanks among them", async () => {
    const bytes = Uint8Array.from([0, 255, 10, 32]);

    const host = await hostOf({
      "content/hosts/pve/root/sys/module/zfs/version": bytes,
      "content/hosts/pve/root/proc/.hidden file": "x",
      "content/hosts/pve/root/a": "\r\n",
      "content/hosts/pve/notes.txt": "not on the host",
    });

    expect([...(host?.files ?? [])].map(([path, content]) => [path, [...content]])).toEqual([
      ["/a", [13, 10]],
      ["/proc/.hidden file", [120]],
      ["/sys/module/zfs/version", [...bytes]],
    ]);
  });

  test("reads transcripts and fills in what is usual", async () => {
    const host = await hostOf({
      "content/hosts/pve/commands.yaml":
        '- argv: [uname, -r]\n  stdout: "6.2.16-10-pve\\n"\n- { argv: [zfs], exit: 127 }\n',
    });

    expect(host?.transcripts).toEqual([
      { argv: ["uname", "-r"], stdout: "6.2.16-10-pve\n", stderr: "", exit: 0 },
      { argv: ["zfs"], stdout: "", stderr: "", exit: 127 },
    ]);
  });

  test.each(["pve (old)", "pve[1]", "pve {a,b}", "!pve", "pve*"])(
    "reads the transcripts of a host called %s",
    async (name) => {
      const { hosts } = await loadSite({
        [`content/hosts/${name}/host.yaml`]: CARD,
        [`content/hosts/${name}/commands.yaml`]: "- argv: [uname]\n",
      });

      expect(hosts.get(name)?.transcripts).toHaveLength(1);
    },
  );
});

test("readHosts() takes no host's name for a pattern that another one fits", async () => {
  const { hosts } = await loadSite({
    "content/hosts/pve[1]/host.yaml": CARD,
    "content/hosts/pve1/host.yaml": CARD,
    "content/hosts/pve1/commands.yaml": "- argv: [uname]\n",
  });

  expect([hosts.get("pve[1]")?.transcripts.length, hosts.get("pve1")?.transcripts.length]).toEqual([0, 1]);
});

describe("readHosts() tells", () => {
  test("a folder without host.yaml", async () => {
    const corpus = await loadSite({ "content/hosts/pve/root/proc/version": "x" });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/pve/host.yaml:1:1  test host without a host.yaml
        Write one with the keys summary, kind and source"
    `);
    expect(corpus.hosts.has("pve")).toBe(false);
  });

  test("a card that says too little, or something unknown", async () => {
    const corpus = await loadSite({ "content/hosts/pve/host.yaml": "summary: x\nkind: record\nform: pve-2\n" });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/pve/host.yaml:1:1  key "source" is missing
          | summary: x
          | ^^^^^^^^^^
        Write text

      content/hosts/pve/host.yaml:2:7  "kind" cannot be "record"
          | kind: record
          |       ^^^^^^
        Did you mean "recorded"? Write one of: recorded, shaped

      content/hosts/pve/host.yaml:3:1  unknown key "form"
          | form: pve-2
          | ^^^^
        Did you mean "from"? Known keys here: summary, kind, source, recorded, shaped, special, from, without, folders"
    `);
  });

  test("an empty card", async () => {
    expect(told(await loadSite({ "content/hosts/pve/host.yaml": "" }))).toMatchInlineSnapshot(`
      "content/hosts/pve/host.yaml:1:1  the YAML cannot be null
        Write a map of keys and values"
    `);
  });

  test("commands.yaml that is no YAML", async () => {
    const corpus = await loadSite({
      "content/hosts/pve/host.yaml": CARD,
      "content/hosts/pve/commands.yaml": '- argv: [uname, -r]\n  stdout: "6.2.16\n- argv: [nproc]\n',
    });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/pve/commands.yaml:2:11  not valid YAML: Missing closing "quote
          | stdout: "6.2.16
          |         ^^^^^^^
        Close the quote or bracket opened here"
    `);
  });

  test("commands.yaml of another shape", async () => {
    const corpus = await loadSite({
      "content/hosts/pve/host.yaml": CARD,
      "content/hosts/pve/commands.yaml":
        "- argv: uname -r\n- argv: []\n- { argv: [a], exit: 256, code: 1 }\n- { argv: [b], exit: 1.5 }\n",
    });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/pve/commands.yaml:1:9  "[0].argv" cannot be "uname -r"
          | - argv: uname -r
          |         ^^^^^^^^
        Write a list, as in [one, two]

      content/hosts/pve/commands.yaml:2:9  "[1].argv" cannot be []
          | - argv: []
          |         ^^
        Write at least one entry

      content/hosts/pve/commands.yaml:3:22  "[2].exit" cannot be 256
          | - { argv: [a], exit: 256, code: 1 }
          |                      ^^^
        Write at most 255

      content/hosts/pve/commands.yaml:3:27  unknown key "code"
          | - { argv: [a], exit: 256, code: 1 }
          |                           ^^^^
        Known keys here: argv, stdin, stdout, stderr, exit

      content/hosts/pve/commands.yaml:4:22  "[3].exit" cannot be 1.5
          | - { argv: [b], exit: 1.5 }
          |                      ^^^
        Write a whole number"
    `);
  });

  test("a host that takes the name of the built-in one", async () => {
    const corpus = await loadSite({ "content/hosts/empty/host.yaml": CARD });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/empty/host.yaml:1:1  test host "empty" is built in
          | summary: a host
        Choose another name: this one is kept for the host without files"
    `);
    expect(corpus.hosts.get("empty")?.summary).not.toBe("a host");
  });

  test("a card that is not UTF-8", async () => {
    const corpus = await loadSite({ "content/hosts/pve/host.yaml": Buffer.from("summary: gr\xfcn\n", "latin1") });

    expect(told(corpus)).toContain("content/hosts/pve/host.yaml:1:12  not UTF-8 text");
  });
});

describe("readHosts() follows no link", () => {
  test("to a file, to a folder or to nowhere, and tells each", async () => {
    const root = await writeSite({ "content/hosts/pve/host.yaml": CARD, "content/hosts/pve/root/proc/a": "x" });
    await symlink("/etc/hostname", join(root, "content/hosts/pve/root/proc/hostname"));
    await symlink("/etc", join(root, "content/hosts/pve/root/etc"));
    await symlink("nowhere", join(root, "content/hosts/pve/root/dangling"));

    const corpus = await loadFolder(root);

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/pve/root/dangling:1:1  symbolic link to "nowhere", which is not followed
        Replace it with a copy of its content: a test host holds only plain files

      content/hosts/pve/root/etc:1:1  symbolic link to "/etc", which is not followed
        Replace it with a copy of its content: a test host holds only plain files

      content/hosts/pve/root/proc/hostname:1:1  symbolic link to "/etc/hostname", which is not followed
        Replace it with a copy of its content: a test host holds only plain files"
    `);
    expect(corpus.hosts.has("pve"), "nothing is tried on half a machine").toBe(false);
  });

  test("in place of the whole tree, and by no relative way", async () => {
    const root = await writeSite({ "content/hosts/pve/host.yaml": CARD, "secret/file": "x" });
    await symlink("../../../secret", join(root, "content/hosts/pve/root"));

    const corpus = await loadFolder(root);

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/pve/root:1:1  symbolic link to "../../../secret", which is not followed
        Replace it with a copy of its content: a test host holds only plain files"
    `);
    expect(corpus.hosts.has("pve")).toBe(false);
  });

  test("in place of a host, of its card or of its transcripts", async () => {
    const root = await writeSite({ "secret/host.yaml": CARD, "content/hosts/c/host.yaml": CARD });
    await mkdir(join(root, "content/hosts/b"));
    await symlink("../../secret", join(root, "content/hosts/a"));
    await symlink("../../../secret/host.yaml", join(root, "content/hosts/b/host.yaml"));
    await symlink("/etc/passwd", join(root, "content/hosts/c/commands.yaml"));

    const corpus = await loadFolder(root);

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/a:1:1  symbolic link to "../../secret", which is not followed
        Replace it with a copy of its content: a test host holds only plain files

      content/hosts/b/host.yaml:1:1  symbolic link to "../../../secret/host.yaml", which is not followed
        Replace it with a copy of its content: a test host holds only plain files

      content/hosts/c/commands.yaml:1:1  symbolic link to "/etc/passwd", which is not followed
        Replace it with a copy of its content: a test host holds only plain files"
    `);
    expect([...corpus.hosts.keys()]).toEqual(["empty"]);
  });
});

describe("readHosts() tells of what is no file", () => {
  test("a named pipe and a socket, and reads neither", async () => {
    const root = await writeSite({ "content/hosts/a/host.yaml": CARD, "content/hosts/a/root/run/x": "x" });
    execFileSync(MKFIFO, [join(root, "content/hosts/a/root/run/pipe")]);
    const server = createServer().listen(join(root, "content/hosts/a/root/run/s"));
    await once(server, "listening");
    onTestFinished(() => void server.close());

    expect(told(await loadFolder(root))).toMatchInlineSnapshot(`
      "content/hosts/a/root/run/pipe:1:1  named pipe, not a file
        Replace it with a copy of its content: a test host holds only plain files

      content/hosts/a/root/run/s:1:1  socket, not a file
        Replace it with a copy of its content: a test host holds only plain files"
    `);
  });

  test("a file above 1 MiB; one of just that size is read", async () => {
    const corpus = await loadSite({
      "content/hosts/a/host.yaml": CARD,
      "content/hosts/a/root/var/log/syslog": new Uint8Array(2 ** 20 + 1),
      "content/hosts/b/host.yaml": CARD,
      "content/hosts/b/root/var/log/syslog": new Uint8Array(2 ** 20),
    });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/a/root/var/log/syslog:1:1  file of 1048577 bytes, above the limit of 1048576 (1 MiB) for one file of a test host
        Keep only the part that a check reads"
    `);
    expect(corpus.hosts.get("b")?.files.get("/var/log/syslog")).toHaveLength(2 ** 20);
  });

  test("a root/ that is a file", async () => {
    expect(
      told(await loadSite({ "content/hosts/a/host.yaml": CARD, "content/hosts/a/root": "x" })),
    ).toMatchInlineSnapshot(`
      "content/hosts/a/root:1:1  a file where a folder belongs
        Put the files of a test host below root/"
    `);
  });
});

describe("readHosts() tells of commands.yaml", () => {
  const toldOf = async (commands: string) => {
    const corpus = await loadSite({ "content/hosts/a/host.yaml": CARD, "content/hosts/a/commands.yaml": commands });
    expect(corpus.hosts.has("a")).toBe(false);
    return told(corpus);
  };

  test("a map, and nothing at all", async () => {
    expect(await toldOf("{ uname: x }\n")).toMatchInlineSnapshot(`
      "content/hosts/a/commands.yaml:1:1  the YAML cannot be {"uname":"x"}
          | { uname: x }
          | ^^^^^^^^^^^^
        Write a list, as in [one, two]"
    `);
    expect(await toldOf("")).toMatchInlineSnapshot(`
      "content/hosts/a/commands.yaml:1:1  the YAML cannot be null
        Write a list, as in [one, two]"
    `);
  });

  test("the same argv twice, whatever else is wrong with the list", async () => {
    const commands = `- argv: [uname, -r]
  stdot: "6.8\\n"
- argv: [uname, -r]
- { argv: [uname], exit: -1 }
- argv: [uname, -r]
`;

    expect(await toldOf(commands)).toMatchInlineSnapshot(`
      "content/hosts/a/commands.yaml:2:3  unknown key "stdot"
          | stdot: "6.8\\n"
          | ^^^^^
        Did you mean "stdout"? Known keys here: argv, stdin, stdout, stderr, exit

      content/hosts/a/commands.yaml:3:9  second transcript of "uname -r"
          | - argv: [uname, -r]
          |         ^^^^^^^^^^^
        Keep one; the first is on line 1

      content/hosts/a/commands.yaml:4:26  "[2].exit" cannot be -1
          | - { argv: [uname], exit: -1 }
          |                          ^^
        Write at least 0

      content/hosts/a/commands.yaml:5:9  second transcript of "uname -r"
          | - argv: [uname, -r]
          |         ^^^^^^^^^^^
        Keep one; the first is on line 1"
    `);
  });

  test("commands that would never be used or cannot be run", async () => {
    const commands = `- argv: [echo, x]
- argv: ["[", -e, /x, "]"]
- argv: [/sbin/zpool, list]
- argv: ["", x]
- argv: ["zp\\0ool", list]
- argv: [zpool, "a\\0b"]
`;

    expect(await toldOf(commands)).toMatchInlineSnapshot(`
      "content/hosts/a/commands.yaml:1:10  transcript of "echo", which the shell runs itself: it would never be used
          | - argv: [echo, x]
          |          ^^^^
        Remove it, and let the check run a program or read a file

      content/hosts/a/commands.yaml:2:10  transcript of "[", which the shell runs itself: it would never be used
          | - argv: ["[", -e, /x, "]"]
          |          ^^^
        Remove it, and let the check run a program or read a file

      content/hosts/a/commands.yaml:3:10  command "/sbin/zpool" is named by its path
          | - argv: [/sbin/zpool, list]
          |          ^^^^^^^^^^^
        Write "zpool": transcripts name commands without a path

      content/hosts/a/commands.yaml:4:10  "argv" begins with ""
          | - argv: ["", x]
          |          ^^
        Write the name of the command first

      content/hosts/a/commands.yaml:5:10  "zp\\u0000ool" has a NUL byte
          | - argv: ["zp\\0ool", list]
          |          ^^^^^^^^^
        Remove it: no command argument can contain one

      content/hosts/a/commands.yaml:6:17  "a\\u0000b" has a NUL byte
          | - argv: [zpool, "a\\0b"]
          |                 ^^^^^^
        Remove it: no command argument can contain one"
    `);
  });

  test("commands that change the machine, which a capture would run on another one", async () => {
    const commands = `- argv: [rm, -rf, /var/cache/x]
- argv: [systemctl, restart, app]
- argv: [sysctl, -w, vm.swappiness=1]
- argv: [systemctl, is-active, app]
`;

    expect(await toldOf(commands)).toMatchInlineSnapshot(`
      "content/hosts/a/commands.yaml:1:9  transcript of "rm -rf /var/cache/x", which changes the machine
          | - argv: [rm, -rf, /var/cache/x]
          |         ^^^^^^^^^^^^^^^^^^^^^^^
        Remove it: a check only reads, and a capture would run this on a real machine

      content/hosts/a/commands.yaml:2:9  transcript of "systemctl restart app", which changes the machine
          | - argv: [systemctl, restart, app]
          |         ^^^^^^^^^^^^^^^^^^^^^^^^^
        Remove it: a check only reads, and a capture would run this on a real machine

      content/hosts/a/commands.yaml:3:9  transcript of "sysctl -w vm.swappiness=1", which changes the machine
          | - argv: [sysctl, -w, vm.swappiness=1]
          |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Remove it: a check only reads, and a capture would run this on a real machine"
    `);
  });

  test.each(["cd", "test", "printf", "ulimit", "type", "command", "read", "umask", "time", "if", "."])(
    "a transcript of the builtin %s",
    async (name) => {
      expect(await toldOf(`- argv: [${JSON.stringify(name)}, x]\n`)).toContain("it would never be used");
    },
  );
});

describe("readHosts() tells of folders", () => {
  test("that are no absolute paths, or files", async () => {
    const card = `${CARD}folders: [proc, /proc/../sys, /proc//x, /, "/a\\0", /ok/]\n`;

    expect(told(await loadSite({ "content/hosts/a/host.yaml": card }))).toMatchInlineSnapshot(`
      "content/hosts/a/host.yaml:4:11  "folders[0]" cannot be "proc"
          | folders: [proc, /proc/../sys, /proc//x, /, "/a\\0", /ok/]
          |           ^^^^
        Write an absolute path without empty, . or .. steps, as in /proc/spl

      content/hosts/a/host.yaml:4:17  "folders[1]" cannot be "/proc/../sys"
          | folders: [proc, /proc/../sys, /proc//x, /, "/a\\0", /ok/]
          |                 ^^^^^^^^^^^^
        Write an absolute path without empty, . or .. steps, as in /proc/spl

      content/hosts/a/host.yaml:4:31  "folders[2]" cannot be "/proc//x"
          | folders: [proc, /proc/../sys, /proc//x, /, "/a\\0", /ok/]
          |                               ^^^^^^^^
        Write an absolute path without empty, . or .. steps, as in /proc/spl

      content/hosts/a/host.yaml:4:41  "folders[3]" cannot be "/"
          | folders: [proc, /proc/../sys, /proc//x, /, "/a\\0", /ok/]
          |                                         ^
        Write an absolute path without empty, . or .. steps, as in /proc/spl

      content/hosts/a/host.yaml:4:44  "folders[4]" cannot be "/a\\u0000"
          | folders: [proc, /proc/../sys, /proc//x, /, "/a\\0", /ok/]
          |                                            ^^^^^^
        Write an absolute path without empty, . or .. steps, as in /proc/spl"
    `);
    expect(
      told(
        await loadSite({ "content/hosts/a/host.yaml": `${CARD}folders: [/x, /x/y]\n`, "content/hosts/a/root/x": "" }),
      ),
    ).toMatchInlineSnapshot(`
      "content/hosts/a/host.yaml:4:11  folder "/x" cannot be there: "/x" is a file
          | folders: [/x, /x/y]
          |           ^^
        Remove the folder, or the file at root/x

      content/hosts/a/host.yaml:4:15  folder "/x/y" cannot be there: "/x" is a file
          | folders: [/x, /x/y]
          |               ^^^^
        Remove the folder, or the file at root/x"
    `);
  });

  test("nothing where they are there, or shown by a file", async () => {
    const { hosts, problems } = await loadSite({
      "content/hosts/a/host.yaml": `${CARD}folders: [/sys/module/zfs, /proc/spl/, /proc]\n`,
      "content/hosts/a/root/proc/version": "",
    });

    expect(problems).toEqual([]);
    expect([...(hosts.get("a")?.files ?? [])].map(([path, bytes]) => [path, bytes.length])).toEqual([
      ["/proc/spl/", 0],
      ["/proc/version", 0],
      ["/sys/module/zfs/", 0],
    ]);
  });
});

test("readHosts() lets no broken host hide another, and tells no defect of a second one that leads there", async () => {
  const corpus = await loadSite({
    "content/hosts/bad/host.yaml": "summary: ' '\nkind: shaped\nsource: ''\n",
    "content/hosts/bad/root": "x",
    "content/hosts/bad/commands.yaml": "- argv: [type, x]\n",
    "content/hosts/child/host.yaml": `${CARD}from: bad\n`,
    "content/hosts/good/host.yaml": CARD,
    "content/hosts/without-card/root/x": "x",
    "content/runbooks/a.md": runbook(
      "checks: { c: { asks: x, ok: [good], unknown: [bad, child, without-card] } }",
      "```bash check=c\nx\n```\n[bad](/hosts/bad/) [child](/hosts/child/) [without](/hosts/without-card/)\n",
    ),
  });

  expect(told(corpus)).toMatchInlineSnapshot(`
    "content/hosts/bad/commands.yaml:1:10  transcript of "type", which the shell runs itself: it would never be used
        | - argv: [type, x]
        |          ^^^^
      Remove it, and let the check run a program or read a file

    content/hosts/bad/host.yaml:1:10  "summary" cannot be " "
        | summary: ' '
        |          ^^^
      Write what this machine is

    content/hosts/bad/host.yaml:3:9  "source" cannot be ""
        | source: ''
        |         ^^
      Write where the bytes come from

    content/hosts/bad/root:1:1  a file where a folder belongs
      Put the files of a test host below root/

    content/hosts/without-card/host.yaml:1:1  test host without a host.yaml
      Write one with the keys summary, kind and source"
  `);
  expect([...corpus.hosts.keys()]).toEqual(["good", "empty"]);
});

test("readHosts() is content with an empty root/ and with none", async () => {
  const root = await writeSite({ "content/hosts/a/host.yaml": CARD, "content/hosts/b/host.yaml": CARD });
  await mkdir(join(root, "content/hosts/a/root"));

  const { problems, hosts } = await loadFolder(root);

  expect(problems).toEqual([]);
  expect([...hosts.keys()]).toEqual(["a", "b", "empty"]);
});

test("readHosts() takes a folder's name for something that can be recorded", async () => {
  const { problems } = await loadSite({
    "content/hosts/a/host.yaml":
      "{ summary: x, kind: recorded, source: y, recorded: [/proc, /proc/net/, /proc/net/tcp] }",
    "content/hosts/a/root/proc/net/tcp": "x",
  });

  expect(problems).toEqual([]);
});

test("readHosts() asks a recorded host that starts from another one what of it is recorded", async () => {
  const corpus = await loadSite({
    "content/hosts/a/host.yaml": CARD,
    "content/hosts/b/host.yaml": "summary: x\nkind: recorded\nsource: y\nfrom: a\n",
    "content/hosts/c/host.yaml": "summary: x\nkind: recorded\nsource: y\nfrom: a\nrecorded: []\n",
  });

  expect(told(corpus)).toMatchInlineSnapshot(`
    "content/hosts/b/host.yaml:2:7  recorded test host "b" starts from "a" and does not list what is recorded
        | kind: recorded
        |       ^^^^^^^^
      List the files and command lines from this machine under "recorded", or write kind: shaped"
  `);
});

test("readHosts() tells what is said to be recorded and is not there", async () => {
  const corpus = await loadSite({
    "content/hosts/a/host.yaml":
      "{ summary: x, kind: recorded, source: y, recorded: [/proc/cpuinfo, /proc/cpuinf, uname -a] }",
    "content/hosts/a/root/proc/cpuinfo": "flags\n",
    "content/hosts/a/commands.yaml": "- { argv: [uname, -r] }\n",
  });

  expect(told(corpus)).toMatchInlineSnapshot(`
    "content/hosts/a/host.yaml:1:68  test host "a" has no "/proc/cpuinf" that could be recorded
        | { summary: x, kind: recorded, source: y, recorded: [/proc/cpuinfo, /proc/cpuinf, uname -a] }
        |                                                                    ^^^^^^^^^^^^
      Did you mean "/proc/cpuinfo"? Name a file, a folder whose names are recorded, or a whole command line

    content/hosts/a/host.yaml:1:82  test host "a" has no "uname -a" that could be recorded
        | { summary: x, kind: recorded, source: y, recorded: [/proc/cpuinfo, /proc/cpuinf, uname -a] }
        |                                                                                  ^^^^^^^^
      Did you mean "uname -r"? Name a file, a folder whose names are recorded, or a whole command line"
  `);
  expect(corpus.hosts.get("a")?.recorded).toContain("/proc/cpuinfo");
});
