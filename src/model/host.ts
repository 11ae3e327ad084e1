// A test host: a machine on which checks run, recorded or written from documentation. Its tree and transcripts are exact
// bytes.

import { z } from "zod";

const PATH = "Write an absolute path without empty, . or .. steps, as in /proc/spl";
const PATH_OR_COMMAND = `${PATH}; or a command, as in uname -r`;

/** Names become addresses, and are used in lists of checks and in command lines. */
export const HOST_NAME = /^[A-Za-z0-9][\w.-]{0,99}$/;

/** host.yaml */
export const HostCard = z.strictObject({
  /** One line: what this machine is and what state it is in. */
  summary: z.string().regex(/\S/, "Write what this machine is"),
  /** "recorded": its bytes come from a real machine; "shaped": written after a documented format. */
  kind: z.enum(["recorded", "shaped"]),
  /** Where the bytes come from: a URL or a sentence. */
  source: z.string().regex(/\S/, "Write where the bytes come from"),
  /**
   * Files and command lines whose bytes come from the machine, and folders whose names do. A recorded host without this
   * list is recorded as a whole; one that starts from another host must have it.
   */
  recorded: z.array(z.string()).optional(),
  /** How the parts of a recorded host that are not recorded were made. */
  shaped: z.string().optional(),
  /** What makes this host worth having. */
  special: z.string().optional(),
  /** Another host, from whose files and transcripts this one starts. */
  from: z.string().optional(),
  /** What this host lacks of that one: paths of files and folders, commands by name or as a whole line. */
  without: z.array(z.string().refine((text) => isPath(text) || isCommand(text), PATH_OR_COMMAND)).optional(),
  /** Folders that exist although nothing in them was kept. */
  folders: z.array(z.string().refine(isPath, PATH)).optional(),
});
export type HostCard = z.infer<typeof HostCard>;

/** "/a/b", "/a/b/" */
function isPath(text: string): boolean {
  const [root, ...names] = text.replace(/\/$/, "").split("/");
  return root === "" && names.length > 0 && !names.some((name) => NO_NAMES.has(name)) && !NUL.test(text);
}

const NO_NAMES: ReadonlySet<string> = new Set(["", ".", ".."]);

function isCommand(text: string): boolean {
  return /^[^\s/]+($| )/.test(text) && !NUL.test(text);
}

const NUL = /\0/;

/** The most stdin of a transcript, in UTF-16 code units. A check passes figures to a command, not files. */
export const MOST_STDIN = 2 ** 16;

/** One entry of commands.yaml: what a command answered on that machine. */
export const Transcript = z.strictObject({
  argv: z.array(z.string()).min(1),
  /** Its stdin. Without it, the command was started with empty stdin, or did not read it. */
  stdin: z.string().max(MOST_STDIN, `Write at most ${MOST_STDIN} characters: only what the answer needs`).optional(),
  stdout: z.string().default(""),
  stderr: z.string().default(""),
  exit: z.int().min(0).max(255).default(0),
});
export type Transcript = z.infer<typeof Transcript>;

/** `bc -l <<< '99 > 4'`: a command and its stdin. A here-string ends with its own line break. */
export function callOf({ argv, stdin }: Pick<Transcript, "argv" | "stdin">): string {
  return stdin === undefined ? argv.join(" ") : `${argv.join(" ")} <<< '${stdin.replace(/\n$/, "")}'`;
}

export type Host = HostCard & {
  readonly name: string;
  /** Absolute path on that machine → content. "/a/b/" is a folder of which nothing more is known. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly transcripts: readonly Transcript[];
  readonly differences?: Differences;
};

/** What a host itself adds and leaves out, compared with the one that it starts from: paths and command lines. */
export type Differences = {
  readonly from: string;
  readonly own: readonly string[];
  readonly without: readonly string[];
};

/** A machine without files or commands: on it, every correct check answers CANNOT TELL. */
export const EMPTY_HOST: Host = {
  name: "empty",
  summary: "A test host on which nothing can be read",
  kind: "shaped",
  source: "Built in",
  files: new Map(),
  transcripts: [],
};

/** The host of that name; the built-in one exists even if it is not in the list. */
export function hostNamed(hosts: ReadonlyMap<string, Host>, name: string): Host | undefined {
  return hosts.get(name) ?? (name === EMPTY_HOST.name ? EMPTY_HOST : undefined);
}
