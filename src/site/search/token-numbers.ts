// Numbers for the texts between the blanks of a site: 0 for the first, 1 for the next that differs. A site of thousands
// of pages has millions of them and few that differ. Comparing their bytes takes half the time of making strings.

const BLANK = 0x20;
/** FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
const [OFFSET, PRIME] = [0x811c9dc5, 0x01000193];

export class TokenNumbers {
  /** By number. */
  readonly texts: string[] = [];
  /** By the hash of a text, a power of two of places: its number plus one, or 0. */
  #places = new Int32Array(1 << 16);
  readonly #hashes: number[] = [];
  readonly #ends: number[] = [];
  /** All texts, one behind the other. */
  #known = Buffer.alloc(1 << 20);
  /** By number: how many pages were read when it was seen last. */
  readonly #last: number[] = [];
  #pages = 0;

  /** The numbers of the texts of a page, each once, in the order of the page. Those of new texts follow the known ones. */
  read(page: string): number[] {
    this.#pages += 1;
    const [pages, last] = [this.#pages, this.#last];
    const bytes = Buffer.from(page);
    const tokens: number[] = [];
    for (let start = 0, end = 0; start < bytes.length; start = end + 1) {
      let hash = OFFSET;
      for (end = start; end < bytes.length && bytes[end] !== BLANK; end += 1)
        hash = Math.imul(hash ^ (bytes[end] ?? 0), PRIME);
      if (end === start) continue;
      const token = this.#numberOf(hash, bytes, start, end);
      if (last[token] === pages) continue;
      last[token] = pages;
      tokens.push(token);
    }
    return tokens;
  }

  #numberOf(hash: number, bytes: Buffer, start: number, end: number): number {
    const [places, hashes] = [this.#places, this.#hashes];
    const mask = places.length - 1;
    let place = (hash ^ (hash >>> 15)) & mask;
    for (let found = places[place] ?? 0; found > 0; found = places[place] ?? 0) {
      if (hashes[found - 1] === hash && this.#isSame(found - 1, bytes, start, end)) return found - 1;
      place = (place + 1) & mask;
    }
    return this.#add(hash, place, bytes.subarray(start, end));
  }

  #isSame(token: number, bytes: Buffer, start: number, end: number): boolean {
    const from = token === 0 ? 0 : (this.#ends[token - 1] ?? 0);
    if ((this.#ends[token] ?? 0) - from !== end - start) return false;
    for (let i = 0; i < end - start; i += 1) if (this.#known[from + i] !== bytes[start + i]) return false;
    return true;
  }

  #add(hash: number, place: number, text: Buffer): number {
    const token = this.#hashes.length;
    const from = this.#ends.at(-1) ?? 0;
    const to = from + text.length;
    if (to > this.#known.length) this.#known = Buffer.concat([this.#known], Math.max(to, 2 * this.#known.length));
    text.copy(this.#known, from);
    this.texts.push(text.toString());
    this.#last.push(0);
    this.#hashes.push(hash);
    this.#ends.push(to);
    this.#places[place] = token + 1;
    if (2 * token > this.#places.length) this.#grow();
    return token;
  }

  #grow(): void {
    const places = new Int32Array(2 * this.#places.length);
    const mask = places.length - 1;
    for (const [token, hash] of this.#hashes.entries()) {
      let place = (hash ^ (hash >>> 15)) & mask;
      while (places[place] !== 0) place = (place + 1) & mask;
      places[place] = token + 1;
    }
    this.#places = places;
  }
}
