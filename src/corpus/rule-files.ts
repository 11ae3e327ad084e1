// Which files hold alerting rules: those of content/alerts/, and others that the settings name. What is in them,
// alerts/ reads.

import { realpath } from "node:fs/promises";
import { basename, posix, resolve } from "node:path";
import { glob } from "tinyglobby";
import { type Source, topOf } from "../core/position.ts";
import { type Problem, problem } from "../core/problem.ts";
import type { Dialect } from "../model/alert.ts";
import { AUDIENCES, type Audience } from "../model/document.ts";
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
const NOT_READ = `Rules are read from files that end in .yml, .yaml or .rules; name any other file in alerts.files, or move it out of ${HOME}`;

/** Reads the rule files of a site. `listed`: every file of its content. */
export async function readRuleFiles(
  files: ContentFiles,
  { settings, settingAt }: ReadSettings,
  listed: readonly string[],
): Promise<RuleFiles> {
  // Documents that are read where they are, without a site, have no rules.
  if (files.home.folder !== "content") return { ruleFiles: [], hasUnreadRules: false };
  const own = listed.filter((file) => file.startsWith(HOME));
  const found = new Map<string, Omit<RuleFile, "source">>(
    own.filter((file) => ENDING.test(file)).map((file) => [file, PLAIN]),
  );
  const missing: Problem[] = [];
  for (const [i, { path, audience, dialect }] of settings.alerts.files.entries()) {
    const place = settingAt("alerts", "files", i, "path");
    const matching = await matches(files.root, path);
    if (matching.length === 0) missing.push(problem(place, `no rule file matches "${path}"`, PATHS));
    for (const { file, isLink } of matching) {
      if (isLink) missing.push(problem(place, `rule file "${file}" is reached by a symbolic link`, LINK));
      else found.set(file, withMore(found.get(file), { audience, dialect }));
    }
  }
  for (const file of own.filter((one) => !found.has(one)))
    files.problems.push(problem(topOf(file), `file "${basename(file)}" is not read`, NOT_READ));
  // It is about rules that are not there: every page is as true as before.
  for (const one of missing) files.problems.push({ ...one, withholds: "nothing" });
  const read = await Promise.all(
    [...found].map(async ([file, how]) => {
      const source = await files.read(file);
      return source === undefined ? undefined : { source, ...how };
    }),
  );
  const ruleFiles = read.filter((one) => one !== undefined);
  return { ruleFiles, hasUnreadRules: missing.length > 0 || ruleFiles.length < found.size };
}

const PLAIN: Omit<RuleFile, "source"> = { audience: "public", dialect: "promql" };

/** What several entries say of a file: the narrowest audience, and the last language. */
function withMore(
  { audience, dialect }: Omit<RuleFile, "source"> = PLAIN,
  more: { readonly audience: Audience | undefined; readonly dialect: Dialect | undefined },
): Omit<RuleFile, "source"> {
  const wanted = more.audience ?? audience;
  const isNarrower = AUDIENCES.indexOf(wanted) > AUDIENCES.indexOf(audience);
  return { audience: isNarrower ? wanted : audience, dialect: more.dialect ?? dialect };
}

const PATHS = "Write a path from the folder that holds content/, as in ../rules/**/*.yml";

/** A link could show any file of the machine that builds. */
const LINK = "Name the file that it leads to, or put a copy there";

async function matches(root: string, path: string): Promise<{ readonly file: string; readonly isLink: boolean }[]> {
  const all = (await glob(path, { cwd: root, expandDirectories: false })).map((file) => posix.normalize(file)).sort();
  // A pattern for everything means no document, host or setting.
  const found = all.filter((file) => !file.startsWith("content/") || file.startsWith(HOME));
  const home = await realpath(root);
  return Promise.all(
    found.map(async (file) => ({ file, isLink: (await realpath(resolve(root, file))) !== resolve(home, file) })),
  );
}
