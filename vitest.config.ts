// Vitest: everything under tests/, offline. Tests that build or open a site take seconds; the rest milliseconds.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: ["tests/browser/global-setup.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
