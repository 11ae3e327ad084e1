// Paths and commands as the person means them who typed the command. npm changes into the package's folder before it
// runs a script, and leaves in INIT_CWD the folder that it was called in.

import { realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";
import { asWord } from "../src/checks/runs/call.ts";
import { type Environment, readEnvironment } from "../src/site/environment.ts";

/** How a script was started. Absolute paths. */
export type Start = {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** The script's own file. */
  readonly script: string;
  /** Where this package lies. */
  readonly home: string;
};

function thisStart(): Start {
  const home = join(import.meta.dirname, "..");
  return { variables: process.env, cwd: process.cwd(), script: process.argv[1] ?? "", home };
}

/**
 * The folder that the command was typed in. INIT_CWD counts only where npm has started this very script: its variables
 * reach every process below, such as a build that a test of npm test starts in a folder of its own.
 */
export function typedIn({ variables, cwd, script, home }: Start = thisStart()): string {
  const { INIT_CWD: folder, npm_package_json: manifest, npm_config_local_prefix: prefix } = variables;
  const started = manifest ? dirname(manifest) : prefix;
  if (!folder || !started || !isSame(started, home) || !isSame(cwd, home)) return cwd;
  const words = (variables.npm_lifecycle_script ?? "").split(/[\s"']+/);
  return words.some((word) => word !== "" && isSame(resolve(home, word), script)) ? folder : cwd;
}

/** A path of the command line or the environment, for a process in its own current folder. */
export function typedPath(path: string, start: Start = thisStart()): string {
  const folder = typedIn(start);
  return isSame(folder, start.cwd) ? path : resolve(folder, path);
}

/** The environment of the site, whose paths are seen from where the command was typed, too; --root comes before it. */
export function typedEnvironment(givenRoot?: string, start: Start = thisStart()): Environment {
  const { FAULTBOOK_ROOT: statedRoot, FAULTBOOK_OUTPUT: output, ...others } = start.variables;
  const root = givenRoot ?? statedRoot;
  return readEnvironment({
    ...others,
    ...(root && { FAULTBOOK_ROOT: typedPath(root, start) }),
    ...(output && { FAULTBOOK_OUTPUT: typedPath(output, start) }),
  });
}

/** A text whose npm commands can be typed in that same folder: outside of the package they have to say where it lies. */
export function asTyped(text: string, start: Start = thisStart()): string {
  const way = relative(realPath(start.home), realPath(typedIn(start)));
  const isInside = !(way === ".." || way.startsWith("../") || way.startsWith("..\\") || isAbsolute(way));
  return isInside ? text : text.replace(/\bnpm (?=run |start\b)/g, `npm --prefix ${asWord(start.home)} `);
}

function isSame(one: string, other: string): boolean {
  return realPath(one) === realPath(other);
}

/** What does not exist is the same as nothing but itself. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
