// Which references changed their state last. A build has no clock, so nothing says how long ago.

import { dateOrder } from "../../../model/date.ts";
import type { Transition } from "../../../model/record.ts";
import type { Reference } from "../../../model/reference.ts";
import { newestFirst } from "./reference-entry.ts";

export type Moved = { readonly reference: Reference; readonly move: Transition };

/** Each reference that ever moved, with its newest change of state; the newest of all comes first. */
export function latestMoves(list: readonly Reference[]): readonly Moved[] {
  return list
    .flatMap((reference) => {
      const [move] = newestFirst(reference.history);
      return move === undefined ? [] : [{ reference, move }];
    })
    .sort((a, b) => dateOrder(b.move.at) - dateOrder(a.move.at));
}
