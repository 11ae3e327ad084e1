// bubblewrap: https://github.com/containers/bubblewrap/blob/main/bwrap.xml. Some systems let it make namespaces where
// nobody else may.

import { type FindLauncher, notRoot } from "../launcher.ts";

export const bwrap: FindLauncher = (machine) => {
  const program = machine.pathOf("bwrap");
  if (program === undefined) return "bubblewrap is not installed";
  const argv = [
    ...[program, "--unshare-all", "--as-pid-1", "--die-with-parent", "--uid", "0", "--gid", "0", "--cap-add", "ALL"],
    ...["--bind", "/", "/", "--dev-bind", "/dev", "/dev", "--proc", "/proc"],
  ];
  return { name: "bwrap", argv, user: notRoot(machine), isolates: true };
};
