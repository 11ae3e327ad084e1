// What a hit shows, and which of the loaded hits comes first.

import { expect, test } from "vitest";
import {
  exactFirst,
  excerptOf,
  hasPhrase,
  spellingIn,
  withoutEdges,
} from "../../../../src/pages/theme/search/excerpt.js";

const term = (text: string) => {
  const word = text.toLowerCase().replace(/[^a-z0-9]/g, "");
  return { text, word, pages: 1, asks: [{ key: word, isExact: word.length < 3, weight: 1 }] };
};
const filler = (count: number) => Array.from({ length: count }, (_, i) => `word${i}`).join(" ");
const heading = (id: string, location: number) => ({ element: "h2", id, text: `About ${id}`, location });

test("the densest stretch, with marks, and the sections that have most of the words", () => {
  const fragment = {
    url: "/runbooks/queue/",
    content: `Intro ${filler(49)} lag here ${filler(48)} lag of the queue_depth ${filler(50)}`,
    meta: { title: "Queue" },
    anchors: [heading("one", 50), heading("two", 100), { ...heading("figure", 120), element: "figure" }],
  };

  const { pieces, sections } = excerptOf(fragment, [term("lag"), term("depth")]);

  expect(pieces.filter(({ isFound }) => isFound).map(({ text }) => text)).toEqual(["lag", "queue_depth"]);
  expect(pieces.length).toBeLessThan(32);
  expect(sections).toEqual([{ url: "/runbooks/queue/#two", title: "About two" }]);
});

test("of words that stand apart, the rarest says where to look", () => {
  const content = `zfs here ${filler(50)} zfs and zfs ${filler(50)} example/zfs#4711 there`;
  const anchors = [heading("one", 0), heading("two", 50), heading("three", 100)];
  const terms = [term("4711"), { ...term("zfs"), pages: 9 }];

  const { pieces, sections } = excerptOf({ url: "/a/", content, meta: { title: "A" }, anchors }, terms);

  expect(pieces.flatMap(({ text, isFound }) => (isFound ? [text] : []))).toEqual(["example/zfs#4711"]);
  expect(sections.map(({ url }) => url)).toEqual(["/a/#three"]);
});

test("words in quotes are looked for side by side, and a word is shown as pages write it", () => {
  const fragment = { url: "/a/", content: "No such\npool: QueueDeep (hängt)", meta: { title: "Queues" }, anchors: [] };

  expect([hasPhrase(fragment, "“no such pool”"), hasPhrase(fragment, "such no pool")]).toEqual([true, false]);
  expect(["queuedeep", "hangt", "such", "lag"].map((word) => spellingIn([fragment], word))).toEqual([
    ...["QueueDeep", "hängt", "such", "lag"],
  ]);
});

test("a page that is found by its keywords alone shows its description and those keywords", () => {
  const meta = { title: "Queue", description: "Jobs wait.", keywords: "Warteschlange voll, backlog" };
  const fragment = { url: "/a/", content: filler(99), meta, anchors: [] };

  const { pieces, sections } = excerptOf(fragment, [term("Warteschlange")]);

  expect(pieces.map(({ text, isFound }) => (isFound ? `*${text}*` : text)).join(" ")).toBe(
    "Jobs wait. Keywords: *Warteschlange* voll",
  );
  expect(sections).toEqual([]);
});

test("a page that is found by its name alone, and has no description, shows how it begins", () => {
  const fragment = { url: "/a/", content: filler(99), meta: { title: "Queue" }, anchors: [] };

  const { pieces } = excerptOf(fragment, [term("queue")]);

  expect(pieces.map(({ text }) => text).join(" ")).toBe(filler(28));
});

test("a page that is called as the query says shows its description, and where its text has the words", () => {
  const meta = { title: "The queue", description: "Jobs wait. See the queue.", keywords: "backlog, QueueDepthHigh" };
  const fragment = { url: "/a/", content: `the queue ${filler(9)} backlog`, meta, anchors: [heading("one", 5)] };
  const textOf = (...words: string[]) => {
    const { pieces, sections } = excerptOf(fragment, words.map(term));
    return [pieces.map(({ text }) => text).join(" "), sections.length];
  };

  expect(textOf("queue")).toEqual(["Jobs wait. See the queue.", 0]);
  expect(textOf("queue", "backlog")).toEqual(["Jobs wait. See the queue. Keywords: backlog", 1]);
  expect(textOf("QueueDepthHigh")).toEqual(["Jobs wait. See the queue. Keywords: QueueDepthHigh", 0]);
  expect(textOf("queue", "word7")[0]).toContain("word7");
});

test.each([
  ["(queue_depth),", ["(", "queue_depth", "),"]],
  ["“lag”", ["“", "lag", "”"]],
  ["5.15.0-88", ["", "5.15.0-88", ""]],
])("%s is marked without its punctuation", (text, parts) => {
  expect(Object.values(withoutEdges(text))).toEqual(parts);
});

test("first comes what is called so, or has what was typed word for word", () => {
  const hit = (kind: string, name: string, score: number, content = "") => ({
    kind,
    score,
    fragment: { url: `/${name}/`, content, meta: kind === "Runbook" ? { title: name } : { name }, anchors: [] },
  });
  const order = (query: string, hits: ReturnType<typeof hit>[]) =>
    exactFirst(query, query.split(" ").map(term), hits).map(({ fragment }) => fragment.url);

  expect(order("queue-depth", [hit("Runbook", "Queues", 3), hit("Check", "queue-depth", 1)])[0]).toBe("/queue-depth/");
  expect(order("QueueDeep", [hit("Runbook", "Queues", 3), hit("Alert", "QueueDeep", 1)])[0]).toBe("/Queues/");
  expect(
    order("no route to host", [
      hit("Runbook", "Other", 3, "no host has a route to it"),
      hit("Runbook", "Network", 2, "ssh: No route to host."),
    ]),
  ).toEqual(["/Network/", "/Other/"]);
  // Function words between them are no difference; the more words, the less it is by chance.
  expect(
    order("how do I roll back a kernel", [
      hit("Runbook", "Other", 5, "a backup of the kernel, rolled"),
      hit("Runbook", "Previous", 2, "roll back the kernel"),
    ]),
  ).toEqual(["/Previous/", "/Other/"]);
  expect(order("full disk", [hit("Runbook", "Other", 3), hit("Runbook", "Disk is full", 2)])[0]).toBe("/Disk is full/");
});
