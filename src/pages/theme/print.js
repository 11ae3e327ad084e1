// Says on paper when a page was printed: states and dates on it are those of that day.

/** @param {Date} day */
export function printedText(day) {
  return `Printed on ${day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}`;
}

// Tests import this file where there is no document.
if (typeof document !== "undefined") {
  addEventListener("beforeprint", () => {
    document.querySelector(".printed > span")?.replaceChildren(`${printedText(new Date())}. `);
  });
}
