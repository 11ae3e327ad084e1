// unshare(1) of util-linux, which every Linux has: https://man7.org/linux/man-pages/man1/unshare.1.html

import { type FindLauncher, notRoot } from "../launcher.ts";

export const unshare: FindLauncher = (machine) => {
  const program = machine.pathOf("unshare");
  if (program === undefined) return "unshare of util-linux is not installed";
  const argv = [
    ...[program, "--user", "--map-root-user", "--mount", "--propagation", "private", "--net", "--ipc", "--uts"],
    ...["--pid", "--fork", "--kill-child", "--mount-proc", "--"],
  ];
  return { name: "unshare", argv, user: notRoot(machine), isolates: true };
};
