// The code of the corpus, in five languages. Each fence has 5 to 40 lines.

import { type Chance, capital, clock, did, how, system, thing } from "./words.ts";

export const LANGUAGES = ["bash", "yaml", "text", "c", "json"] as const;
type Language = (typeof LANGUAGES)[number];
type Line = (chance: Chance) => string;
type Shape = {
  readonly opening?: Line;
  readonly lines: readonly [Line, ...Line[]];
  readonly closing?: Line;
};

const name = (chance: Chance) => thing(chance).replace("-", "_");

const SHAPES: Readonly<Record<Language, Shape>> = {
  bash: {
    opening: () => "set -euo pipefail",
    lines: [
      (c) => `journalctl -u ${system(c)} --since "${c.whole(2, 50)} minutes ago" | grep -c '${thing(c)}'`,
      (c) => `for node in ${system(c)}-{1..${c.whole(2, 9)}}; do ssh "$node" "ss -tin state established" | wc -l; done`,
      (c) =>
        `curl --silent --max-time ${c.whole(1, 30)} "https://${system(c)}.example/health" | jq -r '.${name(c)}.age'`,
      (c) => `export ${name(c).toUpperCase()}_LIMIT=${c.whole(8, 9000)}  # was ${c.whole(1, 90)}`,
      (c) =>
        `awk -v most=${c.whole(10, 900)} '$4 > most { print $1, $4 }' /var/log/${thing(c)}.log | sort -k2 -n | tail`,
      (c) => `if ! systemctl is-active --quiet ${system(c)}; then echo "the ${thing(c)} ${did(c)}" >&2; fi`,
    ],
  },
  yaml: {
    opening: (c) => `name: ${system(c)}\nlimits:`,
    lines: [
      (c) => `  ${name(c)}${c.whole(1, 99)}: ${c.whole(1, 5000)}  # ${how(c)}`,
      (c) => `  ${name(c)}${c.whole(100, 199)}: { retries: ${c.whole(0, 9)}, after: ${c.whole(1, 90)}s }`,
      (c) => `  ${name(c)}${c.whole(200, 299)}: ["${how(c)}", "${thing(c)}", ${c.next() < 0.5}]`,
      (c) => `  ${name(c)}${c.whole(300, 399)}: '${system(c)}:${c.whole(1024, 65535)}'`,
    ],
  },
  text: {
    lines: [
      (c) =>
        `${clock(c)}:${c.whole(10, 59)} ${system(c)}[${c.whole(100, 32000)}]: ${how(c)} ${thing(c)} ${did(c)} after ${c.whole(1, 9000)} ms`,
      (c) =>
        `${clock(c)}:${c.whole(10, 59)} ${system(c)}[${c.whole(100, 32000)}]: WARN ${thing(c)}=${c.whole(1, 999)} ${thing(c)}=${c.whole(1, 999)}`,
    ],
  },
  c: {
    opening: (c) =>
      `#include <errno.h>\n#define ${name(c).toUpperCase()}_MAX ${c.whole(8, 4096)}\n\nint ${name(c)}_check(struct ${name(c)} *it, unsigned int n)\n{`,
    lines: [
      (c) => `\tif (it->${name(c)} > ${c.whole(1, 4096)} || n == 0) /* ${how(c)} */\n\t\treturn -EAGAIN;`,
      (c) =>
        `\tfor (unsigned int i = 0; i < n; i++)\n\t\tit->${name(c)}[i] ^= 0x${c.whole(4096, 65535).toString(16)}u << ${c.whole(1, 15)};`,
      (c) => `\tconst char *${name(c)}_${c.whole(1, 99)} = it ? it->name : "${thing(c)}";`,
      (c) => `\tpr_warn("${thing(c)} %u ${did(c)}\\n", it->${name(c)});`,
    ],
    closing: () => "\treturn 0;\n}",
  },
  json: {
    opening: (c) => `{\n  "service": "${system(c)}",`,
    lines: [
      (c) => `  "${name(c)}${c.whole(1, 99)}": ${c.whole(1, 99_999)},`,
      (c) => `  "${name(c)}${c.whole(100, 199)}": "${how(c)} ${thing(c)}",`,
      (c) =>
        `  "${name(c)}${c.whole(200, 299)}": { "${name(c)}": ${c.next() < 0.5}, "share": ${c.next().toFixed(3)} },`,
      (c) => `  "${name(c)}${c.whole(300, 399)}": [${c.whole(1, 99)}, ${c.whole(1, 99)}, null],`,
    ],
    closing: (c) => `  "trace": "${c.whole(1e8, 4e9).toString(16)}${c.whole(1e8, 4e9).toString(16)}"\n}`,
  },
};

/** A fence in Markdown. */
export function fence(language: Language, chance: Chance): string {
  const { opening, lines, closing } = SHAPES[language];
  const body = chance.times(chance.whole(5, 18), () => chance.of(lines)(chance));
  const text = [opening?.(chance), ...body, closing?.(chance)].filter((line) => line !== undefined);
  return `\`\`\`${language}\n${text.join("\n")}\n\`\`\``;
}

/** What a document is called that a fence stands in: the text in front of it. */
export function leadTo(language: Language, chance: Chance): string {
  const what = { bash: "commands", yaml: "settings", text: "log", c: "code", json: "answer" }[language];
  return `${capital(what)} of the ${thing(chance)}:`;
}
