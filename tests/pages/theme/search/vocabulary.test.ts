// What a query means on a site with these words.

import { expect, test } from "vitest";
import { isForm, nearest, readEntries, termsOf } from "../../../../src/pages/theme/search/vocabulary.js";
import { entriesOf, shardOf } from "../../../../src/pages/theme/search/words.js";

const TEXT = `The replication lag of a standby is measured. A primary runs out of connections, max_connections is 100 and
  innodb_buffer_pool_size too low. Encryption is encrypted. PostgresReplicationLag fires on 14.9.3-2-pgdg and 14.9.3-4.
  Run it read only. A backup, backups. up`;

const ENTRIES = [...new Set(TEXT.split(/\s+/).flatMap((word) => [...entriesOf(word)].map((one) => one.join(" "))))]
  .map((line) => line.split(" "))
  .map(([word = "", key = ""]) => `${word} 1${key === word ? "" : ` ${key}`}`);
const ALL = readEntries(ENTRIES.join("\n"));
const load = async (shard: string) => ALL.filter(({ word }) => shardOf(word) === shard);

async function asked(query: string): Promise<Record<string, readonly string[] | string>> {
  const terms = await termsOf(query, load);
  return Object.fromEntries(
    terms.map(({ text, meant, asks }) => [
      meant === undefined ? text : `${text} → ${meant}`,
      asks.length === 0 ? "nothing" : asks.map(({ key, isExact }) => (isExact ? `"${key}"` : key)),
    ]),
  );
}

test.each([
  // A word, its beginning, another form of it.
  ["standby", { standby: ["standby"] }],
  ["repl", { repl: ["repl", "postgresreplicationlag"] }],
  ["encrypting", { encrypting: ["encryption", "encrypted"] }],
  // Parts of identifiers, as long as they stand side by side.
  ["buffer_pool", { buffer_pool: ["innodb_buffer_pool_size"] }],
  ["ReplicationLag", { ReplicationLag: ["postgresreplicationlag"] }],
  ["innodb_pool_size", { innodb_pool_size: "nothing" }],
  ["max_lag", { max_lag: "nothing" }],
  // Two words that somebody writes with a hyphen.
  ["read-only", { read: ["read"], only: ["only"] }],
  // Two letters are a word, and no beginning of one.
  ["up", { up: ['"up"'] }],
  ["ba", { ba: "nothing" }],
  // Misspelt.
  ["encyrption", { "encyrption → encryption": ["encryption", "encrypted"] }],
  ["standbye", { standbye: ["standby"] }],
  ["replicaton", { "replicaton → replication": ["replication", "postgresreplicationlag"] }],
  // A version, and the one it belongs to.
  ["14.9.3", { "14.9.3": ["1493"] }],
  ["14.9.3-2-amd64", { "14.9.3-2-amd64 → 14.9.3-2": ["14932"] }],
  ["14.9.3-7", { "14.9.3-7 → 14.9.3": ["1493"] }],
  ["15.1.2", { "15.1.2": "nothing" }],
  ["101", { "101": "nothing" }],
  // Of a few words, each number was meant.
  ["backup 4", { "4": ['"14934"'], backup: ["backup"] }],
  ["backup 40", { "40": "nothing", backup: ["backup"] }],
  // What is no word is left out.
  ["a: backup == …", { backup: ["backup"] }],
])("%s", async (query, expected) => {
  const found = await asked(query);
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [word, keys] of Object.entries(expected)) {
    const got = found[word];
    expect(Array.isArray(got) ? [...got].sort() : got).toEqual(Array.isArray(keys) ? [...keys].sort() : keys);
  }
});

test.each([
  ["running", "run", true],
  ["copies", "copy", true],
  ["corrupted", "corruption", true],
  ["encrypting", "encryption", true],
  ["slower", "slowly", true],
  ["port", "portion", false],
  ["host", "hostile", false],
  ["avx", "avx2", false],
  ["pool", "pole", false],
  ["station", "stay", false],
])("%s and %s: forms of one word is %s", (a, b, expected) => {
  expect(isForm(a, b)).toBe(expected);
  expect(isForm(b, a)).toBe(expected);
});

test.each([
  // Of a short word, only letters that changed places.
  ["ceph", ["cpus", "caph", "cephs"], undefined],
  ["disc", ["dics", "disk"], "dics"],
  // The nearest, then the one on most pages.
  ["kernal", ["kernels", "kernel"], "kernel"],
  // No number stands for another one.
  ["avx512", ["avx521", "avx51"], undefined],
  ["redis", ["reads", "ready"], undefined],
])("the word that %s may have meant", (word, words, expected) => {
  const entries = words.map((one, i) => ({ word: one, pages: i, keys: [one] }));
  expect(nearest(word, entries)).toBe(expected);
});

test("the word itself comes first, and what only begins as another form of it is another word", async () => {
  const entries = readEntries("run 9\nrunbook 9\nruns 2\nrunning 5\n");
  const [term] = await termsOf("runs", async () => entries);

  expect(term?.asks.map(({ key, weight }) => [key, weight < 1])).toEqual([
    ["runs", false],
    ["run", true],
    ["running", true],
  ]);
});

test("a login page in place of the vocabulary is a failure, and an empty file is none", () => {
  expect(() => readEntries("<!doctype html><p>Log in")).toThrow("No vocabulary");
  expect(readEntries("")).toEqual([]);
});

test("weak words come last and are not missed, unless there are no others", async () => {
  const weak = async (query: string) => (await termsOf(query, load)).map(({ text, isWeak }) => [text, isWeak]);

  expect(await weak("Nov 30 03:12:44 db1 a standby of 99 is zero")).toEqual([
    ["db1", false],
    ["zero", false],
    ["standby", false],
    ["of", true],
    ["is", true],
  ]);
  // Another word is no guess at what a function word may have meant.
  expect(await weak("it standby")).toEqual([
    ["standby", false],
    ["it", true],
  ]);
  expect((await termsOf("sie standby", load)).map(({ text }) => text)).toEqual(["standby"]);
  expect(await weak("is es")).toEqual([
    ["es", false],
    ["is", false],
  ]);
  // The host of an address leads nowhere, unless there is nothing else.
  expect(await weak("https://standby.measured/backup")).toEqual([["backup", false]]);
  expect(await weak("https://backup")).toEqual([["backup", false]]);
  // Of a few words, a number that no page has is missed; in a log, it is a process.
  expect(await weak("lag 4711")).toContainEqual(["4711", false]);
  expect(await weak("task x:4711 of standby lag measured primary")).not.toContainEqual(["4711", expect.anything()]);
});
