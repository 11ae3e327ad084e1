// cut, byte by byte: that of just-bash gives fields in the order in which they were named, and drops lines without a
// delimiter. https://www.gnu.org/software/coreutils/manual/html_node/cut-invocation.html

import type { Answer, Reader } from "./sort-tool.ts";

type Range = readonly [from: number, to: number];
type CutOptions = {
  readonly by: "bytes" | "fields";
  readonly ranges: readonly Range[];
  readonly delimiter: string;
  readonly output: string | undefined;
  readonly onlyDelimited: boolean;
  readonly complement: boolean;
  readonly files: readonly string[];
};

/** The answer of cut; undefined where an option is not known here. */
export async function cutTool(args: readonly string[], read: Reader): Promise<Answer | undefined> {
  const options = cutOptions(args);
  if (options === undefined) return undefined;
  let [stdout, stderr] = ["", ""];
  for (const file of options.files.length === 0 ? ["-"] : options.files) {
    const text = await read(file);
    if (text === undefined) stderr += `cut: ${file}: No such file or directory\n`;
    else if (text !== "")
      stdout += text
        .replace(/\n$/, "")
        .split("\n")
        .map((line) => cutLine(line, options))
        .join("");
  }
  return { stdout, stderr, exitCode: stderr === "" ? 0 : 1 };
}

function cutLine(line: string, options: CutOptions): string {
  const { by, ranges, delimiter, onlyDelimited, complement } = options;
  if (by === "fields" && !line.includes(delimiter)) return onlyDelimited ? "" : `${line}\n`;
  const pieces = by === "fields" ? line.split(delimiter) : [...line];
  const isNamed = (i: number) => ranges.some(([from, to]) => from <= i + 1 && i + 1 <= to);
  const kept = pieces.filter((_, i) => isNamed(i) !== complement);
  return `${kept.join(by === "fields" ? (options.output ?? delimiter) : "")}\n`;
}

const LONG: Readonly<Record<string, string>> = { bytes: "b", characters: "c", delimiter: "d", fields: "f" };

function cutOptions(args: readonly string[]): CutOptions | undefined {
  const values = new Map<string, string>();
  const files: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? "";
    const [, long, given] = /^--([a-z-]+)(?:=([\s\S]*))?$/.exec(arg) ?? [];
    const [, flags = "", letter = "", rest = ""] = /^-([sn]*)([bcdf])?([\s\S]*)$/.exec(arg) ?? [];
    if (arg === "-" || !arg.startsWith("-")) files.push(arg);
    else if (long !== undefined) values.set(LONG[long] ?? long, given ?? "");
    else if (letter === "" && rest !== "") return undefined;
    else {
      for (const flag of flags) values.set(flag, "");
      if (letter !== "") values.set(letter, rest !== "" ? rest : (args[++i] ?? ""));
    }
  }
  const lists = ["b", "c", "f"].filter((name) => values.has(name));
  const ranges = rangesOf(values.get(lists[0] ?? "") ?? "");
  const delimiter = values.get("d") ?? "\t";
  const isKnown = [...values.keys()].every((name) => KNOWN.has(name));
  if (!isKnown || lists.length !== 1 || ranges === undefined || Buffer.byteLength(delimiter) !== 1) return undefined;
  // Between the bytes of several ranges, another delimiter would stand where ranges meet.
  const output = values.get("output-delimiter");
  if (lists[0] !== "f" && (output !== undefined || values.has("d") || values.has("s"))) return undefined;
  return {
    ...{ by: lists[0] === "f" ? "fields" : "bytes", ranges, delimiter, output, files },
    ...{ onlyDelimited: values.has("s") || values.has("only-delimited"), complement: values.has("complement") },
  };
}

const KNOWN: ReadonlySet<string> = new Set([
  "b",
  "c",
  "d",
  "f",
  "s",
  "n",
  "output-delimiter",
  "only-delimited",
  "complement",
]);

/** "1,3-5,7-" */
function rangesOf(list: string): readonly Range[] | undefined {
  const ranges = list.split(",").map((part) => /^(\d*)(-?)(\d*)$/.exec(part));
  const known = ranges.flatMap((match): Range[] => {
    const [, from = "", dash = "", to = ""] = match ?? [];
    if (from === "" && to === "") return [];
    const range: Range = [Number(from || 1), dash === "" ? Number(from) : Number(to || Number.MAX_SAFE_INTEGER)];
    return range[0] > 0 && range[0] <= range[1] ? [range] : [];
  });
  return known.length === ranges.length ? known : undefined;
}
