// Any bytes come home as they were: through the real script, a real shell, and back.

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { changesMachine } from "../../../src/model/writers.ts";
import { captured } from "./captured.ts";

/** Each run starts some processes; several files go through one script. */
const RUNS = 12;
const FILES = 8;

let root: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "faultbook-bytes-"));
});

afterAll(() => {
  rmSync(root, { recursive: true });
});

/** What shells, terminals and the format itself trip over, between bytes of any kind. */
const Bytes = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "\n",
        "\r\n",
        "\0",
        "\\",
        "\\\n",
        "$",
        "|",
        "$\n",
        " \n",
        "\t",
        "\x1b[0m",
        "'",
        '"',
        "=== end",
        "%s",
      ),
      fc.string({ unit: "binary-ascii", maxLength: 90 }),
      fc.uint8Array({ maxLength: 90 }).map((bytes) => Buffer.from(bytes).toString("latin1")),
    ),
    { maxLength: 30 },
  )
  .map((parts) => Buffer.from(parts.join(""), "latin1"));

const Name = fc
  .string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(..." \\'\"$*|+=\t\n`;&äß€😀ab.-") })
  .filter((name) => name !== "." && name !== ".." && !name.includes("*"));

test("captureScript() and parseCapture() give back the bytes and the names of files", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(Name, Bytes), { maxLength: FILES, selector: ([name]) => name }), (files) => {
      for (const [name, bytes] of files) writeFileSync(join(root, name), bytes);
      const { paths } = captured({ reads: files.map(([name]) => join(root, name)) });

      const read = paths.map((entry) => [entry.path, entry.kind === "file" ? Buffer.from(entry.content) : entry.kind]);
      expect(read).toEqual(files.map(([name, bytes]) => [join(root, name), bytes]));
    }),
    { numRuns: RUNS },
  );
}, 60_000);

test("captureScript() and parseCapture() take no name for another one that goes on with a line break", () => {
  const names = ["a\n", "a", "\na", "b\na\n"];
  for (const name of names) writeFileSync(join(root, name), name);

  const { paths } = captured({ reads: names.map((name) => join(root, name)) });

  expect(paths.map(({ path }) => path)).toEqual(names.map((name) => join(root, name)));
});

test("captureScript() and parseCapture() give back words, stdout and stderr of commands", () => {
  const Words = fc.array(fc.string({ unit: "grapheme", maxLength: 30 }).filter((word) => !word.includes("\0")));
  const print = 'printf %s "$1"; shift; printf \'%s\\n\' "$@" >&2';
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
      Words,
      (out, words) => {
        const argv = ["sh", "-c", print, "sh", out, ...words];
        // What reads like a redirection is left out of a script that promises to change nothing.
        fc.pre(!changesMachine(argv.join(" ")));
        const [command] = captured({ commands: [argv] }).commands;

        expect(command?.argv).toEqual(argv);
        expect(Buffer.from(command?.ended?.stdout ?? []).toString()).toBe(out);
        expect(Buffer.from(command?.ended?.stderr ?? []).toString()).toBe(`${words.join("\n")}\n`);
      },
    ),
    { numRuns: RUNS },
  );
}, 60_000);
