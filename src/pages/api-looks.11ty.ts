// /api/looks.json: when each upstream item was last looked up. It changes every night, and no page does: theme/looked.js
// reads it and adds the dates to the pages.

import type { PageType } from "./page-type.ts";
import { anchorOf } from "./parts/references/badge.ts";
import { LOOKS_URL } from "./parts/references/looked.ts";

const page: PageType = {
  data: { permalink: LOOKS_URL },
  render(data) {
    const looks = data.references.list.flatMap((reference) => {
      if (reference.look === undefined) return [];
      const { at, lastGood, result, failures } = reference.look;
      return [[anchorOf(data, reference), { at, lastGood: lastGood ?? null, result, failures }] as const];
    });
    const file = {
      version: 1,
      lastSuccess: data.lastSuccess ?? null,
      looks: Object.fromEntries(looks.sort(([a], [b]) => (a < b ? -1 : 1))),
    };
    return `${JSON.stringify(file, null, 2)}\n`;
  },
};
export default page;
