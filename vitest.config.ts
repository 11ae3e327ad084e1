// Vitest: everything under tests/, offline. Tests that build or open a site take seconds; the rest milliseconds.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/global-setup.ts"],
    // Many tests wait for a process or a browser of their own, so more files than Vitest believes run beside each other.
    maxWorkers: 4,
    testTimeout: 90_000,
    hookTimeout: 90_000,
  },
});
