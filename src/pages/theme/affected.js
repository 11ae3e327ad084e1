// The box of "Are you affected?": compares what `uname -r` says with the table. Everything stays in this browser; the
// table says the same without the box.

/**
 * @typedef {{ release: string, flavour?: string, introduced?: string, fixed?: string }} Row
 * @typedef {{ verdict: "affected" | "before" | "fixed" | "other" | "unreadable", text: string }} Answer
 */

/** 5.15.0-88-generic, 6.2.16-14-pve: numbers, then the flavour. */
const KERNEL = /^(\d+(?:\.\d+)+(?:-\d+)?)(?:-([a-z][\w-]*))?$/;

/**
 * What a kernel's release says against the rows of the table.
 * @param {string} release as `uname -r` prints it
 * @param {readonly Row[]} rows
 * @returns {Answer}
 */
export function compareKernel(release, rows) {
  const match = KERNEL.exec(
    release
      .trim()
      .replace(/^Linux\s+\S+\s+/, "")
      .split(/\s/)[0] ?? "",
  );
  if (match === null)
    return { verdict: "unreadable", text: "That is not what uname -r prints, for example 5.15.0-88-generic." };
  const kernel = numbers(match[1] ?? "");
  const row = rows.find((candidate) => candidate.flavour === match[2] && sameSeries(kernel, candidate));
  if (row === undefined)
    return {
      verdict: "other",
      text: "No release in the table has this kernel. Most likely it is something else: see below.",
    };
  if (row.introduced !== undefined && compare(kernel, numbers(row.introduced)) < 0) {
    return {
      verdict: "before",
      text: `${row.release}: older than the first affected version, ${row.introduced}. It is something else.`,
    };
  }
  if (row.fixed !== undefined && compare(kernel, numbers(row.fixed)) >= 0) {
    return {
      verdict: "fixed",
      text: `${row.release}: the fix is in this kernel (since ${row.fixed}). It is something else: see below.`,
    };
  }
  const until = row.fixed === undefined ? "no fixed version is known" : `fixed in ${row.fixed}`;
  return { verdict: "affected", text: `${row.release}: this kernel is in the affected range; ${until}.` };
}

/** @param {string} version */
function numbers(version) {
  return version.split(/[.-]/).map(Number);
}

/** The series is the first two numbers: 5.15, 6.2. @param {readonly number[]} kernel @param {Row} row */
function sameSeries(kernel, row) {
  const [major, minor] = numbers(row.fixed ?? row.introduced ?? "");
  return kernel[0] === major && kernel[1] === minor;
}

/**
 * Compares number by number, as far as both go: uname knows no upload number (5.15.0-88 of package 5.15.0-88.98).
 * @param {readonly number[]} a @param {readonly number[]} b
 */
function compare(a, b) {
  for (let i = 0; i < Math.min(a.length, b.length); i++) {
    const difference = (a[i] ?? 0) - (b[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

const form = typeof document === "undefined" ? null : document.querySelector("form.kernel");
if (form instanceof HTMLFormElement) {
  const rows = JSON.parse(form.dataset.fixes ?? "[]");
  const input = form.querySelector("input");
  const output = form.querySelector("output");
  form.hidden = false;
  for (const line of document.querySelectorAll("p.compare")) line.remove();
  form.addEventListener("submit", (event) => event.preventDefault());
  input?.addEventListener("input", () => {
    if (output === null) return;
    const answer = input.value.trim() === "" ? undefined : compareKernel(input.value, rows);
    output.value = answer?.text ?? "";
    output.className = answer === undefined ? "" : `answer-${answer.verdict}`;
  });
}
