// What the list of references and the census print, and how they end.

import { expect, test } from "vitest";
import { trackers } from "../../src/trackers/index.ts";
import { writeSite } from "../corpus/tiny-site.ts";
import { ran } from "./ran.ts";

const ISSUE = "https://github.com/openzfs/zfs/issues/15245";
const LINKS = [ISSUE, ISSUE, ISSUE, ISSUE, "https://bugs.debian.org/929557"].map((url) => `[x](${url})`);
const FOREIGN = ["https://git.b.example/a/b/-/issues/1", "https://c.example/", "https://git.b.example/"];

test("references are listed with state, words and places, what is open first", async () => {
  const entry = {
    ...{
      url: ISSUE,
      tracker: "github",
      state: "closed",
      remoteStatus: "closed (completed)",
      title: "Slow",
      history: [],
    },
    source: { kind: "fetched", at: "2024-05-06T02:00:00Z", from: ISSUE },
  };
  const root = await writeSite({
    "content/pages/a.md": `# A\n\n${LINKS.slice(0, 3).join("\n")}\n`,
    "content/pages/b.md": `---\ntitle: B\ndraft: true\n---\n${LINKS.slice(3).join("\n")}\n`,
    "_data/states.json": JSON.stringify({ version: 1, references: [entry] }),
  });

  const { code, stdout, stderr } = await ran("references.ts", ["--root", root]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toMatchInlineSnapshot(`
    "unknown  Debian #929557: not looked up yet  content/pages/b.md:6:5
    closed   openzfs/zfs#15245: closed, fix not confirmed  content/pages/a.md:3:5, content/pages/a.md:4:5, content/pages/a.md:5:5 and 1 more
    2 references: 1 unknown, 1 closed
    "
  `);
});

test("the census says where the hosts are linked, and how an instance is added", async () => {
  const root = await writeSite({ "content/pages/a.md": `# A\n\n${FOREIGN.map((url) => `[x](${url})`).join("\n")}\n` });

  const { code, stdout, stderr } = await ran("references.ts", ["--census", "--root", root]);

  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout.replace(trackers.map(({ name }) => name).join(", "), "EACH")).toMatchInlineSnapshot(`
    "2  git.b.example  content/pages/a.md:3:5  perhaps gitlab
    1  c.example      content/pages/a.md:4:5
    2 link hosts without a tracker. To add an instance of a known system, write in content/site.yaml:
      trackers:
        gitlab:
          - { web: https://git.b.example/ }
    Known systems: EACH. /trackers/ on the built site shows their links
    "
  `);
});

test("nothing to list is said, and problems that may hide something are", async () => {
  const root = await writeSite({ "content/pages/a.md": "# A\n", "content/pages/b.md": "---\ntitle: [\n---\n" });

  const list = await ran("references.ts", ["--root", root]);
  const census = await ran("references.ts", ["--root", root, "--census"]);

  expect([list.code, list.stdout]).toEqual([0, "No references\n"]);
  expect([census.code, census.stdout]).toEqual([0, "A tracker knows the host of every link\n"]);
  expect(list.stderr).toMatchInlineSnapshot(`
    "1 problem in the content may hide references; the build lists them
    "
  `);
});

test("a broken record ends with 1, wrong usage with 2 and the nearest option", async () => {
  const root = await writeSite({ "content/pages/a.md": "# A\n", "_data/states.json": "{" });
  const first = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await ran("references.ts", args);
    expect(stderr).not.toMatch(/^ +at /m);
    return `${code} ${(stderr || stdout).split("\n")[0]?.replaceAll(root, "ROOT")}`;
  };

  expect(await first("--root", root)).toMatch(/^1 ROOT\/_data\/states\.json/);
  expect(await first("--cencus")).toBe(`2 Unknown option '--cencus'. Did you mean "--census"?`);
  expect(await first("--root", `${root}/none`)).toBe("2 ROOT/none does not exist");
  expect(await first("--help")).toBe("0 Usage: npm run references -- [options]");
});
