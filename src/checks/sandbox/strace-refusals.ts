// What strace(1) saw a run do that a check may not, whatever became of the messages: another shell, commands without a
// transcript, the network, the sandbox's own folder, and more processes than there may be.

import type { Host } from "../../model/host.ts";
import { MOST } from "./limits.ts";
import { BASE, REFUSED, SCRIPT } from "./paths.ts";
import { type Call, callsOf, pathIn } from "./strace-lines.ts";

/** As refusals are told: "sh -c date", "md5sum /x", "192.0.2.1:80, the network". */
export function deniedIn(trace: string, { transcripts }: Host): readonly string[] {
  const recorded = new Set(transcripts.map(({ argv }) => argv[0] ?? ""));
  const found = new Set<string>();
  const failed = new Map<string, string>();
  for (const call of callsOf(trace)) {
    const command = call.name === "execve" ? call.texts.slice(1).join(" ") : undefined;
    // Who looks for a command tries every folder of PATH.
    if (command !== undefined && call.result < 0) failed.set(call.id, command);
    else if (command !== undefined) failed.delete(call.id);
    if (command !== undefined && isShell(call, recorded)) found.add(command);
    const other = networkOf(call) ?? ownFolderOf(call) ?? forkOf(call);
    if (other !== undefined) found.add(other);
  }
  return [...found, ...failed.values()];
}

const SHELL = /^(\/usr)?\/bin\/(bash|dash|sh)$/;

/** A shell beside the one that runs the script: what it runs is not in the snippet's tree. */
function isShell({ texts: [file = "", ...argv], result }: Call, recorded: ReadonlySet<string>): boolean {
  if (result < 0 || argv.includes(SCRIPT) || !SHELL.test(file)) return false;
  return !(file.startsWith("/usr/") && recorded.has(file.slice("/usr/bin/".length)));
}

const ADDRESS = /sa_family=AF_INET6?, sin6?_port=htons\((\d+)\).*?"([^"]*)"/;

function networkOf({ name, args }: Call): string | undefined {
  const [, port, address] = name === "connect" ? (ADDRESS.exec(args) ?? []) : [];
  return port === undefined ? undefined : `${address}:${port}, the network`;
}

/** What every run opens: its script, the answers of transcripts, and where they tell what they lack. */
const NEEDED = [SCRIPT, REFUSED, `${BASE}/transcripts/`, `${BASE}/tools/`];
const DEVICES = /^\/dev\/(null|tty|fd\/\d+|std(in|out|err))$/;

function ownFolderOf(call: Call): string | undefined {
  const [text] = call.texts;
  if (!/^(open(at)?|chdir)$/.test(call.name) || call.result < 0 || text === undefined) return undefined;
  const path = pathIn(call, text);
  // By way of /dev/fd, which is a link into the sandbox's procfs, "/dev/fd/../x" is no longer what it seems to be.
  const isOwn = `${path}/`.startsWith(`${BASE}/`) && !NEEDED.some((needed) => path.startsWith(needed));
  return isOwn || (path.startsWith("/dev/") && !DEVICES.test(path)) ? path : undefined;
}

function forkOf({ name, error }: Call): string | undefined {
  return error === "EAGAIN" && /^(clone3?|v?fork)$/.test(name) ? `more than ${MOST.processes} processes` : undefined;
}
