import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { CARD, type Files, loadFolder, loadSite, told, writeSite } from "./tiny-site.ts";

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
      "content/hosts/pve/host.yaml:1:1  host without a host.yaml
        Say there what the machine is: summary, kind, source"
    `);
    expect(corpus.hosts.has("pve")).toBe(false);
  });

  test("a card that says too little, or something unknown", async () => {
    const corpus = await loadSite({ "content/hosts/pve/host.yaml": "summary: x\nkind: record\nfrom: pve-2\n" });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/pve/host.yaml:1:1  key "source" is missing
          | summary: x
          | ^^^^^^^^^^
        Write a text

      content/hosts/pve/host.yaml:2:7  "kind" cannot be "record"
          | kind: record
          |       ^^^^^^
        Did you mean "recorded"? Write one of: recorded, shaped

      content/hosts/pve/host.yaml:3:1  unknown key "from"
          | from: pve-2
          | ^^^^
        Known keys here: summary, kind, source, shaped, special"
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
        Close the quote or bracket that is opened here"
    `);
  });

  test("commands.yaml of another shape", async () => {
    const corpus = await loadSite({
      "content/hosts/pve/host.yaml": CARD,
      "content/hosts/pve/commands.yaml":
        "- argv: uname -r\n- argv: []\n- { argv: [a], exit: 256, code: 1 }\n- { argv: [a], exit: 1.5 }\n",
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
        Known keys here: argv, stdout, stderr, exit

      content/hosts/pve/commands.yaml:4:22  "[3].exit" cannot be 1.5
          | - { argv: [a], exit: 1.5 }
          |                      ^^^
        Write a whole number"
    `);
  });

  test("a host that takes the name of the built-in one", async () => {
    const corpus = await loadSite({ "content/hosts/empty/host.yaml": CARD });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/empty/host.yaml:1:1  host "empty" is built in
          | summary: a host
        Choose another name: there is always one without any file"
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
      "content/hosts/pve/root/dangling:1:1  not a regular file
        A host holds plain files only; put a copy of the content here

      content/hosts/pve/root/etc:1:1  not a regular file
        A host holds plain files only; put a copy of the content here

      content/hosts/pve/root/proc/hostname:1:1  not a regular file
        A host holds plain files only; put a copy of the content here"
    `);
    expect([...(corpus.hosts.get("pve")?.files.keys() ?? [])]).toEqual(["/proc/a"]);
  });

  test("in place of the whole tree", async () => {
    const root = await writeSite({ "content/hosts/pve/host.yaml": CARD, "secret/file": "x" });
    await symlink(join(root, "secret"), join(root, "content/hosts/pve/root"));

    const corpus = await loadFolder(root);

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/pve/root:1:1  not a regular file
        A host holds plain files only; put a copy of the content here"
    `);
    expect(corpus.hosts.get("pve")?.files).toEqual(new Map());
  });
});

test("readHosts() is content with an empty root/ and with none", async () => {
  const root = await writeSite({ "content/hosts/a/host.yaml": CARD, "content/hosts/b/host.yaml": CARD });
  await mkdir(join(root, "content/hosts/a/root"));

  const { problems, hosts } = await loadFolder(root);

  expect(problems).toEqual([]);
  expect([...hosts.keys()]).toEqual(["a", "b", "empty"]);
});
