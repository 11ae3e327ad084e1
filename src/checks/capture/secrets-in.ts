// What a captured machine may give away: secrets that @secretlint knows, and what only machines have, such as serial
// numbers, addresses and hashes of passwords. A test host is published; whoever captured it has to be asked.

import { lintSource } from "@secretlint/core";
import { creator } from "@secretlint/secretlint-rule-preset-recommend";
import type { Host } from "../../model/host.ts";
import { publicAddresses } from "./addresses.ts";

/** One place in a host; `masked` shows no more than the first four characters. */
export type Finding = { readonly where: string; readonly line: number; readonly what: string; readonly masked: string };

/** A text and where it comes from: "/etc/hosts", or "stdout of uname -a". */
type Source = { readonly where: string; readonly text: string };

/** Everything in a host's card, files, names and transcripts that a person should review before it is published. */
export async function secretsIn({ summary, source, files, transcripts }: Host): Promise<readonly Finding[]> {
  const sources: readonly Source[] = [
    { where: "summary", text: summary },
    { where: "source", text: source },
    { where: "names of files", text: [...files.keys()].join("\n") },
    ...[...files].map(([path, content]) => ({ where: path, text: Buffer.from(content).toString("latin1") })),
    ...transcripts.flatMap(({ argv, stdin, stdout, stderr }) => [
      { where: `command ${argv.join(" ")}`, text: argv.join(" ") },
      { where: `stdin of ${argv.join(" ")}`, text: stdin ?? "" },
      { where: `stdout of ${argv.join(" ")}`, text: stdout },
      { where: `stderr of ${argv.join(" ")}`, text: stderr },
    ]),
  ];
  const found: Finding[] = [];
  for (const each of sources) for (const one of await findingsIn(each)) found.push(one);
  return found;
}

async function findingsIn(source: Source): Promise<readonly Finding[]> {
  const found = [...(await knownSecrets(source)), ...ownSecrets(source)].map(({ index, what, value }) => ({
    where: source.where,
    line: source.text.slice(0, index).split("\n").length,
    what,
    masked: masked(value),
  }));
  // Two rules may see the same value in one line.
  return [...Map.groupBy(found, ({ line, masked }) => `${line} ${masked}`).values()]
    .flatMap((same) => same.slice(0, 1))
    .sort((a, b) => a.line - b.line);
}

type Hit = { readonly index: number; readonly what: string; readonly value: string };

const RULES = { id: "@secretlint/secretlint-rule-preset-recommend", rule: creator, options: {} };

/** https://github.com/secretlint/secretlint: tokens and keys of well-known services. */
async function knownSecrets({ text }: Source): Promise<readonly Hit[]> {
  if (text === "") return [];
  const source = { content: text, filePath: "captured.txt", contentType: "text", ext: ".txt" } as const;
  const { messages } = await lintSource({ source, options: { noPhysicFilePath: true, config: { rules: [RULES] } } });
  return messages.map(({ range: [index, end], ruleId }) => {
    const service = ruleId.replace("@secretlint/secretlint-rule-", "");
    return { index, what: `a secret of the kind "${service}"`, value: text.slice(index, end) };
  });
}

/** The names of settings and options that hold a secret, some of them only where they are a word of their own. */
const LONG = "(?:passw(?:or)?ds?|passphrase|pass|secrets?|tokens?|api-?key)";
const NAMES =
  "(?:(?:passw(?:or)?d|passphrase|secret|token|api[_-]?key|credential)s?|(?<![a-z])(?:pass|psk|(?:access|encryption|private)[_-]?key)|(?<=[a-z]_)pwd)(?:[_.-][\\w.-]{0,40})?";
/** In double quotes, with blanks. */
const VALUE = `(?<value>(?<=")[^"\\n]{4,}|[^\\s"']{4,})`;

/** The value is the group of this name, else all of the match. */
const PATTERNS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ["a private key", /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----/g],
  ["the hash of a password", /\$(?:1|2[abxy]|5|6|7|y|gy|argon2(?:id|i|d))\$[./\w$=,+-]{16,}/g],
  ["the hash of a password", /^[\w.-]+:(?<value>[./0-9A-Za-z]{13}):\d*:/gm],
  ["a password or token", new RegExp(`${NAMES}["']?[ \\t]*[=:][ \\t]*["']?${VALUE}`, "gi")],
  ["a password or token", new RegExp(`(?<![\\w-])--?(?:\\w{1,20}-)?${LONG}(?:-\\w{1,20})?[ \\t]+["']?${VALUE}`, "gi")],
  [
    "a password or token",
    /\bauthorization["']?[ \t]*[:=][ \t]*["']?(?:(?:basic|bearer|digest|negotiate|token)[ \t]+)?(?<value>[\w.~+/=-]{6,})/gi,
  ],
  ["a JSON web token", /(?<![\w-])eyJ[\w-]{5,}\.eyJ[\w-]{5,}\.[\w-]{5,}/g],
  ["a serial number", /serial(?:[ _-]?(?:number|no))?[ \t]*[:=][ \t]*"?(?<value>[^\s"]{4,})/gi],
  ["a UUID", /(?<![\w-])[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?![\w-])/gi],
  ["a MAC address", /(?<![\w:-])[0-9a-f]{2}(?:(?::[0-9a-f]{2}){5}|(?:-[0-9a-f]{2}){5})(?![\w:-])/gi],
  ["an e-mail address", /(?<![\w.+-])[\w.+-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?![\w-])/gi],
];

/** Files that hold nothing but an identifier of the machine. */
const IDENTITY = /\/(?:machine-id|dbus\/machine-id|\w*serial|product_uuid|hostid|vpd_pg80)$/;

/** Values that only look like secrets: words for "none", settings of nsswitch.conf and PAM, only zeros or only ones. */
const HARMLESS =
  /^(?:none|null|nil|true|false|yes|no|unknown|default|unset|required|optional|sufficient|files|compat|systemd|n\/a|not|to|[x*!]+|[-:0]+|[-:f]+|\$\{?\w+\}?)[,;]?$/i;
/** systemd's unit@instance.service, and addresses of mailing lists and of documentation (RFC 2606). */
const HARMLESS_ADDRESS =
  /^[\w.+-]+@(?:[\w.-]+\.(?:service|socket|timer|target|mount|slice|scope|device|path|swap)|lists?\.[\w.-]+|(?:[\w-]+\.)*example(?:\.(?:com|net|org))?)$/i;

function isHarmless({ what, value }: Hit): boolean {
  return HARMLESS.test(value) || (what === "an e-mail address" && HARMLESS_ADDRESS.test(value));
}

function ownSecrets({ where, text }: Source): readonly Hit[] {
  const hits = PATTERNS.flatMap(([what, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({ index: match.index, what, value: match.groups?.value ?? match[0] })),
  );
  const value = text.trim();
  const identity =
    IDENTITY.test(where) && value !== "" ? [{ index: 0, what: "an identifier of this machine", value }] : [];
  const addresses = publicAddresses(text).map(({ index, text: value, address }) => ({
    index,
    what: value === address ? "a public IP address" : "a public IP address, in hexadecimal",
    value,
  }));
  return [...hits, ...identity, ...addresses].filter((hit) => !isHarmless(hit));
}

const SHOWN = 4;

/** "AKIA… (20 characters)" */
function masked(value: string): string {
  const shown = value.slice(0, SHOWN).replace(/[^ -~]/g, "?");
  return value.length <= SHOWN ? shown : `${shown}… (${value.length} characters)`;
}
