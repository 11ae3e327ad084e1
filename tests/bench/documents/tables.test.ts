import { expect, test } from "vitest";
import type { Measured } from "./measured-process.ts";
import { type Build, type Results, together } from "./results.ts";
import { tables } from "./tables.ts";

const run = (seconds: number, peakBytes?: number): Measured => ({
  seconds,
  peakBytes,
  cpuSeconds: peakBytes === undefined ? undefined : seconds * 1.5,
  stderr: "",
});
const build = (seconds: number, stages: Build["stages"] = []): Build => ({ ...run(seconds, 2e8), stages });

function result(documents: number, others: Partial<Results> = {}): Results {
  const time = documents / 100;
  return {
    documents,
    builds: {
      cold: [build(time), build(time * 1.1), build(time * 0.9)],
      unchanged: [build(0.3)],
      nightly: [build(2, [{ name: "search index", seconds: 1.25 }])],
      edit: [build(3)],
    },
    output: {
      files: documents * 2,
      bytes: documents * 30_000,
      index: { files: documents, bytes: documents * 9000 },
      list: { path: "tags/index.html", bytes: 700, compressed: 400 },
    },
    others: undefined,
    served: { firstAnswer: 4, edits: [0.2, 0.4, 0.3], peakBytes: 5e8, cpuSeconds: 9 },
    search: { missing: "no browser, because there is none" },
    faults: [],
    ...others,
  };
}

test("the tables of two sizes, without Hugo and without a browser", () => {
  expect(tables([result(1000), result(10_000)])).toMatchInlineSnapshot(`
    "### Builds

    | documents | build | time | processor time | memory |
    | --- | ---: | ---: | ---: | ---: |
    | 1,000 | \`npm run build\`, cold | 10.00 s (9.00 to 11.00) | 15.00 s | 200 MB |
    | 1,000 | \`npm run build\`, unchanged | 0.30 s | 0.45 s | 200 MB |
    | 1,000 | \`npm run build\`, nightly | 2.00 s | 3.00 s | 200 MB |
    | 1,000 | \`npm run build\`, edit | 3.00 s | 4.50 s | 200 MB |
    | 10,000 | \`npm run build\`, cold | 100.00 s (90.00 to 110.00) | 150.00 s | 200 MB |
    | 10,000 | \`npm run build\`, unchanged | 0.30 s | 0.45 s | 200 MB |
    | 10,000 | \`npm run build\`, nightly | 2.00 s | 3.00 s | 200 MB |
    | 10,000 | \`npm run build\`, edit | 3.00 s | 4.50 s | 200 MB |

    ### Growth from 1,000 to 10,000 documents (10.0 ×)

    | what | time or size | memory |
    | --- | ---: | ---: |
    | \`npm run build\`, cold | 10.0 × | 1.00 × |
    | \`npm run build\`, unchanged | 1.00 × | 1.00 × |
    | \`npm run build\`, nightly | 1.00 × | 1.00 × |
    | \`npm run build\`, edit | 1.00 × | 1.00 × |
    | \`npm start\`, an edit | 1.00 × | |
    | size of the output | 10.0 × | |
    | size of the search index | 10.0 × | |

    ### Stages at 1,000 documents

    | stage | cold | unchanged | nightly | edit |
    | --- | ---: | ---: | ---: | ---: |
    | search index | | | 1.25 s | |

    ### Stages at 10,000 documents

    | stage | cold | unchanged | nightly | edit |
    | --- | ---: | ---: | ---: | ---: |
    | search index | | | 1.25 s | |

    ### \`npm start\`

    | documents | first answer | edit on the page | memory |
    | --- | ---: | ---: | ---: |
    | 1,000 | 4.00 s | 0.30 s (0.20, 0.40, 0.30) | 500 MB |
    | 10,000 | 4.00 s | 0.30 s (0.20, 0.40, 0.30) | 500 MB |

    ### Outputs

    | documents | of | files | all | search index | largest list |
    | --- | ---: | ---: | ---: | ---: | ---: |
    | 1,000 | Faultbook | 2,000 | 30.0 MB | 9.0 MB in 1,000 files | 700 B, 400 B with gzip (\`tags/index.html\`) |
    | 10,000 | Faultbook | 20,000 | 300 MB | 90.0 MB in 10,000 files | 700 B, 400 B with gzip (\`tags/index.html\`) |

    ### A search for “quorum lease”

    Not measured: no browser, because there is none.
    "
  `);
});

test("beside Hugo, a cold build is compared with a cold one, others with a second one", () => {
  const { output } = result(1000);
  const hugo = { cold: [run(5, 1e8)], again: [run(4, 1e8)], output };
  const search = { page: { requests: 9, bytes: 105_000 }, query: { requests: 4, bytes: 11_000 }, seconds: 0.5 };
  const text = tables([result(1000, { others: hugo, search })]);

  expect(text.split("\n").filter((line) => /cold|unchanged|again|results|11\.0/.test(line))).toMatchInlineSnapshot(`
    [
      "| 1,000 | \`npm run build\`, cold | 10.00 s (9.00 to 11.00) | 15.00 s | 200 MB | 2.00 × |",
      "| 1,000 | \`npm run build\`, unchanged | 0.30 s | 0.45 s | 200 MB | 0.07 × |",
      "| 1,000 | Hugo + Pagefind, cold | 5.00 s | 7.50 s | 100 MB | 1 |",
      "| 1,000 | Hugo + Pagefind, again | 4.00 s | 6.00 s | 100 MB | 1 |",
      "| stage | cold | unchanged | nightly | edit |",
      "| 1,000 | 9 | 105.0 kB | 4 | 11.0 kB | 0.50 s |",
    ]
  `);
});

test("where the system tells neither memory nor processor time, the table says so", () => {
  const unknown = { ...run(2), stages: [] };
  const builds = { cold: [unknown], unchanged: [unknown], nightly: [unknown], edit: [unknown] };

  expect(tables([result(10, { builds })])).toContain("| 10 | `npm run build`, cold | 2.00 s | not known | not known |");
});

test("Hugo and Pagefind count as one: their times are added, the larger memory counts", () => {
  expect(together(run(1, 300), run(2, 200))).toEqual({ seconds: 3, cpuSeconds: 4.5, peakBytes: 300, stderr: "" });
  expect(together(run(1, 300), run(2)).cpuSeconds).toBeUndefined();
});
