// Vitest: everything under tests/, offline, in two parts.
//
// `npm test` runs the fast part: each unit, one build of the real site, and readers of it in a browser. `npm run test:all`
// runs the slow part, too: whole nights, what is killed or timed out, what a browser finds on every page. A file says in
// its own name that it is slow, `<name>.slow.test.ts`: no list has to be kept here, and it stays beside its neighbours.
import { accessSync, constants } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { env } from "node:process";
import { defineConfig } from "vitest/config";

const SLOW = "tests/**/*.slow.test.ts";
const TIMEOUTS = {
  // Only against what never ends: no test passes or fails by the speed of a machine, and some are five times as slow.
  testTimeout: 300_000,
  hookTimeout: 300_000,
  // Tests that run snippets side by side share the batches of a sandbox: the more of them, the fewer batches.
  maxConcurrency: 100,
};

// Vitest keeps a token of its own in the home folder or beside the packages, and does not start where it may write neither.
if (![homedir(), "node_modules"].some(isWritable)) env.XDG_DATA_HOME = tmpdir();

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export default defineConfig({
  test: {
    // Once for both parts: projects that do not extend this configuration still get what it provides.
    globalSetup: ["tests/global-setup.ts"],
    reporters: ["default", "./tests/summary/reporter.ts"],
    projects: [
      {
        test: {
          name: "fast",
          include: ["tests/**/*.test.ts"],
          exclude: [SLOW],
          // Starting a process and importing everything anew for each file took four fifths of the time.
          isolate: false,
          // Vitest's own choice leaves one of two cores idle.
          maxWorkers: "100%",
          ...TIMEOUTS,
        },
      },
      {
        test: {
          name: "slow",
          include: [SLOW],
          // These wait for processes and browsers of their own, so more of them run beside each other than Vitest believes.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
          ...TIMEOUTS,
        },
      },
    ],
  },
});
