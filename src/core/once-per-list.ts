// What many documents ask of one list is computed once: else a site of thousands of documents takes their square.

/**
 * `make` for one call for each list; later calls give the first result, so that it may depend on nothing but the list
 * and what belongs to it. Lists alone are keys: Eleventy wraps a plain object, such as `data.corpus`, in a new Proxy at
 * each read.
 */
export function oncePerList<List extends readonly unknown[], Rest extends readonly unknown[], Result>(
  make: (list: List, ...rest: Rest) => Result,
): (list: List, ...rest: Rest) => Result {
  const made = new WeakMap<List, { readonly result: Result }>();
  return (list, ...rest) => {
    const known = made.get(list) ?? { result: make(list, ...rest) };
    made.set(list, known);
    return known.result;
  };
}

/** The place of each entry of a list, from 0. */
export const positionsIn = oncePerList(
  (list: readonly unknown[]): ReadonlyMap<unknown, number> => new Map(list.map((entry, i) => [entry, i])),
);
