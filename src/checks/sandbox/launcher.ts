// What a launcher is: a way to start the driver where it can do no harm, and nothing can be seen of this machine.

/**
 * One way into a sandbox. The driver is the same for all, and so is what a run gives:
 *
 *     const launcher = { name: "unshare", argv: ["unshare", "--user", …], user: undefined, isolates: true };
 *     spawn("bash", [...launcher.argv, "bash", "-c", DRIVER, …]);
 *
 * A new launcher is a file in launchers/ and a line in index.ts.
 */
export type Launcher = {
  readonly name: string;
  /** Stands before the command line of the driver. */
  readonly argv: readonly string[];
  /** The user and group that it is started as; undefined: whoever runs this. */
  readonly user: number | undefined;
  /**
   * Whether the driver is process 1 of namespaces of its own. Without, there is no mount and no procfs: runs report their
   * exit code and what they print, and not what they read, so that they can be compared with a record and never become one.
   */
  readonly isolates: boolean;
};

/** What of this machine a launcher needs to know. */
export type Machine = {
  readonly platform: string;
  /** 0 is root; undefined where there are no users. */
  readonly uid: number | undefined;
  /** The real place of a command; undefined where it has none. */
  readonly pathOf: (name: string) => string | undefined;
};

/** The launcher on this machine, or why it has none, as a sentence without its full stop. */
export type FindLauncher = (machine: Machine) => Launcher | string;

/** Root becomes the user nobody first: as root, a run could change settings of the kernel by way of procfs. */
export function notRoot({ uid }: Machine): number | undefined {
  return uid === 0 ? NOBODY : undefined;
}

const NOBODY = 65_534;
