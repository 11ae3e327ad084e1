import { describe, expect, test } from "vitest";
import type { Host } from "../../../src/model/host.ts";
import { CARD, type Files, loadSite, told } from "../tiny-site.ts";

const PARENT: Files = {
  "content/hosts/base/host.yaml": `${CARD}shaped: all of it\nspecial: first of its line\n`,
  "content/hosts/base/root/proc/loadavg": "1.00\n",
  "content/hosts/base/root/proc/spl/kstat/zfs/simd": "avx 1\n",
  "content/hosts/base/root/sys/module/zfs/version": "2.2.4\n",
  "content/hosts/base/commands.yaml":
    '- { argv: [uname, -r], stdout: "6.8\\n" }\n- { argv: [uname, -m], stdout: "x86_64\\n" }\n- { argv: [nproc], stdout: "4\\n" }\n',
};

const child = (differences: string, name = "child"): Files => ({
  [`content/hosts/${name}/host.yaml`]: `${CARD}${differences}`,
});

const textsOf = (host: Host | undefined) =>
  Object.fromEntries([...(host?.files ?? [])].map(([path, bytes]) => [path, Buffer.from(bytes).toString()]));
const answersOf = (host: Host | undefined) =>
  host?.transcripts.map(({ argv, stdout }) => `${argv.join(" ")}: ${stdout}`);

describe("a host that starts from another one", () => {
  test("has its files and transcripts, and none of its texts", async () => {
    const { hosts, problems } = await loadSite({ ...PARENT, ...child("from: base\n") });

    expect(problems).toEqual([]);
    expect(hosts.get("child")?.files).toEqual(hosts.get("base")?.files);
    expect(hosts.get("child")?.transcripts).toEqual(hosts.get("base")?.transcripts);
    expect(hosts.get("child")).not.toHaveProperty("shaped");
    expect(hosts.get("child")).not.toHaveProperty("special");
    expect(hosts.get("child")?.differences).toEqual({ from: "base", own: [], without: [] });
    expect(hosts.get("base")).not.toHaveProperty("differences");
  });

  test("says itself where its bytes come from", async () => {
    const corpus = await loadSite({
      ...PARENT,
      "content/hosts/child/host.yaml": "summary: x\nkind: shaped\nfrom: base\n",
    });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/child/host.yaml:1:1  key "source" is missing
          | summary: x
          | ^^^^^^^^^^
        Write text"
    `);
    expect(corpus.hosts.has("child")).toBe(false);
  });

  test("has its own files and answers in the place of the same ones", async () => {
    const { hosts } = await loadSite({
      ...PARENT,
      ...child("from: base\nfolders: [/sys/module/icp]\n"),
      "content/hosts/child/root/proc/loadavg": "60.00\n",
      "content/hosts/child/root/proc/pressure/io": "some\n",
      "content/hosts/child/commands.yaml":
        '- { argv: [uname, -r], stdout: "6.5\\n" }\n- { argv: [zpool, list], stdout: "tank\\n" }\n',
    });

    expect(textsOf(hosts.get("child"))).toEqual({
      "/proc/loadavg": "60.00\n",
      "/proc/pressure/io": "some\n",
      "/proc/spl/kstat/zfs/simd": "avx 1\n",
      "/sys/module/icp/": "",
      "/sys/module/zfs/version": "2.2.4\n",
    });
    expect(answersOf(hosts.get("child"))).toEqual([
      "uname -r: 6.5\n",
      "uname -m: x86_64\n",
      "nproc: 4\n",
      "zpool list: tank\n",
    ]);
    expect(hosts.get("child")?.differences).toEqual({
      from: "base",
      own: ["/proc/loadavg", "/proc/pressure/io", "/sys/module/icp/", "uname -r", "zpool list"],
      without: [],
    });
    expect(textsOf(hosts.get("base"))["/proc/loadavg"], "the other host stays as it is").toBe("1.00\n");
  });

  test("lacks files, folders, commands and command lines", async () => {
    const { hosts, problems } = await loadSite({
      ...PARENT,
      ...child("from: base\nwithout: [/proc/loadavg, /proc/spl/, /sys/module, uname -m, nproc]\n"),
    });

    expect(problems).toEqual([]);
    // What is taken away leaves its folder.
    expect(textsOf(hosts.get("child"))).toEqual({ "/proc/": "", "/sys/": "" });
    expect(answersOf(hosts.get("child"))).toEqual(["uname -r: 6.8\n"]);
    expect(hosts.get("child")?.differences?.without).toEqual([
      "/proc/loadavg",
      "/proc/spl/",
      "/sys/module",
      "uname -m",
      "nproc",
    ]);
  });

  test("lacks every line of a command that it names", async () => {
    const { hosts } = await loadSite({ ...PARENT, ...child("from: base\nwithout: [uname]\n") });

    expect(answersOf(hosts.get("child"))).toEqual(["nproc: 4\n"]);
  });

  test("may have a folder where the other one has a file, and a file where that one has a folder", async () => {
    const { hosts } = await loadSite({
      ...PARENT,
      ...child("from: base\n"),
      "content/hosts/child/root/proc/loadavg/x": "",
      "content/hosts/child/root/proc/spl": "",
    });

    expect(Object.keys(textsOf(hosts.get("child")))).toEqual([
      "/proc/loadavg/x",
      "/proc/spl",
      "/sys/module/zfs/version",
    ]);
  });

  test("may start from the built-in empty one", async () => {
    const { hosts, problems } = await loadSite({
      ...child("from: empty\n"),
      "content/hosts/child/root/x": "x",
    });

    expect(problems).toEqual([]);
    expect(textsOf(hosts.get("child"))).toEqual({ "/x": "x" });
  });

  test.each([3, 500])("may stand at the end of a line of %i, in any order of names", async (length) => {
    const line = Array.from({ length }, (_, i) => child(`from: ${i === 0 ? "base" : `h${i - 1}`}\n`, `h${i}`));
    const { hosts, problems } = await loadSite(Object.assign({}, PARENT, ...line));

    expect(problems).toEqual([]);
    expect(hosts.get(`h${length - 1}`)?.files).toEqual(hosts.get("base")?.files);
    expect([...hosts.keys()]).toEqual(["base", ...line.map((_, i) => `h${i}`).toSorted(), "empty"]);
  });
});

describe("withDifferences() tells", () => {
  test("a host that does not exist, also where the card is otherwise wrong", async () => {
    const corpus = await loadSite({
      ...PARENT,
      ...child("from: bsae\n"),
      "content/hosts/other/host.yaml": "summary: x\nfrom: nowhere\n",
    });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/child/host.yaml:4:7  "from" names test host "bsae", which does not exist
          | from: bsae
          |       ^^^^
        Did you mean "base"? Test hosts live in content/hosts/

      content/hosts/other/host.yaml:1:1  key "kind" is missing
          | summary: x
          | ^^^^^^^^^^
        Write one of: recorded, shaped

      content/hosts/other/host.yaml:1:1  key "source" is missing
          | summary: x
          | ^^^^^^^^^^
        Write text

      content/hosts/other/host.yaml:2:7  "from" names test host "nowhere", which does not exist
          | from: nowhere
          |       ^^^^^^^
        Test hosts live in content/hosts/"
    `);
    expect([...corpus.hosts.keys()]).toEqual(["base", "empty"]);
  });

  test("hosts that start from themselves, once for each circle", async () => {
    const corpus = await loadSite({
      ...child("from: a\n", "a"),
      ...child("from: c\n", "b"),
      ...child("from: d\n", "c"),
      ...child("from: b\n", "d"),
      ...child("from: d\n", "hangs-on"),
    });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/a/host.yaml:4:7  test host "a" starts from itself: a → a
          | from: a
          |       ^
        Remove "from" from one of them, and give that one all its files

      content/hosts/d/host.yaml:4:7  test host "d" starts from itself: d → b → c → d
          | from: b
          |       ^
        Remove "from" from one of them, and give that one all its files"
    `);
    expect([...corpus.hosts.keys()]).toEqual(["empty"]);
  });

  test("what the other host does not have either", async () => {
    const corpus = await loadSite({
      ...PARENT,
      ...child(`from: base
without:
  - /proc/loadavgs
  - /proc/loadavg/
  - unmae -r
  - zpool
  - /proc/loadavg
`),
    });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/child/host.yaml:6:5  test host "base" has no "/proc/loadavgs" that could be left out
          | - /proc/loadavgs
          |   ^^^^^^^^^^^^^^
        Did you mean "/proc/loadavg"? Name a file, a folder, a command or a command line of that host

      content/hosts/child/host.yaml:7:5  test host "base" has no "/proc/loadavg/" that could be left out
          | - /proc/loadavg/
          |   ^^^^^^^^^^^^^^
        Did you mean "/proc/loadavg"? Name a file, a folder, a command or a command line of that host

      content/hosts/child/host.yaml:8:5  test host "base" has no "unmae -r" that could be left out
          | - unmae -r
          |   ^^^^^^^^
        Did you mean "uname -r"? Name a file, a folder, a command or a command line of that host

      content/hosts/child/host.yaml:9:5  test host "base" has no "zpool" that could be left out
          | - zpool
          |   ^^^^^
        Name a file, a folder, a command or a command line of that host"
    `);
    expect(corpus.hosts.has("child")).toBe(false);
  });

  test("paths that are not absolute or lead back, and commands by their path", async () => {
    const corpus = await loadSite({
      ...PARENT,
      ...child('from: base\nwithout: [proc/loadavg, /proc/../etc, ../x, /bin/uname -r, "", "/a\\0"]\n'),
    });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/hosts/child/host.yaml:5:11  "without[0]" cannot be "proc/loadavg"
          | without: [proc/loadavg, /proc/../etc, ../x, /bin/uname -r, "", "/a\\0"]
          |           ^^^^^^^^^^^^
        Write an absolute path without empty, . or .. steps, as in /proc/spl; or a command, as in uname -r

      content/hosts/child/host.yaml:5:25  "without[1]" cannot be "/proc/../etc"
          | without: [proc/loadavg, /proc/../etc, ../x, /bin/uname -r, "", "/a\\0"]
          |                         ^^^^^^^^^^^^
        Write an absolute path without empty, . or .. steps, as in /proc/spl; or a command, as in uname -r

      content/hosts/child/host.yaml:5:39  "without[2]" cannot be "../x"
          | without: [proc/loadavg, /proc/../etc, ../x, /bin/uname -r, "", "/a\\0"]
          |                                       ^^^^
        Write an absolute path without empty, . or .. steps, as in /proc/spl; or a command, as in uname -r

      content/hosts/child/host.yaml:5:60  "without[4]" cannot be ""
          | without: [proc/loadavg, /proc/../etc, ../x, /bin/uname -r, "", "/a\\0"]
          |                                                            ^^
        Write an absolute path without empty, . or .. steps, as in /proc/spl; or a command, as in uname -r

      content/hosts/child/host.yaml:5:64  "without[5]" cannot be "/a\\u0000"
          | without: [proc/loadavg, /proc/../etc, ../x, /bin/uname -r, "", "/a\\0"]
          |                                                                ^^^^^^
        Write an absolute path without empty, . or .. steps, as in /proc/spl; or a command, as in uname -r"
    `);
  });

  test("differences from nothing", async () => {
    expect(told(await loadSite(child("without: [/proc]\n")))).toMatchInlineSnapshot(`
      "content/hosts/child/host.yaml:4:1  "without" on a test host that has no "from"
          | without: [/proc]
          | ^^^^^^^
        Add "from" with the test host that has these things, or remove "without""
    `);
  });

  test("a name of another type only once", async () => {
    expect(told(await loadSite(child("from: 3\nwithout: [/proc]\n")))).toMatchInlineSnapshot(`
      "content/hosts/child/host.yaml:4:7  "from" cannot be 3
          | from: 3
          |       ^
        Put quotes around it to make it text"
    `);
  });
});
