// Eleventy's entry. Plain JavaScript, so that a Node which cannot run TypeScript still says what is wrong.
import "./scripts/node-version.cjs";

const { configure } = await import("./src/site/configure.ts");
export default configure;
