// The day of each document's last change, by git: real repositories in fresh folders.

import { appendFile, chmod, mkdir, readdir, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { changedDays, whyNoDays } from "../../../src/site/git-dates.ts";
import { writeSite } from "../../corpus/tiny-site.ts";
import { loadSite } from "../support/load-site.ts";
import { A, B, commit, git, repository, sign } from "./repository.ts";

const daysOf = async (root: string, files: readonly string[] = [A, B]) =>
  Object.fromEntries(await changedDays(root, files));

const KNOWN = { [A]: "2026-05-03", [B]: "2024-01-01" };

afterEach(() => vi.unstubAllEnvs());

describe("changedDays()", () => {
  test.each(["UTC", "Pacific/Kiritimati", "America/Los_Angeles"])(
    "gives the committer's day in the committer's zone, also in %s",
    async (zone) => {
      vi.stubEnv("TZ", zone);

      expect(await daysOf(await repository())).toEqual(KNOWN);
    },
  );

  test("knows files whatever their names", async () => {
    const names = ['say "hi".md', "größe – 日本.md", "\nnew\nline.md", ":colon.md", "tab\t.md", "*.md", "2024-05-06"];
    const files = names.map((name) => `content/pages/${name}`);
    const root = await repository(Object.fromEntries(files.map((file) => [file, file])));

    expect(await daysOf(root, files)).toEqual(Object.fromEntries(files.map((file) => [file, "2024-01-01"])));
  });

  test("knows files of a site in a folder of the repository, and in a repository of its own below the site", async () => {
    const root = await writeSite({ [`docs/my site/${A}`]: "# A\n", [`other/${B}`]: "# B\n" });
    git(root, ["init", "-q"]);
    commit(root, "2024-02-03T00:00:00Z");
    git(join(root, "other/content"), ["init", "-q"]);
    commit(join(root, "other/content"), "2025-02-03T00:00:00Z");

    expect(await daysOf(join(root, "docs/my site"))).toEqual({ [A]: "2024-02-03" });
    expect(await daysOf(join(root, "other"))).toEqual({ [B]: "2025-02-03" });
  });

  test("gives a renamed file the day of its new name", async () => {
    const root = await repository();
    await rename(join(root, A), join(root, "content/runbooks/c.md"));
    commit(root, "2026-06-01T00:00:00Z");

    expect(await daysOf(root, [A, "content/runbooks/c.md"])).toEqual({ "content/runbooks/c.md": "2026-06-01" });
  });

  test("leaves out what is not committed as it is: new, changed, removed and linked files", async () => {
    const root = await repository({ "content/pages/c.md": "c", "content/pages/kept.md": "# Kept\nwith two lines\n" });
    await appendFile(join(root, A), "unsaved\n");
    await writeFile(join(root, "content/pages/new.md"), "new");
    await rm(join(root, "content/pages/c.md"));
    await symlink("b.md", join(root, "content/pages/link.md"));
    // As git writes it where core.autocrlf is set.
    await writeFile(join(root, "content/pages/kept.md"), "# Kept\r\nwith two lines\r\n");

    const files = ["b", "c", "new", "link", "kept"].map((name) => `content/pages/${name}.md`);
    expect(await daysOf(root, [A, ...files, "elsewhere/d.md"])).toEqual({
      [B]: "2024-01-01",
      "content/pages/kept.md": "2024-01-01",
    });
  });

  test("gives the day of a merge only to what the merge itself changed", async () => {
    const root = await repository();
    git(root, ["checkout", "-q", "-b", "side"]);
    await writeFile(join(root, A), "# A\nside\n");
    await writeFile(join(root, B), "# B\nside\n");
    commit(root, "2026-07-01T00:00:00Z");
    git(root, ["checkout", "-q", "main"]);
    await writeFile(join(root, A), "# A\nmain\n");
    commit(root, "2026-07-02T00:00:00Z");
    expect(() => git(root, ["merge", "-q", "side"])).toThrow();
    await writeFile(join(root, A), "# A\nboth\n");
    commit(root, "2026-07-09T00:00:00Z");

    expect(await daysOf(root)).toEqual({ [A]: "2026-07-09", [B]: "2026-07-01" });
  });
});

describe("without days for anything", () => {
  test("is a folder that is in no repository, one without commits, and one without content", async () => {
    const root = await writeSite({ [A]: "# A\n" });
    expect(await daysOf(root)).toEqual({});
    git(root, ["init", "-q"]);
    expect(await daysOf(root)).toEqual({});
    expect(await daysOf(join(root, "nowhere"))).toEqual({});
  });

  test("is a shallow clone", async () => {
    const root = await repository();
    git(root, ["clone", "-q", "--depth=1", `file://${root}`, "shallow"]);
    git(root, ["clone", "-q", `file://${root}`, "whole"]);

    expect(await daysOf(join(root, "shallow"))).toEqual({});
    expect(await daysOf(join(root, "whole"))).toEqual(KNOWN);
  });

  test("is a machine without git", async () => {
    const root = await repository();
    vi.stubEnv("PATH", "/nonexistent");

    expect(await daysOf(root)).toEqual({});
  });

  test("is a repository that is broken", async () => {
    const root = await repository();
    await writeFile(join(root, ".git/HEAD"), "nonsense");

    expect(await daysOf(root)).toEqual({});
  });
});

describe("a repository's own settings", () => {
  let root = "";
  beforeEach(async () => {
    root = await repository();
  });

  test("run no program", async () => {
    const spy = join(root, "spy");
    await writeFile(spy, `#!/bin/sh\ntouch "${root}/ran-$1"\n`);
    await chmod(spy, 0o755);
    await mkdir(join(root, ".git/info"), { recursive: true });
    await writeFile(join(root, ".git/info/attributes"), "*.md filter=spy diff=spy\n");
    const settings = {
      "core.fsmonitor": `${spy} fsmonitor`,
      "core.pager": `${spy} pager`,
      "pager.log": `${spy} log`,
      "core.sshCommand": `${spy} ssh`,
      "diff.external": `${spy} external`,
      "diff.spy.textconv": `${spy} textconv`,
      "filter.spy.clean": `${spy} clean`,
      "filter.spy.process": `${spy} process`,
      "gpg.program": spy,
      "log.showSignature": "true",
      "alias.log": `!${spy} alias`,
    };
    sign(root);
    for (const [name, value] of Object.entries(settings)) git(root, ["config", name, value]);
    await appendFile(join(root, B), "unsaved\n");

    expect(await daysOf(root)).toEqual({ [A]: "2026-05-03" });
    expect((await readdir(root)).filter((name) => name.startsWith("ran"))).toEqual([]);
  });

  test("change no answer", async () => {
    const settings = {
      "log.follow": "true",
      "log.showRoot": "false",
      "log.date": "relative",
      "log.decorate": "full",
      "diff.relative": "true",
      "diff.orderFile": "missing",
      "diff.renames": "copies",
      "format.pretty": "fuller",
      "color.ui": "always",
      "core.quotePath": "true",
    };
    for (const [name, value] of Object.entries(settings)) git(root, ["config", name, value]);

    expect(await daysOf(root)).toEqual(KNOWN);
  });

  test("lose to no variable: a git hook names its own repository", async () => {
    vi.stubEnv("GIT_DIR", join(await repository(), ".git"));
    vi.stubEnv("GIT_INDEX_FILE", "/nonexistent");
    vi.stubEnv("GIT_LITERAL_PATHSPECS", "nonsense");

    expect(await daysOf(root)).toEqual(KNOWN);
  });

  test("fetch nothing where a clone has left out what it did not need", async () => {
    git(root, ["config", "uploadpack.allowFilter", "true"]);
    git(root, ["clone", "-q", "--filter=tree:0", "--no-checkout", `file://${root}`, "partial"]);

    await mkdir(join(root, "partial/content/pages"), { recursive: true });
    await writeFile(join(root, "partial", B), "# B\n");
    expect(await daysOf(join(root, "partial"))).toEqual({});
  });
});

test("a site has the days where its settings want them", async () => {
  const root = await repository();
  expect((await loadSite(root)).changed.size).toBe(0);

  await writeFile(join(root, "content/site.yaml"), "repository: { lastChanged: true }\n");
  expect(Object.fromEntries((await loadSite(root)).changed)).toEqual(KNOWN);
});

describe("whyNoDays()", () => {
  test("tells a clone without its history, an uncommitted site, and no repository at all", async () => {
    const root = await repository();
    const shallow = join(await writeSite({}), "clone");
    git(root, ["clone", "-q", "--depth", "1", `file://${root}`, shallow]);
    const fresh = await writeSite({ [A]: "# A\n" });
    const why = async (folder: string) => (await whyNoDays(folder)).why;

    expect(await why(shallow)).toBe("the clone has no whole history");
    expect(await why(fresh)).toBe("git reads no repository here");
    git(fresh, ["init", "-q"]);
    expect(await why(fresh)).toBe("no commit has these documents as they are");
    vi.stubEnv("PATH", "/nowhere");
    expect(await why(root)).toBe("git does not run here");
  });
});

test("a site that wants days and has none gets one piece of advice", async () => {
  const settings = "url: https://kb.example\nrepository: { lastChanged: true }\n";

  const { problems } = await loadSite(await writeSite({ [A]: "# A\n", [B]: "# B\n", "content/site.yaml": settings }));

  expect(problems.filter(({ what }) => what.includes("last changed"))).toEqual([
    {
      kind: "advice",
      place: expect.objectContaining({ file: "content/site.yaml", line: 2 }),
      what: "no page says when it was last changed: git reads no repository here",
      remedy: "Build in a clone. Where it belongs to another user, add it to git's safe.directory",
    },
  ]);
});
