// The engines. The first one is the default: it works everywhere.

import type { Engine } from "./engine.ts";
import { bubblewrap } from "./engines/bubblewrap.ts";
import { simulated } from "./engines/simulated.ts";

export const engines: readonly [Engine, ...Engine[]] = [simulated, bubblewrap];
