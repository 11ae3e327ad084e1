import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { recordAfter } from "./bench-folders.ts";
import { addressOf, type BenchDocument, corpus, nameOf, referencesOf } from "./corpus.ts";

const SIZE = 200;
const documents = [...corpus(SIZE)];

function each(count: (body: string) => number): number[] {
  return [...new Set(documents.map(({ body }) => count(body)))];
}

const found = (body: string, pattern: RegExp) => body.match(pattern)?.length ?? 0;

test("the corpus is the same in every run", () => {
  const sum = (all: readonly BenchDocument[]) => createHash("sha256").update(JSON.stringify(all)).digest("hex");

  expect(sum([...corpus(SIZE)])).toBe(sum(documents));
  expect(documents.slice(0, 2).map(({ title, date }) => `${date} ${title}`)).toMatchInlineSnapshot(`
    [
      "2021-07-11 Legacy ticket of basket-collector expired (incident 1)",
      "2015-05-14 Degraded route of basket-scheduler flapped (incident 2)",
    ]
  `);
});

test("every document has the parts of a post-mortem", () => {
  expect(each((body) => found(body, /^## /gm))).toEqual([6]);
  expect(each((body) => found(body, /^```\w+$/gm))).toEqual([4]);
  expect(each((body) => found(body, /\]\(\/postmortems\//g))).toEqual([4]);
  expect(each((body) => found(body, /^\| --- /gm))).toEqual([1]);
  expect(each((body) => found(body, /^(?:- |1\. )/gm))).toEqual([10]);
});

test("they are about as long as real ones, and no two are the same", () => {
  const bytes = documents.reduce((sum, { body }) => sum + body.length, 0) / SIZE;

  expect(Math.round(bytes / 1000)).toBe(8);
  expect(new Set(documents.map(({ title }) => title)).size).toBe(SIZE);
  expect(documents.filter(({ description }) => description.length < 50 || description.length > 160)).toEqual([]);
});

test("links lead to other documents that are there", () => {
  const addresses = new Set(documents.map(({ name }) => addressOf(name)));
  const dead = documents.flatMap(({ name, body }) =>
    [...body.matchAll(/\]\((\/[^)]+)\)/g)].filter(([, to = ""]) => !addresses.has(to) || to === addressOf(name)),
  );

  expect(dead).toEqual([]);
});

test("one fence in five is one of a pool", () => {
  const fences = [...corpus(2000)].flatMap(({ body }) =>
    [...body.matchAll(/^```[\s\S]*?^```$/gm)].map(([text]) => text),
  );
  const counts = [...Map.groupBy(fences, (text) => text).values()].map(({ length }) => length);
  const shared = counts.filter((count) => count > 1);

  expect(shared.length).toBeLessThanOrEqual(1000);
  expect(shared.reduce((sum, count) => sum + count, 0) / fences.length).toBeCloseTo(0.2, 1);
});

test("one document in ten names an upstream item, which two of them share", () => {
  const named = documents.flatMap(({ reference }) => reference ?? []);

  expect(named.length).toBe(20);
  expect(new Set(named)).toEqual(new Set(referencesOf(SIZE)));
  expect(referencesOf(SIZE).length).toBe(10);
  expect(documents.filter(({ body, reference }) => reference !== undefined && !body.includes(reference))).toEqual([]);
});

test("in each night, one item in a hundred moves, and after all of them the first one moves back", () => {
  const urls = referencesOf(4000);
  const closed = (nights: number) =>
    recordAfter(urls, nights).flatMap(({ url, state }) => (state === "closed" ? [urls.indexOf(url)] : []));

  expect(closed(0)).toEqual([]);
  expect(closed(1)).toEqual([0, 1]);
  expect(closed(2)).toEqual([0, 1, 2, 3]);
  expect(closed(101)).not.toContain(0);
  expect(recordAfter(urls, 1)[0]).toMatchInlineSnapshot(`
    {
      "history": [
        {
          "at": "2025-06-01",
          "from": "open",
          "remoteStatus": "closed (completed)",
          "seen": "2025-06-01T02:00:00.000Z",
          "to": "closed",
        },
      ],
      "remoteStatus": "closed (completed)",
      "since": "2025-06-01",
      "source": {
        "at": "2025-06-01T02:00:00.000Z",
        "from": "https://api.github.com/repos/team-0/project-0/issues/1000",
        "kind": "fetched",
      },
      "state": "closed",
      "title": "The pool of project 0 loses its place after a restart",
      "tracker": "github",
      "url": "https://github.com/team-0/project-0/issues/1000",
    }
  `);
});

test("names have the same length, so that files lie in the order of their numbers", () => {
  expect([nameOf(0), nameOf(99_999)]).toEqual(["incident-000001", "incident-100000"]);
});
