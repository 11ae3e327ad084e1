import { expect, test } from "vitest";
import { adviceOn, remedyOn } from "./advice-on.ts";

test.each([
  "use=$(df /var | awk 'NR == 2 { print $5 }')",
  "df -h | while read -r dev size used rest; do echo $dev; done",
  "while read -r device size; do :; done < <(df -k)",
  "x=$(df -k /) || exit 2; echo \"$x\" | tail -n 1 | awk '{ print $4 }'",
  'x=$(df -k /) || exit 2; while read -r a b; do :; done <<< "$x"',
  "x=$(df / | tail -1 | tr -s ' ' | cut -d' ' -f5)",
  "read -r device size used free percent < <(df / | tail -n 1)",
  "df -i /var | gawk '{ print $(NF - 1) }'",
])("columns of df may be elsewhere in %s", (snippet) => {
  expect(adviceOn(snippet)).toEqual([expect.stringContaining("reads columns of df without -P")]);
});

test.each([
  "df -P / | awk '{ print $5 }'; df -hP | cut -c 3-9; df -kP | while read -r a b; do :; done",
  "df --portability | awk '{ print $1 }'; df --output=pcent / | tail -n 1 | cut -c 1-4; df --output / | awk '{ print $1 }'",
  "df / | grep -q zfs; df -h; df / | tail -n 1; df | wc -l; df / | awk 'END { print NR }'; df | sed -n 2p",
  "df / >/dev/null || exit 2; awk '{ print $5 }' /proc/mounts; cut -d' ' -f1 /proc/loadavg",
  "df / | while read -r line; do case $line in *100%*) exit 1 ;; esac; done; awk '{ print $0 }' < <(df)",
])("no column of df is taken in %s", (snippet) => {
  expect(adviceOn(snippet)).toEqual([]);
});

test("the advice has the line with -P", () => {
  expect(remedyOn("df -k /var | awk 'NR == 2 { print $5 }'")).toMatchInlineSnapshot(`
    "Without -P, df may put a long device name on its own line, as busybox does, which shifts the columns.
    Add -P, which prints one line for each file system: df -P -k /var"
  `);
});
