// Makes each heading a link to itself, for whoever sends somebody there. Without this script, the list of sections has
// these addresses.

// Tests import this file where there is no document.
if (typeof document !== "undefined") {
  for (const heading of document.querySelectorAll(".prose :is(h1, h2, h3, h4, h5, h6)[id]")) {
    if (heading.querySelector("a")) continue;
    const link = document.createElement("a");
    link.className = "anchor";
    link.href = `#${heading.id}`;
    link.append(...heading.childNodes);
    heading.append(link);
  }
}
