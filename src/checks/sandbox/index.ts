// The launchers. The first that a probe finds usable is taken.

import type { FindLauncher } from "./launcher.ts";
import { bwrap } from "./launchers/bwrap.ts";
import { chroot } from "./launchers/chroot.ts";
import { unshare } from "./launchers/unshare.ts";

export const launchers: readonly FindLauncher[] = [bwrap, unshare, chroot];
