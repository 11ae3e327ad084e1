// The box of "Are you affected?": compares what `uname -r` says with the table. Everything stays in this browser; the
// table says the same without the box.

/**
 * @typedef {{ release: string, flavour?: string, introduced?: string, fixed?: string }} Row
 * @typedef {{ verdict: "affected" | "before" | "fixed" | "other" | "unreadable", text: string }} Answer
 */

/** 5.15.0-88-generic, 6.2.16-14-pve, 5.14.0-427.13.1.el9_4.x86_64: numbers, then the flavour. */
const KERNEL = /^(\d+(?:\.\d+)+(?:-\d+(?:\.\d+)*)?)(?:[-.]([a-z][\w.+-]*))?$/;

/** The numbers of a package's version that uname knows, such as 5.15.0-88 of 5.15.0-88.98. Red Hat's has all of them. */
const UNAME = 4;

/**
 * What a kernel's release says against the rows of the table. It claims no more than the table shows.
 * @param {string} release as `uname -r` or `uname -a` prints it
 * @param {readonly Row[]} rows
 * @returns {Answer}
 */
export function compareKernel(release, rows) {
  const match = KERNEL.exec(releaseOf(release));
  if (match === null) return answer("unreadable", "This is not the output of uname -r, such as 5.15.0-88-generic.");
  const kernel = numbers(match[1] ?? "");
  const row = rows.find((candidate) => candidate.flavour === match[2] && sameSeries(kernel, candidate));
  const whole = rows.find((candidate) => candidate.flavour !== undefined && sameSeries(kernel, candidate));
  if (match[2] === undefined && row === undefined && whole !== undefined) {
    return answer("unreadable", `The ending is missing. Type all of it, such as ${match[1]}-${whole.flavour}.`);
  }
  return row === undefined ? outsideTable(kernel, rows) : insideRow(kernel, row);
}

/** `uname -a` begins "Linux host 6.2.16-10-pve #1 …". @param {string} text */
function releaseOf(text) {
  const words = text.trim().split(/\s+/);
  return (words[0] === "Linux" ? words[2] : words[0]) ?? "";
}

/** @param {Answer["verdict"]} verdict @param {string} text @returns {Answer} */
function answer(verdict, text) {
  return { verdict, text };
}

/** @param {readonly number[]} kernel @param {readonly Row[]} rows */
function outsideTable(kernel, rows) {
  const series = rows.map(seriesOf);
  const newer = series.every((one) => one.length === 2 && compare(kernel, one) > 0);
  return newer
    ? answer(
        "other",
        "This kernel is newer than every series in the table, so the cause is most likely something else.",
      )
    : answer(
        "unreadable",
        "The table does not cover this kernel, so its version does not show whether it is affected.",
      );
}

/** @param {readonly number[]} kernel @param {Row} row */
function insideRow(kernel, { release, flavour, introduced, fixed }) {
  const open = [introduced, fixed].find((version) => version && isOpen(kernel, numbers(version), flavour));
  if (open) return answer("unreadable", `${release}: this does not say whether it is before ${open} or after it.`);
  if (introduced !== undefined && compare(kernel, numbers(introduced)) < 0) {
    return answer(
      "before",
      `${release}: older than ${introduced}, the first affected version. Look for another cause.`,
    );
  }
  if (fixed !== undefined && compare(kernel, numbers(fixed)) >= 0) {
    return answer("fixed", `${release}: this kernel has the fix, since ${fixed}. Look for another cause.`);
  }
  const until = fixed === undefined ? "no fixed version is known" : `fixed in ${fixed}`;
  return answer("affected", `${release}: this kernel is in the affected range; ${until}.`);
}

/**
 * The numbers that a version begins with: 6.2.16-15~bpo12 and 6.2.16+deb12u3 go on in letters, which uname has not.
 * @param {string} version
 */
function numbers(version) {
  return (/^\d+(?:[.-]\d+)*/.exec(version)?.[0] ?? "").split(/[.-]/).filter(Boolean).map(Number);
}

/** The series is the first two numbers: 5.15, 6.2. @param {Row} row */
function seriesOf({ fixed, introduced }) {
  return numbers(fixed ?? introduced ?? "").slice(0, 2);
}

/** @param {readonly number[]} kernel @param {Row} row */
function sameSeries(kernel, row) {
  const [major, minor] = seriesOf(row);
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

/**
 * 6.2.16 may be before 6.2.16-14 or after it. So may Debian's 6.1.0-18 be before 6.1.66-1: its third number is always 0.
 * @param {readonly number[]} kernel @param {readonly number[]} version
 */
function isOpen(kernel, version, flavour = "") {
  const most = flavour.startsWith("el") ? version.length : Math.min(version.length, UNAME);
  const isPart = kernel.length < most && compare(kernel, version) === 0;
  return isPart || (kernel[2] === 0 && (version[2] ?? 0) > 0);
}

/**
 * A link to what the page says to do next, where it says that.
 * @param {Answer["verdict"]} verdict
 */
function nextStep(verdict) {
  const id = verdict === "affected" ? "page-mitigations" : "page-elsewhere";
  if (verdict === "unreadable" || document.getElementById(id) === null) return null;
  const link = document.createElement("a");
  link.href = `#${id}`;
  link.textContent = verdict === "affected" ? "What to do" : "Where to look";
  return link;
}

/** @param {HTMLElement} box */
function answerWhileTyping(box) {
  const rows = JSON.parse(box.dataset.fixes ?? "[]");
  const input = box.querySelector("input");
  const output = box.querySelector("output");
  box.hidden = false;
  input?.addEventListener("input", () => {
    if (output === null) return;
    const found = input.value.trim() === "" ? undefined : compareKernel(input.value, rows);
    output.value = found?.text ?? "";
    output.className = found === undefined ? "" : `answer-${found.verdict}`;
    const next = found === undefined ? null : nextStep(found.verdict);
    if (next !== null) output.append(" ", next);
  });
}

// Tests import this file where there is no document.
if (typeof document !== "undefined") {
  for (const box of document.querySelectorAll(".kernel")) {
    if (box instanceof HTMLElement) answerWhileTyping(box);
  }
}
