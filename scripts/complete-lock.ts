// npm run lock: completes package-lock.json after a dependency was added. A registry that mirrors only what its users
// ask for lacks the packages of other platforms; npm then leaves them out of the lock file, and npm ci refuses it.

import { readFileSync, writeFileSync } from "node:fs";
import { count } from "./command-line.ts";

const FILE = "package-lock.json";

type Entry = { version?: string; optionalDependencies?: Record<string, string>; [key: string]: unknown };
type Lock = { packages: Record<string, Entry>; [key: string]: unknown };

const OS = /android|darwin|linux|win32|windows|freebsd|openharmony|wasm/;
const CPU = /arm64|x64|arm|ia32|ppc64|riscv64|s390x|wasm32/;

/** ^1.2.3, ~1.2.3: what satisfies it need not be this very version. */
const RANGE = /^[\^~]/;

const lock = JSON.parse(readFileSync(FILE, "utf8")) as Lock;
const missing = missingEntries(lock);
const all = [...Object.entries(lock.packages), ...missing].sort(([a], [b]) => (a < b ? -1 : 1));
writeFileSync(FILE, `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, null, 2)}\n`);
process.stdout.write(`${count(missing.length, "package")} of other platforms added to ${FILE}\n`);

/** Optional dependencies without an entry, with what npm would write about them without their manifest. */
function missingEntries({ packages }: Lock): [string, Entry][] {
  return Object.entries(packages).flatMap(([from, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies).flatMap(([name, range]): [string, Entry][] => {
      const found = entryFor(packages, from, name);
      if (found !== undefined && (found.version === range || RANGE.test(range))) return [];
      // Another version is above: this one belongs below the package that wants it.
      const key = found === undefined ? `node_modules/${name}` : `${from}/node_modules/${name}`;
      return [[key, platformEntry(name, range)]];
    }),
  );
}

/** The entry that Node's resolution finds from a package: its own folder first, then those above. */
function entryFor(packages: Lock["packages"], from: string, name: string): Entry | undefined {
  const own = packages[`${from === "" ? "" : `${from}/`}node_modules/${name}`];
  if (own !== undefined || from === "") return own;
  return entryFor(packages, from.slice(0, Math.max(0, from.lastIndexOf("/node_modules/"))), name);
}

function platformEntry(name: string, range: string): Entry {
  const os = OS.exec(name)?.[0]?.replace("windows", "win32") ?? "none";
  const musl = name.includes("musl") ? { libc: ["musl"] } : {};
  return { version: range.replace(RANGE, ""), cpu: [CPU.exec(name)?.[0] ?? "none"], optional: true, os: [os], ...musl };
}
