import { expect, test } from "vitest";
import { adviceOn, remedyOn } from "./advice-on.ts";

test.each([
  "first=$(awk '{t[$3]++} END {for (k in t) {print k; exit}}' /proc/mounts)",
  "awk '{ t[$3]++ } END { for (k in t) print k }' /x | head -n 1",
  "mawk '{ t[$3]++ } END { for (k in t) printf \"%s\\n\", t[k] }' /x | sed 1q",
  "read -r first rest < <(awk '{ t[$3]++ } END { for (k in t) print k }' /x)",
  "awk '{ t[$3]++ } END { for (k in t) if (t[k] > 3) {\n  print k\n  break } }' /x",
  "awk '{ t[$3]++ } END { for(k in t) { who = k; break }; print who }' /x",
  "awk '{ t[$3] = $4 } END { for (k in t) exit t[k] }' /x",
  "awk '{ t[$3]++ } END { for (k in t) { if (!n++) print k } }' /x",
])("the first of a loop is taken in %s", (snippet) => {
  expect(adviceOn(snippet)).toEqual([
    expect.stringContaining("uses the first result of an awk loop, which has no fixed order"),
  ]);
});

test.each([
  "awk '{ t[$3]++ } END { for (k in t) if (t[k] > 3) exit 1 }' /x",
  "awk '{ t[$3]++ } END { for (k in t) n++; print n+0 }' /x",
  "awk '{ t[$3]++ } END { for (k in t) print k }' /x | sort | head -n 1",
  "awk '{ t[$1]++ } END { for (k in t) if (t[k] > 1) { found = 1; exit }; print found }' /x",
  "awk '{ a[$1] = $2 } END { for (k in a) if (a[k] > max) { max = a[k]; who = k }; print who, max; exit bad }' /x",
  "awk '{ t[$3]++ } END { for (k in t) print k; exit n }' /x",
  "awk '{ for (i = 1; i <= NF; i++) if ($i == \"up\") { print $i; exit } }' /x",
  'gawk \'BEGIN { PROCINFO["sorted_in"] = "@ind_str_asc" } { t[$1] } END { for (k in t) { print k; exit } }\' /x',
  "awk '{ t[$1]++ } END { for (k in t) print k }' /x | head -n 20; if (\"a\" in t) { print }",
])("the order does not matter in %s", (snippet) => {
  expect(adviceOn(snippet)).toEqual([]);
});

test("the advice says how to keep an order", () => {
  const snippet = "x=$(\nawk '{t[$3]++} END {for (k in t) {print k; exit}}' /proc/mounts)";

  expect(adviceOn(snippet)).toEqual([
    '2 uses the first result of an awk loop, which has no fixed order: "for (k in t)"',
  ]);
  expect(remedyOn(snippet)).toMatchInlineSnapshot(`
    "Which one comes first differs between mawk, gawk and busybox. Keep the order in which they were read:
      if (!(x in t)) order[++n] = x    where it is read, and at the end
      for (i = 1; i <= n; i++) { k = order[i]; … }
    Or print all of them, and choose by a rule: … | sort | head -n 1"
  `);
});
