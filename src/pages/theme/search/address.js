// The address of a search: ?q= has its words, &kind= the kind that was chosen.

/** What the address asks for. */
export function asked() {
  const params = new URLSearchParams(location.search);
  return { query: (params.get("q") ?? "").trim(), kind: params.get("kind") ?? "" };
}

/**
 * While a reader types, the address follows; what was finished before stays an entry of its own to go back to.
 * @param {HTMLInputElement} input
 */
export function addressOf(input) {
  let isFinished = asked().query !== "";
  const write = (/** @type {string} */ kind, /** @type {boolean} */ isNew) => {
    const query = input.value.trim();
    const params = new URLSearchParams({ ...(query && { q: query }), ...(kind && { kind }) });
    const url = `${location.pathname}${query || kind ? `?${params}` : ""}`;
    if (url === location.pathname + location.search) return;
    history[isNew ? "pushState" : "replaceState"](null, "", url);
  };
  return {
    typed() {
      write("", isFinished);
      isFinished = false;
    },
    commit() {
      isFinished = input.value.trim() !== "";
    },
    choose(/** @type {string} */ kind) {
      write(kind, true);
      isFinished = true;
    },
  };
}
