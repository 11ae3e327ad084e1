// What happens when a snippet runs a command: a recorded answer of the host, a text tool of just-bash, or a refusal.

import { type Bash, type Command, defineCommand, type ExecResult, latin1FromBytes } from "just-bash";
import type { Host, Transcript } from "../../model/host.ts";
import { isNotSimulated, runTool, TEXT_TOOLS } from "./text-tools.ts";

export type CommandTrace = { readonly ran: Set<string>; readonly refused: Set<string> };

/** Not worth a line in the trace: they look at nothing. */
const UNTRACED: ReadonlySet<string> = new Set(["echo", "false", "printf", "pwd", "true"]);

/** Gives the shell the commands of a host. Every other name is refused and recorded, never "not found" in silence. */
export function registerCommands(bash: Bash, host: Host, trace: CommandTrace): void {
  const recorded = host.transcripts.map((transcript) => transcript.argv[0] ?? "");
  for (const name of new Set([...TEXT_TOOLS, ...recorded])) bash.registerCommand(hostCommand(name, host, trace));
  refuseUnknown(bash, (name) => hostCommand(name, host, trace));
}

function hostCommand(name: string, host: Host, trace: CommandTrace): Command {
  return defineCommand(name, async (args, context) => {
    const argv = [name, ...args];
    const line = argv.join(" ");
    if (!UNTRACED.has(name)) trace.ran.add(line);
    const transcript = host.transcripts.find((candidate) => sameArgv(candidate.argv, argv));
    if (transcript !== undefined) return answer(transcript);
    const result = await toolAnswer(argv, context, host).catch((error: unknown) => {
      // just-bash makes a message of it and goes on.
      if (!isMissingFile(error)) trace.refused.add(line);
      throw error;
    });
    if (result === undefined) return refuse(line, trace);
    if (isNotSimulated(result)) trace.refused.add(line);
    return result;
  });
}

function isMissingFile(error: unknown): boolean {
  return error instanceof Error && /^(ENOENT|EISDIR|ENOTDIR|EROFS)/.test(error.message);
}

type Context = Parameters<Command["execute"]>[1];

async function toolAnswer(argv: readonly string[], context: Context, host: Host): Promise<ExecResult | undefined> {
  const { origCommand, fs, cwd, stdin } = context;
  if (origCommand === undefined) return undefined;
  const at = (file: string) => fs.resolvePath(cwd, file);
  return runTool(argv, {
    original: origCommand,
    stdin: latin1FromBytes(stdin),
    isFolder: (file) => [...host.files.keys()].some((path) => path.startsWith(at(`${file}/`) + "/")),
    peek: (file) => latin1(host.files.get(at(file))),
    read: (file) => fs.readFileBuffer(at(file)).then(latin1, () => undefined),
  });
}

function latin1(content: Uint8Array | undefined): string | undefined {
  return content === undefined ? undefined : Buffer.from(content).toString("latin1");
}

function sameArgv(recorded: readonly string[], asked: readonly string[]): boolean {
  return recorded.length === asked.length && recorded.every((word, i) => word === asked[i]);
}

function answer({ stdout, stderr, exit }: Transcript): ExecResult {
  return { stdout, stderr, exitCode: exit, stdoutKind: "text" };
}

function refuse(line: string, trace: CommandTrace): ExecResult {
  trace.refused.add(line);
  return { stdout: "", stderr: `${line}: the host has no transcript of it\n`, exitCode: 127 };
}

/**
 * just-bash has no hook for a command that it does not find, so the registry itself answers for unknown names. It asks
 * `has` where it only wants to know (`command -v`), which stays truthful: a command without a transcript is absent.
 */
function refuseUnknown(bash: Bash, commandNamed: (name: string) => Command): void {
  const registry: unknown = Reflect.get(bash, "commands");
  if (!(registry instanceof Map)) throw new TypeError("just-bash keeps its commands elsewhere than in this.commands");
  const registered = registry.get.bind(registry);
  registry.get = (name: string) => registered(name) ?? commandNamed(name);
}
