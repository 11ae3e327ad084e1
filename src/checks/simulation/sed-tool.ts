// Which uses of sed just-bash answers as sed does: told by the script, and where that is not enough by a run of parts
// of it.

import type { ExecResult } from "just-bash";
import { isDoubtfulScript, sedCommands, shortRanges } from "./sed-script.ts";

/** True where no answer of just-bash's sed can be trusted. */
export async function isBeyondSed(
  args: readonly string[],
  original: (args: string[]) => Promise<ExecResult>,
): Promise<boolean> {
  const { scripts, files } = sedArguments(args);
  const commands = sedCommands(scripts.join("\n"));
  const isExtended = args.some((arg) => /^-\w*[Er]|^--regexp-extended$/.test(arg));
  if (commands === undefined || isDoubtfulScript(commands, isExtended)) return true;
  // A range ends at the line where it begins only for just-bash.
  for (const script of shortRanges(commands)) {
    const { stdout } = await original([isExtended ? "-nE" : "-n", script, ...files]);
    if (stdout !== "") return true;
  }
  return false;
}

/** The script is the first argument that is no option, or what stands behind each -e. */
function sedArguments(args: readonly string[]): { scripts: readonly string[]; files: readonly string[] } {
  const isScript = (i: number) => /^-[nEr]*e$/.test(args[i - 1] ?? "");
  const given = args.filter((_, i) => isScript(i));
  const bare = args.filter((arg, i) => !(arg.startsWith("-") || isScript(i)));
  return given.length > 0 ? { scripts: given, files: bare } : { scripts: bare.slice(0, 1), files: bare.slice(1) };
}
