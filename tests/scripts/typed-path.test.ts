// What a path means where npm has started the script, and where something else has.

import { spawnSync } from "node:child_process";
import { realpathSync } from "node:fs";
import { mkdtemp, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { asTyped, type Start, typedEnvironment, typedIn, typedPath } from "../../scripts/typed-path.ts";

const HOME = resolve(".");
const TYPED = "/elsewhere/kb";

/** npm run build in package.json, called in another folder. */
const BY_NPM: Start = {
  variables: {
    INIT_CWD: TYPED,
    npm_package_json: join(HOME, "package.json"),
    npm_lifecycle_event: "build",
    npm_lifecycle_script: "node -r ./scripts/node-version.cjs scripts/build.ts",
  },
  cwd: HOME,
  script: join(HOME, "scripts/build.ts"),
  home: HOME,
};

const withVariables = (variables: Start["variables"]): Start => ({
  ...BY_NPM,
  variables: { ...BY_NPM.variables, ...variables },
});

describe("typedIn()", () => {
  test("is where npm was called", () => {
    expect(typedIn(BY_NPM)).toBe(TYPED);
    expect(typedIn(withVariables({ npm_package_json: undefined, npm_config_local_prefix: HOME }))).toBe(TYPED);
  });

  test("is where npm was called, too, where the package is reached by a link", async () => {
    const link = join(await mkdtemp(join(tmpdir(), "faultbook-link-")), "tool");
    await symlink(HOME, link);

    expect(typedIn(withVariables({ npm_package_json: join(link, "package.json") }))).toBe(TYPED);
  });

  test.each<[string, Start]>([
    ["npm says nothing of it", withVariables({ INIT_CWD: undefined })],
    ["npm runs another script, which has started this one", withVariables({ npm_lifecycle_script: "vitest run" })],
    ["npm says of no script that it runs it", withVariables({ npm_lifecycle_script: undefined })],
    ["npm runs the same script of another package", withVariables({ npm_package_json: "/other/package.json" })],
    ["npm says of no package that it runs its script", withVariables({ npm_package_json: undefined })],
    ["it was started in a folder of its own", { ...BY_NPM, cwd: tmpdir() }],
    ["another script with such a name is meant", { ...BY_NPM, script: join(HOME, "tests/scripts/build.ts") }],
  ])("is the current folder where %s", (_, start) => {
    expect(typedIn(start)).toBe(start.cwd);
  });
});

describe("typedPath()", () => {
  test("is seen from where it was typed", () => {
    expect(["out", ".", "../x", "/abs"].map((path) => typedPath(path, BY_NPM))).toEqual([
      "/elsewhere/kb/out",
      "/elsewhere/kb",
      "/elsewhere/x",
      "/abs",
    ]);
  });

  test("stays as it is in the package's own folder", () => {
    expect(typedPath("../kb", withVariables({ INIT_CWD: HOME }))).toBe("../kb");
  });
});

describe("typedEnvironment()", () => {
  test("sees FAULTBOOK_ROOT and FAULTBOOK_OUTPUT from where the command was typed", () => {
    const stated = withVariables({
      FAULTBOOK_ROOT: "kb",
      FAULTBOOK_OUTPUT: "out",
      FAULTBOOK_URL: "https://kb.example",
    });

    expect(typedEnvironment(undefined, stated)).toMatchObject({
      ...{ root: "/elsewhere/kb/kb", output: "/elsewhere/kb/out" },
      ...{ url: "https://kb.example", pathPrefix: undefined },
    });
    expect(typedEnvironment(".", stated)).toMatchObject({ root: TYPED });
  });

  test("has the package's own site where nothing is stated, wherever it was typed", () => {
    expect(typedEnvironment(undefined, BY_NPM)).toMatchObject({ root: ".", output: "_site" });
    expect(typedEnvironment("kb", BY_NPM).output).toBe("/elsewhere/kb/kb/_site");
  });
});

describe("asTyped()", () => {
  const text = "Run npm run --silent check -- a, then npm start";

  test("says where the package lies, to whom types outside of it", () => {
    expect(asTyped(text, { ...BY_NPM, home: HOME })).toBe(
      `Run npm --prefix ${HOME} run --silent check -- a, then npm --prefix ${HOME} start`,
    );
  });

  test.each([HOME, join(HOME, "docs"), join(HOME, "..docs")])("leaves it to npm to find it from %s", (folder) => {
    expect(asTyped(text, withVariables({ INIT_CWD: folder }))).toBe(text);
  });
});

test("npm --prefix leads to the folder that it was typed in", () => {
  const folder = realpathSync(tmpdir());
  const args = ["--prefix", HOME, "run", "--silent", "build", "--", "--root", "./no-such-site"];
  const own = Object.entries(process.env).filter(([key]) => !/^(npm_|FAULTBOOK_|INIT_CWD)/i.test(key));

  const { stderr } = spawnSync("npm", args, { cwd: folder, encoding: "utf8", env: Object.fromEntries(own) });

  expect(stderr).toContain(`${join(folder, "no-such-site")} does not exist\n`);
});
