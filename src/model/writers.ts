// Known command lines that change a machine: no capture script runs them, and no check may rest on their answers.
// The list has the common ones; a line that is not on it may still change a machine.

/** With any arguments. */
const ALWAYS: ReadonlySet<string> = new Set([
  ...["chattr", "chgrp", "chmod", "chown", "cp", "dd", "fallocate", "install", "ln", "mkdir", "mkfifo", "mknod"],
  ...["mktemp", "mv", "rename", "rm", "rmdir", "rsync", "scp", "setfacl", "shred", "tee", "touch", "truncate"],
  ...["fstrim", "mke2fs", "mkswap", "swapoff", "umount", "unlink", "wipefs"],
  ...["depmod", "insmod", "modprobe", "rmmod", "setenforce", "update-grub", "update-initramfs"],
  ...["halt", "kexec", "killall", "pkill", "poweroff", "reboot", "shutdown", "telinit"],
  ...["adduser", "chpasswd", "groupadd", "passwd", "useradd", "userdel", "usermod"],
]);

/** The words of a command line that are no options, as one text: "restart app" of `systemctl -q restart app`. */
const BY_WORDS: Readonly<Record<string, RegExp>> = {
  apt: /^(autoremove|dist-upgrade|full-upgrade|install|purge|reinstall|remove|update|upgrade)\b/,
  "apt-get": /^(autoremove|clean|dist-upgrade|install|purge|remove|update|upgrade)\b/,
  dnf: /^(autoremove|downgrade|install|reinstall|remove|swap|update|upgrade)\b/,
  docker: /^([a-z]+ )?(build|cp|create|exec|kill|pause|prune|pull|push|rename|restart|rm|rmi|run|start|stop|update)\b/,
  hostname: /./,
  ip: /^\w+ (add|append|change|del|delete|flush|replace|set)\b/,
  kubectl: /^(annotate|apply|cordon|create|delete|drain|edit|exec|label|patch|replace|rollout|scale|uncordon)\b/,
  losetup: /^\S+ \S/,
  mount: /\//,
  nft: /^(add|create|delete|destroy|flush|insert|replace|reset)\b/,
  pct: /^(create|destroy|migrate|reboot|restore|resume|rollback|set|shutdown|start|stop|suspend|unlock)\b/,
  podman: /^([a-z]+ )?(build|cp|create|exec|kill|pause|prune|pull|push|rename|restart|rm|rmi|run|start|stop|update)\b/,
  qm: /^(create|destroy|migrate|reboot|reset|restore|resume|rollback|set|shutdown|start|stop|suspend|unlock)\b/,
  service: /^\S+ (force-reload|reload|restart|start|stop)\b/,
  swapon: /./,
  sysctl: /=/,
  systemctl:
    /^(\S+ )?(clean|daemon-re\w+|disable|edit|emergency|enable|freeze|halt|hibernate|isolate|kexec|kill|link|(un)?mask|poweroff|preset(-all)?|reboot|reenable|rescue|(try-)?(reload|restart)(-or-\w+)?|reset-failed|revert|set-\w+|soft-reboot|start|stop|suspend|thaw)( |$)/,
  yum: /^(autoremove|downgrade|install|reinstall|remove|swap|update|upgrade)\b/,
  zfs: /^(allow|change-key|clone|create|destroy|inherit|load-key|mount|promote|receive|recv|rename|rollback|set|share|snap|snapshot|unallow|unload-key|unmount|unshare|upgrade)\b/,
  zpool:
    /^(add|attach|clear|create|destroy|detach|export|import|initialize|labelclear|offline|online|reguid|remove|reopen|replace|resilver|scrub|set|split|sync|trim|upgrade)\b/,
};

/** Among the options of a command line, one each. */
const BY_OPTION: Readonly<Record<string, RegExp>> = {
  crontab: /^-[er]$/,
  date: /^(-s|--set)/,
  dmesg: /^(-[A-Za-z]*[CcDEn]|--clear|--read-clear|--console-)/,
  find: /^-(delete|exec|execdir|fls|fprintf?|fprint0|ok|okdir)$/,
  hostname: /^(-F|--file|-b|--boot)/,
  ip6tables: /^-[ADFINPRXZ]$/,
  iptables: /^-[ADFINPRXZ]$/,
  journalctl: /^--(flush|relinquish-var|rotate|setup-keys|smart-relinquish-var|sync|update-catalog|vacuum-)/,
  losetup: /^(-[cdDf]|--detach|--find|--set-capacity)/,
  mount: /^(-[aBMoR]|--all|--bind|--move|--options|--rbind)/,
  sed: /^(-[Enrsuz]*i|--in-place)/,
  smartctl: /^(-[stX]|--(abort|set|smart|test)\b)/,
  sort: /^(-[a-zA-Z]*o|--output)/,
  swapon: /^(-[a-z]*a$|--all)/,
  sysctl: /^(-[a-zA-Z]*[wp]|--load|--system|--write)/,
};

/** They run the command after their own options. */
const RUNNERS =
  /^(sudo|doas|env|nice|ionice|nohup|setsid|stdbuf|timeout|time|chroot|command|xargs|strace|unshare|nsenter)$/;
const SHELL = /^(ba|da|k|z)?sh$/;

/** True for a command line, its words joined by blanks, that does more than read. */
export function changesMachine(line: string): boolean {
  const [name = "", ...words] = line.split(" ");
  if (ALWAYS.has(name) || name.startsWith("mkfs")) return true;
  if (name === "kill") return !/^-(0|l|L|-list|-table)$/.test(words[0] ?? "");
  if (RUNNERS.test(name)) return words.some((_, i) => changesMachine(words.slice(i).join(" ")));
  if (SHELL.test(name)) return words.some((word) => /^-\w*c$/.test(word)) && scriptChanges(words.join(" "));
  const plain = words.filter((word) => !word.startsWith("-"));
  return own(BY_WORDS, name)?.test(plain.join(" ")) || words.some((word) => own(BY_OPTION, name)?.test(word)) || false;
}

/** `-c cd /; rm x`: the ends of words are not known any more, so every command is searched by name. */
function scriptChanges(script: string): boolean {
  const isWrite = /(^|[^0-9&>])[12]?>>?\s*(?!&|\/dev\/null)[^\s&>]/.test(script);
  const commands = script.replace(/^(.*? )?-\w*c /, "").split(/[;&|\n(){}]+|\$\(|\b(?:do|then|else)\b/);
  return isWrite || commands.some((command) => changesMachine(command.trim()));
}

function own(table: Readonly<Record<string, RegExp>>, name: string): RegExp | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
