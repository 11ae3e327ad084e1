// Which files hold alerting rules: those of content/alerts/, and others that the settings name. What is in them,
// alerts/ reads.

import { lstat } from "node:fs/promises";
import { basename, posix } from "node:path";
import { glob } from "tinyglobby";
import { type Source, topOf } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import type { Dialect } from "../model/alert.ts";
import type { Audience } from "../model/document.ts";
import type { Settings } from "../model/settings.ts";
import type { ContentFiles } from "./read.ts";
import type { ReadSettings } from "./settings.ts";

export type RuleFile = { readonly source: Source; readonly audience: Audience; readonly dialect: Dialect };

export type RuleFiles = {
  readonly ruleFiles: readonly RuleFile[];
  /** Whether there are rule files with unknown text. */
  readonly hasUnreadRules: boolean;
};

/** As Prometheus and its neighbours end the names of rule files. */
const ENDING = /\.(?:ya?ml|rules)$/i;
const HOME = "content/alerts/";
const NOT_READ = `Rules are read from files that end in .yml, .yaml or .rules; move any other file out of ${HOME}`;

/** Reads the rule files of a site. `listed`: every file of its content. */
export async function readRuleFiles(
  files: ContentFiles,
  { settings, settingAt }: ReadSettings,
  listed: readonly string[],
): Promise<RuleFiles> {
  // Documents that are read where they are, without a site, have no rules.
  if (files.home.folder !== "content") return { ruleFiles: [], hasUnreadRules: false };
  const own = listed.filter((file) => file.startsWith(HOME));
  for (const file of own.filter((one) => !ENDING.test(one)))
    files.problems.push(problem(topOf(file), `file "${basename(file)}" is not read`, NOT_READ));
  const found = new Map<string, Omit<RuleFile, "source">>(
    own.filter((file) => ENDING.test(file)).map((file) => [file, PLAIN]),
  );
  for (const [i, stated] of settings.alerts.files.entries()) {
    const { path, audience, dialect } = stated;
    const matching = await matches(files.root, path);
    const place = settingAt("alerts", "files", i, "path");
    if (matching.length === 0) files.problems.push(problem(place, `no rule file matches "${path}"`, PATHS));
    for (const file of matching) {
      const link = await linkProblem(files.at(file), file, place);
      if (link === undefined) found.set(file, { audience, dialect });
      else files.problems.push(link);
    }
  }
  const read = await Promise.all(
    [...found].map(async ([file, how]) => {
      const source = await files.read(file);
      return source === undefined ? undefined : { source, ...how };
    }),
  );
  const ruleFiles = read.filter((one) => one !== undefined);
  return { ruleFiles, hasUnreadRules: ruleFiles.length < found.size };
}

const PLAIN: Omit<RuleFile, "source"> = { audience: "public", dialect: "promql" };

const PATHS = "Write a path from the folder that holds content/, as in ../rules/**/*.yml";

async function matches(root: string, path: Settings["alerts"]["files"][number]["path"]): Promise<string[]> {
  const found = await glob(path, { cwd: root, expandDirectories: false, followSymbolicLinks: false });
  return found.map((file) => posix.normalize(file)).sort();
}

/** A link could show any file of the machine that builds. */
async function linkProblem(at: string, file: string, place: Problem["place"]): Promise<Problem | undefined> {
  if (!(await lstat(at)).isSymbolicLink()) return undefined;
  return problem(place, `rule file "${file}" is a symbolic link`, "Name the file that it leads to");
}
