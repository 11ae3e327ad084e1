// Every upstream item that the content refers to, with its state from the record.
import type { Site } from "../src/site/site.ts";

export default (site: Site) => site.references;
