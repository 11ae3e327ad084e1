// Reads content/site.yaml; without it, the defaults apply. The environment may override where a site is served, because
// that depends on the place it is built for.

import { type Place, topOf } from "../core/position.ts";
import { UsageError } from "../core/usage-error.ts";
import { withoutSecrets } from "../core/without-secrets.ts";
import { Settings } from "../model/settings.ts";
import type { ContentFiles } from "./read.ts";
import { expectation, validate } from "./validate.ts";
import { type Located, parseYaml } from "./yaml.ts";

export const SETTINGS_FILE = "content/site.yaml";

/** Values that override those in site.yaml. */
export type SettingsOverride = { readonly url?: string | undefined; readonly pathPrefix?: string | undefined };

/** The override in its final form. Throws a UsageError that names an invalid value. */
export function checkOverride(override: SettingsOverride): { readonly url?: string; readonly pathPrefix?: string } {
  const stated = Object.entries({ url: override.url, pathPrefix: override.pathPrefix });
  const given = Object.fromEntries(stated.filter(([, value]) => value !== undefined));
  const result = Settings.pick({ url: true, pathPrefix: true }).partial().safeParse(given);
  if (result.success) return Object.fromEntries(Object.entries(result.data).filter(([key]) => key in given));
  const [issue] = result.error.issues;
  const key = String(issue?.path[0]);
  const value = withoutSecrets(JSON.stringify(given[key]));
  throw new UsageError(`Cannot use ${key} ${value}. ${issue === undefined ? "" : expectation(issue, given[key])}`);
}

export type ReadSettings = {
  readonly settings: Settings;
  /** Where site.yaml itself says that the site is served, whatever a preview overrides. */
  readonly stated: Pick<Settings, "url" | "pathPrefix">;
  /** Where a setting is in site.yaml, or would be. */
  readonly placeOf: (holder: string, key: string) => Place;
  /** Where the value of a setting is. */
  readonly settingAt: (...path: readonly PropertyKey[]) => Place;
};

/** The site's settings; for each that is broken, its default, and the reason is among the problems. */
export async function readSettings(files: ContentFiles, override: SettingsOverride): Promise<ReadSettings> {
  const located = await locateSettings(files);
  const valid = located && validate(Settings, located, { unknownKeys: "problem" }, files.problems);
  const stated = valid ?? soundPart(located?.data);
  return {
    settings: { ...stated, ...checkOverride(override) },
    stated: { url: stated.url, pathPrefix: stated.pathPrefix },
    placeOf: (holder, key) => located?.placeOfKey([holder], key) ?? NOWHERE,
    settingAt: (...path) => located?.placeOf(path) ?? NOWHERE,
  };
}

/** What else is wrong, such as a colour or a link, is told of the others at once, and not only when these are mended. */
function soundPart(data: unknown): Settings {
  const issues = Settings.safeParse(data).error?.issues ?? [];
  const broken = new Set(
    issues.flatMap((issue) => issue.path[0] ?? (issue.code === "unrecognized_keys" ? issue.keys : [])),
  );
  const sound = Object.entries(data ?? {}).filter(([key]) => !broken.has(key));
  return Settings.safeParse(Object.fromEntries(sound)).data ?? Settings.parse({});
}

const NOWHERE = topOf(SETTINGS_FILE);

async function locateSettings(files: ContentFiles): Promise<Located | undefined> {
  const [file] = await files.list(SETTINGS_FILE);
  const source = file && (await files.read(file));
  const located = source && parseYaml(source, 0, source.text.length, files.problems);
  if (!located) return undefined;
  return located.data === null ? { ...located, data: {} } : located;
}
