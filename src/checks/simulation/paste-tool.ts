// paste -s, which makes one line of all: just-bash lacks it.
// https://www.gnu.org/software/coreutils/manual/html_node/paste-invocation.html

import type { Answer, Reader } from "./sort-tool.ts";

/** The answer of `paste -s`; undefined where something else is asked. */
export async function pasteSerial(args: readonly string[], read: Reader): Promise<Answer | undefined> {
  const { delimiters, files } = pasteOptions(args) ?? {};
  if (delimiters === undefined || files === undefined) return undefined;
  let stdout = "";
  for (const file of files.length === 0 ? ["-"] : files) {
    const text = await read(file);
    if (text === undefined) return { stdout, stderr: `paste: ${file}: No such file or directory\n`, exitCode: 1 };
    const lines = text.replace(/\n$/, "").split("\n");
    stdout += `${lines.map((line, i) => (i === 0 ? "" : (delimiters[(i - 1) % delimiters.length] ?? "")) + line).join("")}\n`;
  }
  return { stdout, stderr: "", exitCode: 0 };
}

const ESCAPES: Readonly<Record<string, string>> = { "\\t": "\t", "\\n": "\n", "\\\\": "\\", "\\0": "" };

function pasteOptions(
  args: readonly string[],
): { delimiters: readonly string[]; files: readonly string[] } | undefined {
  const files: string[] = [];
  let [isSerial, list] = [false, "\t"];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const [, serial, delimits, rest = ""] = /^-(s?)(?:(d)([\s\S]*))?$/.exec(arg) ?? [];
    if (arg === "-" || !arg.startsWith("-")) files.push(arg);
    else if (serial === undefined) return undefined;
    else {
      if (serial !== "") isSerial = true;
      if (delimits !== undefined) list = rest !== "" ? rest : (args[++i] ?? "");
    }
  }
  const delimiters = list.match(/\\[\s\S]|[\s\S]/g)?.map((text) => ESCAPES[text] ?? text) ?? [];
  return isSerial && delimiters.length > 0 && !/[^\0-\x7f]/.test(list) ? { delimiters, files } : undefined;
}
