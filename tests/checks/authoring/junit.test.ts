import { load } from "cheerio";
import { expect, test } from "vitest";
import { junitReport } from "../../../src/checks/authoring/junit.ts";
import { advice, problem } from "../../../src/core/problem.ts";
import { checkOf, RUN } from "../samples.ts";
import { madeUp, sessionOf } from "./made-up.ts";

const other = { file: "content/site.yaml", line: 4, column: 1, length: 0 };
/** Each of these would end a parser of XML, or a CDATA section. */
const NASTY = "a\u0000\u001b[2J]]>&<b>\uffff\u0085\ud800";

const wrong = await sessionOf({ sandbox: madeUp(async () => ({ ...RUN, exitCode: 1, stdout: NASTY, stderr: NASTY })) });
const sound = { ...(await sessionOf({})), check: checkOf("", { place: { ...other, file: "content/runbooks/b.md" } }) };
const PROBLEMS = [problem(other, `too little <tested> ${NASTY}`, "Test more"), advice(other, "a hint", "Follow it")];

const xml = junitReport([wrong, { ...sound, problems: [] }], PROBLEMS);
const $ = load(xml, { xml: true });

test("junitReport() has a suite per document, a case per run, and one for whatever else is wrong", () => {
  expect(
    $("testsuite")
      .toArray()
      .map((suite) => `${$(suite).attr("name")}: ${$(suite).attr("tests")}`),
  ).toEqual([...["content/runbooks/b.md: 3", "content/runbooks/slow.md: 4", "content/site.yaml: 1"]]);
  expect(
    $("testcase")
      .toArray()
      .map((test) => `${$(test).attr("name")} ${$(test).find("failure").length}`),
  ).toMatchInlineSnapshot(`
    [
      "zfs-avx says OK on healthy 0",
      "zfs-avx says AFFECTED on affected 0",
      "zfs-avx says CANNOT TELL on empty 0",
      "zfs-avx says OK on healthy 1",
      "zfs-avx says AFFECTED on affected 0",
      "zfs-avx says CANNOT TELL on empty 1",
      "3: check "zfs-avx" says AFFECTED on every test host (healthy, affected, empty): it can't fail 1",
      "4: too little <tested> a??[2J]]>&<b>? 1",
    ]
  `);
  expect(
    $("testcase")
      .toArray()
      .every((test) => $(test).attr("file") === $(test).parent().attr("name")),
  ).toBe(true);
});

test("a failure tells what the run did, or what to do", () => {
  const [first] = $("failure").toArray();

  expect($(first).attr("message")).toMatchInlineSnapshot(`
    "  healthy  AFFECTED, expected OK
        at content/runbooks/slow.md:3
        printed:
          a␀␛[2J]]>&<b>�
        exit code: 1
        stderr: a␀␛[2J]]>&<b>�"
  `);
  expect($("failure").last().attr("message")).toContain("Test more");
});

test("it is XML 1.0, whatever was printed", () => {
  // https://www.w3.org/TR/xml/#charsets
  expect(xml).not.toMatch(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u);
  expect($("b")).toHaveLength(0);
  expect(xml.match(/<testsuites /g)).toHaveLength(1);
});
