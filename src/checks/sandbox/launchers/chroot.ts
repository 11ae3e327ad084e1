// chroot(1) alone, for root in a container that forbids namespaces. It compares and never records.

import type { FindLauncher } from "../launcher.ts";

export const chroot: FindLauncher = ({ uid, pathOf }) => {
  if (uid !== 0) return "chroot needs root";
  if (pathOf("chroot") === undefined) return "chroot of coreutils is not installed";
  return { name: "chroot", argv: [], user: undefined, isolates: false };
};
