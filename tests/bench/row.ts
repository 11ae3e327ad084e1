// A row of the bench's table.

export type Row = {
  readonly what: string;
  readonly measured: string;
  readonly budget?: string;
  readonly isMissed?: boolean;
};

/** A row with a limit that the number must not exceed. */
export function limited(what: string, number: number, limit: number, unit = ""): Row {
  const digits = Number.isInteger(limit) && unit !== "s" ? 0 : 2;
  const tell = (value: number) => `${value.toFixed(digits)}${unit === "" ? "" : ` ${unit}`}`;
  return { what, measured: tell(number), budget: `≤ ${tell(limit)}`, isMissed: number > limit };
}

/** A row with a number that must be this one. */
export function exact(what: string, number: number, wanted: number): Row {
  return { what, measured: String(number), budget: `= ${wanted}`, isMissed: number !== wanted };
}

export function told(what: string, measured: string): Row {
  return { what, measured };
}

/** The middle one; of an even number the upper of the two. */
export function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
