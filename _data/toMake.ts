// What pages are made for in this build, by the names of src/pages/items.ts: those that are not in the output yet.
import type { ToMake } from "../src/site/making/pages.ts";

export default (_: unknown, toMake: ToMake) => toMake;
