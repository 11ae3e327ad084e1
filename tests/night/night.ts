// One night on a machine of its own: a folder with a real git clone and its remote, programs that only write down how
// they were called, and bash as the services run it.

import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { env as own } from "node:process";

/** What a shell script ended with. */
export type Ran = { readonly code: number; readonly stdout: string; readonly stderr: string };

export type Night = {
  /** The folder that a job works in: a clone. */
  readonly work: string;
  /** The bare repository that it was cloned from. */
  readonly remote: string;
  readonly run: (script: string, variables?: Readonly<Record<string, string>>) => Promise<Ran>;
  /** Puts a program in the place of a real one. It is sh, and "$CALLS" is the file to write calls to. */
  readonly program: (name: string, body: string) => Promise<void>;
  /** The lines that programs have written to "$CALLS". */
  readonly calls: () => Promise<readonly string[]>;
  readonly write: (path: string, text: string) => Promise<void>;
  readonly git: (...args: readonly string[]) => Promise<string>;
  /** Somebody else commits a file to a branch of the remote. */
  readonly push: (branch: string, path: string, text: string) => Promise<void>;
};

const CLONE = `
  git init --quiet --bare --initial-branch main remote.git
  git clone --quiet "file://$PWD/remote.git" other 2> clone.log
  cd other
  git checkout --quiet -B main
  mkdir _data
  printf '%s' "$STATES" > _data/states.json
  git add .
  git commit --quiet --message first
  git push --quiet origin main
  cd ..
  git clone --quiet --depth 1 "file://$PWD/remote.git" work`;

/** A clone whose default branch, main, holds _data/states.json with the given text; without one, an empty folder. */
export async function night(states?: string): Promise<Night> {
  const root = await mkdtemp(join(tmpdir(), "faultbook-night-"));
  const at = (name: string) => join(root, name);
  const base = { CALLS: at("calls"), HOME: root, LC_ALL: "C.UTF-8", TMPDIR: root, ...gitIdentity() };
  const bash = (script: string, cwd: string, variables = {}) => runBash(script, cwd, { ...base, ...variables });
  await mkdir(at("bin"));
  await writeFile(at("calls"), "");
  if (states === undefined) await mkdir(at("work"));
  else expectSuccess(await bash(CLONE, root, { STATES: states }));
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, "work", path)), { recursive: true });
    await writeFile(join(root, "work", path), text);
  };
  return {
    work: at("work"),
    remote: at("remote.git"),
    write,
    run: (script, variables) => bash(script, at("work"), { PATH: `${at("bin")}:${own.PATH}`, ...variables }),
    program: async (name, body) => {
      await writeFile(join(root, "bin", name), `#!/bin/sh\n${body}\n`);
      await chmod(join(root, "bin", name), 0o755);
    },
    calls: async () => (await readFile(at("calls"), "utf8")).split("\n").filter(Boolean),
    git: async (...args) => (await bash(`git --git-dir "$REMOTE" ${args.join(" ")}`, root, remoteOf(root))).stdout,
    push: async (branch, path, text) => {
      const script = `clone=$(mktemp -d); git clone --quiet "file://$REMOTE" "$clone" 2> clone.log; cd "$clone"
        git checkout --quiet "$BRANCH"; mkdir -p "$(dirname "$FILE")"; printf '%s' "$TEXT" > "$FILE"
        git add .; git commit --quiet --message other; git push --quiet origin "$BRANCH"`;
      expectSuccess(await bash(script, root, { ...remoteOf(root), BRANCH: branch, FILE: path, TEXT: text }));
    },
  };
}

function expectSuccess({ code, stderr }: Ran): void {
  if (code !== 0) throw new Error(stderr);
}

function remoteOf(root: string): Readonly<Record<string, string>> {
  return { REMOTE: join(root, "remote.git") };
}

/** Nothing of this machine's own settings reaches git. */
function gitIdentity(): Readonly<Record<string, string>> {
  const who = { GIT_AUTHOR_NAME: "A", GIT_AUTHOR_EMAIL: "a@x.invalid" };
  return { ...who, GIT_CONFIG_NOSYSTEM: "1", GIT_COMMITTER_NAME: "C", GIT_COMMITTER_EMAIL: "c@x.invalid" };
}

/** As GitHub runs "shell: bash", and GitLab's runner a script. */
function runBash(script: string, cwd: string, variables: Readonly<Record<string, string>>): Promise<Ran> {
  const args = ["--noprofile", "--norc", "-eo", "pipefail", "-c", script];
  return new Promise((resolve) => {
    execFile("bash", args, { cwd, env: { PATH: own.PATH, ...variables } }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}

/** What bash says about the syntax of a script; nothing, where it is right. */
export async function syntaxErrors(script: string): Promise<string> {
  return new Promise((resolve) => {
    const child = execFile("bash", ["-n"], (_error, _stdout, stderr) => resolve(stderr));
    child.stdin?.end(script);
  });
}
