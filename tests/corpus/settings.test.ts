import { describe, expect, test } from "vitest";
import { checkOverride } from "../../src/corpus/settings.ts";
import { loadSite, told } from "./tiny-site.ts";

const settingsOf = async (yaml: string) => (await loadSite({ "content/site.yaml": yaml })).settings;
const toldOfSettings = async (yaml: string) => told(await loadSite({ "content/site.yaml": yaml }));

describe("readSettings()", () => {
  test("has defaults for a site without site.yaml, and for an empty one", async () => {
    const { settings } = await loadSite({ "content/pages/a.md": "text" });

    expect(settings).toMatchObject({ title: "Faultbook", pathPrefix: "/" });
    expect(await settingsOf("# nothing yet\n")).toEqual(settings);
  });

  test("reads what a site says", async () => {
    expect(await settingsOf("title: Ours\nurl: https://kb.example\npathPrefix: /group/kb/\n")).toMatchObject({
      title: "Ours",
      url: "https://kb.example",
      pathPrefix: "/group/kb/",
    });
  });

  test("takes a share of tested snippets in percent, and no other", async () => {
    expect((await settingsOf("checks: { tested: 12.5 }\n")).checks).toEqual({ tested: 12.5, tools: [] });
    expect((await settingsOf("checks: {}\n")).checks).toEqual({ tested: 0, tools: [] });
    expect(await toldOfSettings("checks:\n  tested: 120\n")).toMatchInlineSnapshot(`
      "content/site.yaml:2:11  "checks.tested" cannot be 120
          | tested: 120
          |         ^^^
        Write at most 100"
    `);
  });

  test("takes more commands for checks, by name alone", async () => {
    expect((await settingsOf("checks: { tools: [jq, g++] }\n")).checks).toEqual({ tested: 0, tools: ["jq", "g++"] });
    expect(await toldOfSettings("checks: { tools: [/usr/bin/jq] }\n")).toContain("Write the name of a command");
  });

  test("lets the place that a site is built for override where it is served", async () => {
    const files = { "content/site.yaml": "title: Ours\nurl: https://kb.example\n" };

    const { settings } = await loadSite(files, { url: "https://preview.example", pathPrefix: "/42/" });

    expect(settings).toMatchObject({ title: "Ours", url: "https://preview.example", pathPrefix: "/42/" });
  });

  test("tells all that is wrong, and goes on with the defaults", async () => {
    const corpus = await loadSite({
      "content/site.yaml":
        "titel: Ours\nurl: kb.example\npathPrefix: /a b/\ntrackers: { github: [{ web: github }], gitlab: x }\n",
    });

    expect(told(corpus)).toMatchInlineSnapshot(`
      "content/site.yaml:1:1  unknown key "titel"
          | titel: Ours
          | ^^^^^
        Did you mean "title"? Known keys here: title, description, lang, url, pathPrefix, repository, author, logo, image, accent, navigation, footer, trackers, attachments, links, checks, severities, statuses, owners, alerts, runbooks

      content/site.yaml:2:6  "url" cannot be "kb.example"
          | url: kb.example
          |      ^^^^^^^^^^
        Write a URL, as in https://example.org/page

      content/site.yaml:3:13  "pathPrefix" cannot be "/a b/"
          | pathPrefix: /a b/
          |             ^^^^^
        Write a path such as /group/kb/

      content/site.yaml:4:29  "trackers.github[0].web" cannot be "github"
          | trackers: { github: [{ web: github }], gitlab: x }
          |                             ^^^^^^
        Write a URL, as in https://example.org/page

      content/site.yaml:4:48  "trackers.gitlab" cannot be "x"
          | trackers: { github: [{ web: github }], gitlab: x }
          |                                                ^
        Write a list, as in [one, two]"
    `);
    expect(corpus.settings.title).toBe("Faultbook");
  });

  test("refuses a password in an address, and does not print it", async () => {
    const long = `s3cret${"x".repeat(80)}`;
    const text = await toldOfSettings(
      [
        "url: https://bob:s3cret@kb.example/",
        "trackers:",
        "  gitea:",
        "    - { web: https://bob:s3cret@git.example.org/ }",
        "    - web: https://git.example.org/",
        `      api: https://${long}@git.example.org/api/`,
      ].join("\n"),
    );

    expect(text).toMatchInlineSnapshot(`
      "content/site.yaml:1:6  "url" cannot be "https://***@kb.example/"
        Write it without a path, and the path as pathPrefix

      content/site.yaml:4:14  "trackers.gitea[0].web" cannot be "https://***@git.example.org/"
        Write it without user and password, and name an environment variable under token:

      content/site.yaml:6:12  "trackers.gitea[1].api" cannot be "https://***@git.example.org/api/"
        Write it without user and password, and name an environment variable under token:"
    `);
    expect(text).not.toContain("s3cret");
  });

  test("refuses an address behind which no path can be put", async () => {
    expect(
      await toldOfSettings("trackers: { gitea: [{ web: https://git.example.org/?a=b, api: https://x.example/#a }] }\n"),
    ).toMatchInlineSnapshot(`
      "content/site.yaml:1:28  "trackers.gitea[0].web" cannot be "https://git.example.org/?a=b"
          | trackers: { gitea: [{ web: https://git.example.org/?a=b, api: https://x.example/#a }] }
          |                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        Write it without ? and #

      content/site.yaml:1:63  "trackers.gitea[0].api" cannot be "https://x.example/#a"
          | trackers: { gitea: [{ web: https://git.example.org/?a=b, api: https://x.example/#a }] }
          |                                                               ^^^^^^^^^^^^^^^^^^^^
        Write it without ? and #"
    `);
  });

  test("prints no token that stands where its variable's name belongs", async () => {
    const told = await toldOfSettings("trackers:\n  gitea: [{ web: https://git.example/, token: ghp_0123456789 }]\n");

    expect(told).not.toContain("ghp_0123456789");
    expect(told).toMatchInlineSnapshot(`
      "content/site.yaml:2:47  "trackers.gitea[0].token" cannot be ***
        Write the name of an environment variable such as GITLAB_TOKEN. Revoke a token that was written here"
    `);
  });

  test("tells where a path belongs", async () => {
    expect(await toldOfSettings("url: https://kb.example/group/\n")).toMatchInlineSnapshot(`
      "content/site.yaml:1:6  "url" cannot be "https://kb.example/group/"
          | url: https://kb.example/group/
          |      ^^^^^^^^^^^^^^^^^^^^^^^^^
        Write it without a path, and the path as pathPrefix"
    `);
  });

  test("tells YAML that is broken, or no map", async () => {
    expect(await toldOfSettings("title: [Ours\nurl: https://kb.example\n")).toMatchInlineSnapshot(`
      "content/site.yaml:1:8  not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]
          | title: [Ours
          |        ^^^^^
        Close the quote or bracket opened here"
    `);
    expect(await toldOfSettings("- title\n")).toMatchInlineSnapshot(`
      "content/site.yaml:1:1  the YAML cannot be ["title"]
          | - title
          | ^^^^^^^
        Write a map of keys and values"
    `);
  });
});

describe("checkOverride()", () => {
  test("keeps only what is given", () => {
    expect(checkOverride({ pathPrefix: "kb" })).toEqual({ pathPrefix: "/kb/" });
    expect(checkOverride({ url: undefined })).toEqual({});
  });

  test("prints no password", () => {
    expect(() => checkOverride({ url: "https://bob:s3cret@kb.example" })).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: Cannot use url "https://***@kb.example". Write it without a path, and the path as pathPrefix]`,
    );
  });

  test("throws for what cannot be used", () => {
    expect(() => checkOverride({ url: "kb.example" })).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: Cannot use url "kb.example". Write a URL, as in https://example.org/page]`,
    );
    expect(() => checkOverride({ pathPrefix: "/a b/" })).toThrowErrorMatchingInlineSnapshot(
      `[UsageError: Cannot use pathPrefix "/a b/". Write a path such as /group/kb/]`,
    );
  });
});

describe("owners", () => {
  test("are read with a number, a pager or both", async () => {
    const yaml =
      'owners:\n  - { name: platform on-call, tel: "+44 1632 960999" }\n  - { name: web, pager: "mailto:web@example.org" }\n';

    expect((await settingsOf(yaml)).owners).toEqual([
      { name: "platform on-call", tel: "+44 1632 960999" },
      { name: "web", pager: "mailto:web@example.org" },
    ]);
  });

  test("are refused where a number or an address is not one that can be called", async () => {
    const yaml = [
      "owners:",
      "  - { name: web, tel: 911 / 112 }",
      "  - { name: mail, pager: 'mailto:' }",
      "  - { name: dns, pager: 'https:x' }",
    ];

    expect(await toldOfSettings(yaml.join("\n"))).toMatchInlineSnapshot(`
      "content/site.yaml:2:23  "owners[0].tel" cannot be "911 / 112"
          | - { name: web, tel: 911 / 112 }
          |                     ^^^^^^^^^
        Write one number, as in +44 1632 960999

      content/site.yaml:3:26  "owners[1].pager" cannot be "mailto:"
          | - { name: mail, pager: 'mailto:' }
          |                        ^^^^^^^^^
        Write a whole address, as in mailto:pager@example.org or https://pager.example.org/

      content/site.yaml:4:25  "owners[2].pager" cannot be "https:x"
          | - { name: dns, pager: 'https:x' }
          |                       ^^^^^^^^^
        Write a whole address, as in mailto:pager@example.org or https://pager.example.org/"
    `);
  });

  test("are refused where there are too many, or a name is too long", async () => {
    const many = Array.from({ length: 201 }, (_, i) => `{ name: w${i}, tel: '112' }`);

    expect((await toldOfSettings(`owners: [${many.join(", ")}]\n`)).split("\n").at(-1)).toMatchInlineSnapshot(
      `"  Write at most 200 owners: those whom runbooks call"`,
    );
    expect(
      (await toldOfSettings(`owners: [{ name: ${"w".repeat(101)}, tel: '112' }]\n`)).split("\n").at(-1),
    ).toMatchInlineSnapshot(`"  Write a name of at most 100 characters"`);
  });

  test("are refused where nobody could be reached, or where two have one name", async () => {
    const yaml = [
      "owners:",
      "  - { name: web }",
      "  - { tel: '112' }",
      "  - { name: storage, tel: 112 }",
      "  - { name: mail, tel: call me }",
      "  - { name: dns, pager: pager.example.org }",
      "  - { name: cache, pager: 'https://me:secret@pager.example.org' }",
      "  - { name: queue, tel: '112', phone: '113' }",
    ];

    expect(await toldOfSettings(yaml.join("\n"))).toMatchInlineSnapshot(`
      "content/site.yaml:2:5  "owners[0]" cannot be {"name":"web"}
          | - { name: web }
          |   ^^^^^^^^^^^^^
        Write how to reach the owner: tel, pager or both

      content/site.yaml:3:5  key "owners[1].name" is missing
          | - { tel: '112' }
          |   ^^^^^^^^^^^^^^
        Write text

      content/site.yaml:4:27  "owners[2].tel" cannot be 112
          | - { name: storage, tel: 112 }
          |                         ^^^
        Put quotes around it to make it text

      content/site.yaml:5:24  "owners[3].tel" cannot be "call me"
          | - { name: mail, tel: call me }
          |                      ^^^^^^^
        Write one number, as in +44 1632 960999

      content/site.yaml:6:25  "owners[4].pager" cannot be "pager.example.org"
          | - { name: dns, pager: pager.example.org }
          |                       ^^^^^^^^^^^^^^^^^
        Write an http, https or mailto URL, as in mailto:pager@example.org

      content/site.yaml:7:27  "owners[5].pager" cannot be "https://***@pager.example.org"
        Must not hold a user or password: the pages show it

      content/site.yaml:8:32  unknown key "phone"
          | - { name: queue, tel: '112', phone: '113' }
          |                              ^^^^^
        Known keys here: name, tel, pager"
    `);
    expect(
      await toldOfSettings("owners:\n  - { name: Web team, tel: '112' }\n  - { name: web  team, tel: '113' }\n"),
    ).toMatchInlineSnapshot(`
      "content/site.yaml:3:13  "owners[1].name" cannot be "web  team"
          | - { name: web  team, tel: '113' }
          |           ^^^^^^^^^
        Write each owner once: this name is in the list already"
    `);
  });
});

describe("repository", () => {
  test("takes an address to edit documents at, with a place for the path", async () => {
    const edit = "https://git.example/kb/edit/main/{path}";
    expect((await settingsOf(`repository: { edit: "${edit}" }\n`)).repository).toEqual({ edit, lastChanged: false });
    const { repository } = await settingsOf(
      "repository: { lastChanged: true, edit: 'http://git.example/?p={path}' }\n",
    );
    expect(repository.lastChanged).toBe(true);
  });

  test.each([
    ["https://git.example/kb/", "Write {path} once"],
    ["https://git.example/{path}/{path}", "Write {path} once"],
    ["https://{path}.example/", "Write an http or https address"],
    ["https:{path}", "Write an http or https address"],
    ["javascript:alert('{path}')", "Write an http or https address"],
    ["/edit/{path}", "Write an http or https address"],
    ["https://user:pass@git.example/{path}", "Write it without user and password"],
  ])("refuses the address %s", async (edit, remedy) => {
    expect(await toldOfSettings(`repository: { edit: "${edit}" }\n`)).toContain(remedy);
  });

  test("knows what was meant by a key of the repository", async () => {
    expect(await toldOfSettings("repository:\n  edits: x\n  lastchanged: true\n")).toMatchInlineSnapshot(`
      "content/site.yaml:2:3  unknown key "edits"
          | edits: x
          | ^^^^^
        Did you mean "edit"? Known keys here: edit, lastChanged

      content/site.yaml:3:3  unknown key "lastchanged"
          | lastchanged: true
          | ^^^^^^^^^^^
        Did you mean "lastChanged"? Known keys here: edit, lastChanged"
    `);
  });
});
