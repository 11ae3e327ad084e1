// The process that builds a site for its index.

import { type BuildOptions, buildSite } from "../build.ts";

process.once("message", (options: BuildOptions) => {
  void buildSite({ ...options, drafts: true, keepGoing: true }).finally(() => process.disconnect());
});
// Without the server, nobody needs it.
process.once("disconnect", () => process.exit());
