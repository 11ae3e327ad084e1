// A strict reader of Prometheus' text format, for tests:
// https://prometheus.io/docs/instrumenting/exposition_formats/#text-format-details

export type Series = {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
};

const NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
const HEAD = new RegExp(`^# (HELP|TYPE) (${NAME}) (.+)$`, "s");
const SAMPLE = new RegExp(`^(${NAME})(?:\\{(.*)\\})? (-?[0-9.e+]+|NaN|[+-]Inf)$`, "s");
const LABEL = /^([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\[\\n"])*)"(?:,|$)/;

/** The series of a text. Throws a SyntaxError at what Prometheus would refuse. */
export function readMetrics(text: string): Series[] {
  if (!text.endsWith("\n")) throw new SyntaxError("the last line has no end");
  const typed = new Set<string>();
  const seen = new Set<string>();
  return text.split("\n").flatMap((line) => {
    if (line === "") return [];
    const head = HEAD.exec(line);
    if (head !== null) {
      if (head[1] === "TYPE" && typed.has(head[2] ?? "")) throw new SyntaxError(`second TYPE: ${line}`);
      if (head[1] === "TYPE") typed.add(head[2] ?? "");
      return [];
    }
    const [, name, labels = "", value] = SAMPLE.exec(line) ?? [];
    if (name === undefined || !typed.has(name)) throw new SyntaxError(`no sample of a known metric: ${line}`);
    if (seen.has(`${name}{${labels}}`)) throw new SyntaxError(`the same series twice: ${line}`);
    seen.add(`${name}{${labels}}`);
    return [{ name, labels: readLabels(labels, line), value: Number(value) }];
  });
}

function readLabels(text: string, line: string): Record<string, string> {
  const labels: Record<string, string> = {};
  for (let rest = text; rest !== ""; ) {
    const [whole, name, value] = LABEL.exec(rest) ?? [];
    if (whole === undefined || name === undefined || value === undefined) throw new SyntaxError(`no label: ${line}`);
    labels[name] = value.replace(/\\([\\n"])/g, (_, escaped) => (escaped === "n" ? "\n" : escaped));
    rest = rest.slice(whole.length);
  }
  return labels;
}
