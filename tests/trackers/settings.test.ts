import { expect, it } from "vitest";
import { formatProblem } from "../../src/core/problem.ts";
import { trackerProblems } from "../../src/trackers/settings.ts";

it("trackerProblems() names a tracker that does not exist, and the nearest one", () => {
  const place = { file: "content/site.yaml", line: 3, column: 3, length: 5 };
  const trackers = { githb: [], gitweb: [] };

  const problems = trackerProblems(trackers, () => place);

  expect(problems.map((p) => formatProblem(p, () => "  githb: []"))).toMatchInlineSnapshot(`
    [
      "content/site.yaml:3:3  unknown tracker "githb"
        | githb: []
        | ^^^^^
      Did you mean "github"? Trackers: bugzilla, changelog, debbugs, discourse, gitea, github, gitlab, gitweb, jira, launchpad, osv, xenforo",
    ]
  `);
});
