// The progress of a long refresh: one line that is rewritten on a terminal, a plain line now and then elsewhere.

/** Off a terminal, a line is printed after so many items. */
const EVERY = 100;

type Output = { readonly isTTY?: boolean; write(text: string): unknown };

/** A callback for `onProgress`, and an end that leaves the terminal's line empty. */
export function progressOn(output: Output) {
  const draw = (done: number, total: number) => {
    const text = `Looked up ${done} of ${total} upstream items`;
    if (output.isTTY) output.write(`\r${text}\u001b[K`);
    else if (done % EVERY === 0 && total > EVERY) output.write(`${text}\n`);
  };
  return { draw, end: () => output.isTTY && output.write("\r\u001b[K") };
}
