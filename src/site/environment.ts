// Settings of the place where a site is built, from environment variables; command-line options override them.

import { join } from "node:path";
import { env } from "node:process";

export type Environment = {
  readonly root: string;
  readonly output: string;
  readonly url: string | undefined;
  readonly pathPrefix: string | undefined;
  /** The day of the build, in UTC: embargoes end on a day. */
  readonly today: string;
};

/** FAULTBOOK_ROOT, FAULTBOOK_OUTPUT, FAULTBOOK_URL, FAULTBOOK_PATH_PREFIX */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>> = env,
  now: () => Date = () => new Date(),
): Environment {
  // An empty variable is an oversight, not the current folder.
  const root = variables.FAULTBOOK_ROOT || ".";
  return {
    root,
    // Below the root: the site of one folder must not replace that of another.
    output: variables.FAULTBOOK_OUTPUT || join(root, "_site"),
    url: variables.FAULTBOOK_URL || undefined,
    pathPrefix: variables.FAULTBOOK_PATH_PREFIX || undefined,
    today: now().toISOString().slice(0, 10),
  };
}
