// Files and commands that only root can use. A check that uses one of them and does not say so may be run by another user
// in an incident, and then cannot tell.

import type { Check } from "../../../model/check.ts";
import { literal, type SyntaxNode } from "../../snippet/syntax.ts";
import { isA } from "../hints/tree.ts";
import type { Seen } from "./reading.ts";
import { type Command, type Reading, shown } from "./text.ts";

/** A pattern of whole paths, and where their mode is written down. */
type File = readonly [path: RegExp, source: string];

const FILES: readonly File[] = [
  [/^\/etc\/g?shadow-?$/, "mode 0640 root:shadow on Debian, 0000 on Red Hat: shadow(5)"],
  [/^\/etc\/sudoers(\.d\/.+)?$/, "mode 0440: sudoers(5)"],
  [/^\/etc\/ssl\/private\/.+$/, "mode 0710 root:ssl-cert on Debian"],
  [/^\/etc\/ssh\/ssh_host_\w+_key$/, "mode 0600: sshd(8)"],
  [/^\/root\/.+$/, "root's home has mode 0700"],
  [/^\/var\/spool\/cron(\/.*)?$/, "each crontab is readable by its owner only: crontab(1)"],
  [/^\/boot\/System\.map-?.*$/, "mode 0600 on Debian and Red Hat"],
  [
    /^\/var\/log\/(auth\.log|secure|messages|syslog|kern\.log|maillog|mail\.log|cron)(\.\d+)?$/,
    "readable by root, on Debian also by group adm",
  ],
  [/^\/var\/log\/audit(\/.*)?$/, "mode 0600: auditd.conf(5)"],
  [/^\/(proc\/(kcore|kmsg|kpage\w+|slabinfo|vmallocinfo|pagetypeinfo|timer_list)|dev\/mem)$/, "mode 0400 in Linux"],
  [/^\/proc\/(iomem|ioports)$/, "other users read zeros in Linux"],
  [/^\/proc\/net\/(nf_conntrack|ip_conntrack|ip_tables_names)$/, "mode 0440 in Linux"],
  [
    /^\/proc\/(\d+|[\d*?[\]!-]+|\$(?!\$|\{?BASHPID)[^/]+)\/(environ|io|maps|smaps(_rollup)?|pagemap|stack|syscall|mem|auxv|exe|cwd|root|fd(info)?)(\/.*)?$/,
    "only root may read those of other users' processes: proc(5)",
  ],
  [/^\/sys\/kernel\/(debug|tracing)\/.+$/, "mode 0700: debugfs and tracefs of Linux"],
  [
    /^\/sys\/class\/dmi\/id\/(\w+_serial|product_uuid)$|^\/sys\/firmware\/dmi\/tables\/.*$/,
    "mode 0400: drivers/firmware/dmi-id.c",
  ],
];

/** Names of commands, which of their calls, and what other users get. */
type Tool = readonly [names: string, calls: RegExp, source: string];

const TOOLS: readonly Tool[] = [
  ["lvs vgs pvs lvdisplay vgdisplay pvdisplay lvscan vgscan pvscan", /^/, "LVM sees no volume without root: lvm(8)"],
  ["smartctl", /^/, "it opens raw devices: smartctl(8)"],
  ["hdparm ipmitool", /^/, "it opens raw devices"],
  ["nvme", /^(?!list\b|version\b)/, "it opens raw devices"],
  ["zdb", /^/, "it reads pools from raw devices: zdb(8)"],
  ["dmidecode", /^/, "it reads /sys/firmware/dmi/tables: dmidecode(8)"],
  ["nft", /^/, "Operation not permitted (you must be root)"],
  [
    "iptables ip6tables iptables-save ip6tables-save ebtables ipset ipvsadm conntrack",
    /^/,
    "Permission denied (you must be root)",
  ],
  ["mdadm", /(^| )(-D|-E|--detail|--examine)/, "must be super-user to perform this action"],
  ["dmsetup cryptsetup multipath", /^(?!--version)/, "it asks device-mapper: dmsetup(8)"],
  ["tune2fs dumpe2fs xfs_db debugfs", /^/, "it opens raw devices"],
  ["fdisk sfdisk parted", /(^| )(-l|-d|-s|--list|--dump|print)\b/, "it opens raw devices"],
  ["wg", /^/, "Unable to access interface: Operation not permitted"],
  ["qm pct pvesh pvecm pvesm", /^/, "please run as root"],
  ["ss", /(^| )(-[a-zA-Z0-9]*p|--processes)/, "it hides other users' processes: ss(8)"],
  ["netstat", /(^| )(-[a-zA-Z]*p|--programs?)/, "it hides other users' processes: netstat(8)"],
  ["dmesg", /^/, "kernel.dmesg_restrict is 1 on Debian and Ubuntu: dmesg(1)"],
  ["lsof", /^/, "it hides other users' files: lsof(8)"],
];

const TOOL = new Map(TOOLS.flatMap(([names, ...about]) => names.split(" ").map((name) => [name, about] as const)));

/** What needs root in a snippet whose author has not said so; all of it as one piece of advice. */
export function lacksRoot({ commands, nodes, textOf, lineOf }: Reading, check: Check): readonly Seen[] {
  if (check.needs === "root") return [];
  const askedAfter = new Set<unknown>(nodes.flatMap(existenceIn));
  const words = nodes
    .filter((node) => node.type === "Word" && !askedAfter.has(node))
    .map((node) => ({ ...textOf(node), line: lineOf(node) }));
  const files = words.flatMap(({ text, line }) => {
    const [, source] = FILES.find(([path]) => path.test(text)) ?? [];
    return source === undefined ? [] : [{ asked: text, source, line }];
  });
  const asked = [...files, ...commands.flatMap(rootsIn)];
  const distinct = [...new Map(asked.map((one) => [one.asked, one])).values()].sort((a, b) => a.line - b.line);
  const [first] = distinct;
  if (first === undefined) return [];
  const names = distinct.map((one) => shown(one.asked)).join(", ");
  return [
    {
      what: `lacks needs: root, but uses what only root can read or run: ${names}`,
      remedy: [...distinct.map((one) => `${one.asked}: ${one.source}`), `Write checks.${check.id}.needs: root`].join(
        "\n",
      ),
      line: first.line,
    },
  ];
}

const EXISTS: ReadonlySet<unknown> = new Set(["-d", "-e", "-f"]);

/** The words in `[ -e /etc/shadow ]`: every user may know that a file exists. */
function existenceIn(node: SyntaxNode): readonly unknown[] {
  if (node.type === "CondUnary") return EXISTS.has(node.operator) ? [node.operand] : [];
  if (!isA(node, "SimpleCommand")) return [];
  return node.args.filter((_, i) => EXISTS.has(literal(node.args[i - 1])));
}

const RUNNERS: ReadonlySet<string> = new Set(["command", "env", "nice", "ionice", "timeout", "xargs"]);

/** `lvs -o lv_name`, `timeout 5 lvs`; `command -v lvs` does not run it. */
function rootsIn({ name, args, line }: Command): readonly { asked: string; source: string; line: number }[] {
  const words = args.map(({ text }) => text);
  if (name === "command" && /^-[vV]/.test(words[0] ?? "")) return [];
  const at = RUNNERS.has(name) ? words.findIndex((word) => TOOL.has(word)) : -1;
  const [tool, ...rest] = at === -1 ? [name, ...words] : words.slice(at);
  const [calls, source] = TOOL.get(tool ?? "") ?? [];
  const call = rest.join(" ");
  if (tool === undefined || source === undefined || calls?.test(call) !== true || NO_QUESTION.test(call)) return [];
  return [{ asked: [tool, ...rest].join(" "), source, line }];
}

/** The version and the usage need no rights. */
const NO_QUESTION = /^(-V|-h|--version|--help)$/;
