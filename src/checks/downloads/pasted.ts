// How the text of a check becomes what a reader pastes, and how a page carries it. The script of the pages imports this
// file, so it imports nothing that needs Node.

import { PATH } from "../sandbox/limits.ts";

/**
 * As on the test hosts: cron and a login without rights have no sbin, where half of what a check asks lies; nor does
 * anything tell a shell or an old grep that a check starts to behave otherwise; and a date is in UTC. What else the caller has set, such as
 * KUBECONFIG, is for the commands that a check asks.
 */
export const ENVIRONMENT = `unset -v BASH_ENV ENV GREP_OPTIONS
export LC_ALL=C TZ=UTC0 PATH="${PATH}\${PATH:+:$PATH}"`;

/**
 * Sets `faultbook_host` and `faultbook_time` (UTC, ISO 8601), which a ticket needs as much as the verdict. $HOSTNAME may
 * have come with the environment, from another machine or another day. The name goes to terminals and into labels.
 */
export const HOST_AND_TIME = `{ IFS= read -r faultbook_host </proc/sys/kernel/hostname; } 2>/dev/null || faultbook_host=$HOSTNAME
faultbook_host=\${faultbook_host//[^A-Za-z0-9._-]/_}
faultbook_time=$(export TZ=UTC0; printf '%(%Y-%m-%dT%H:%M:%SZ)T' -1 2>/dev/null || date -u +%Y-%m-%dT%H:%M:%SZ)`;

/** The lines before a check, and what prints its question, the host, the time, and the verdict. */
export const BEFORE = `
set +o posix
${ENVIRONMENT}
`;
export const PRINT = "printf '%s\\n' '' ";
export const PRINTED = ` "Host: $faultbook_host, $faultbook_time" "\${@:2}"`;

const NO_BASH = "CANNOT TELL: this check needs bash, which is missing here or was stopped";

/** One command that runs the text in a bash of its own: see paste.ts. */
export function pasted(text: string): string {
  return `bash --norc -pc ${quoteForAnyShell(text)} check </dev/null || echo '${NO_BASH}'\n`;
}

/**
 * One word of an interactive shell, POSIX or fish. fish reads a backslash in single quotes where it stands before
 * another one or a quote; zsh may be told to take two single quotes for one; and a bash before 5.0 looks for `!` line
 * by line, and does not know that the quotes were opened above: all three stand escaped, outside of the quotes.
 * https://fishshell.com/docs/current/language.html#quotes
 */
function quoteForAnyShell(text: string): string {
  const escaped = text.replace(/[!'\\]*[!'][!'\\]*|\\{2,}/g, (run) => `'${run.replace(/./g, "\\$&")}'`);
  return `'${escaped}'`;
}

/**
 * What the texts of all checks have in common. A page has one private character for each, from U+E001 on: these lines
 * are two thirds of a short check, and the script, which browsers keep, has them once.
 */
const COMMON = [
  `${BEFORE}(check() {\n`,
  BEFORE,
  "\n}\ncheck) </dev/null\ncase $? in\n0) set -- 0 'OK: ",
  "' ;;\n1) set -- 1 'AFFECTED: ",
  "' ;;\n*) set -- 2 'CANNOT TELL: ",
  "' 'Next: ",
  `' ;;\nesac\n${HOST_AND_TIME}\n${PRINT}'Question: `,
  PRINTED,
];

/** U+E000, in front of a character that an author wrote. */
const AS_IT_IS = 0xe000;

/** The text of a check as a page carries it. */
export function packed(text: string): string {
  const short = text.replace(/[\uE000-\uE00F]/g, `${String.fromCharCode(AS_IT_IS)}$&`);
  return COMMON.reduce((rest, part, i) => rest.replaceAll(part, String.fromCharCode(AS_IT_IS + 1 + i)), short);
}

/** The other way round. */
export function unpacked(short: string): string {
  return short.replace(/\uE000?([\uE000-\uE00F])/g, (found, sign: string) =>
    found === sign ? (COMMON[sign.charCodeAt(0) - AS_IT_IS - 1] ?? sign) : sign,
  );
}
