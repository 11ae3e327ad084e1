import { describe, expect, test } from "vitest";
import { loadSite, runbook, told } from "./tiny-site.ts";

const A = { file: "content/runbooks/a.md", site: "content/site.yaml" };
const load = (text: string, site = "title: x\n") => loadSite({ [A.file]: text, [A.site]: site });
/** A runbook with these headings of the second level, and a word below each. */
const withSections = (...names: string[]) => names.map((name) => `## ${name}\n\ntext\n`).join("\n");
const OWNERS = "owners: [{ name: platform on-call, tel: '112' }, { name: web, tel: '113' }]\n";
const OURS = ["First minute", "Meaning", "Impact", "Diagnosis", "Mitigation"];

describe("lacking() is content with", () => {
  test.each([
    ["our own names", OURS],
    ["other sections before, between and behind", ["Scope", ...OURS.slice(0, 2), "Data", ...OURS.slice(2), "Contacts"]],
    ["what others call them", ["Triage", "Overview", "User impact", "Troubleshooting", "Resolution"]],
    ["any case, numbers and punctuation", ["1. FIRST MINUTE", "2. symptoms:", "💥 Impact", "(4) debugging…", "Fix!"]],
    ["a synonym beside the section itself", ["Overview", ...OURS, "Steps"]],
  ])("%s", async (_what, names) => {
    expect((await load(withSections(...names))).problems).toEqual([]);
  });

  test("headings of the first level", async () => {
    expect((await load(withSections(...OURS).replaceAll("## ", "# "))).problems).toEqual([]);
  });

  test("names that the site has told", async () => {
    const site = "runbooks:\n  names: { Meaning: [Bedeutung], Diagnosis: [Ursache finden, Spurensuche] }\n";

    const { problems } = await load(withSections("Triage", "Bedeutung", "Impact", "spurensuche", "Fix"), site);

    expect(problems).toEqual([]);
  });
});

describe("lacking() advises", () => {
  test("to state the day of a review where only the time between two is known", async () => {
    expect(told(await loadSite({ [A.file]: runbook("owner: web\nreviewEvery: 6 months") }))).toMatchInlineSnapshot(`
      "content/runbooks/a.md:3:14  advice: reviewEvery "6 months" without the day of the last review
          | reviewEvery: 6 months
          |              ^^^^^^^^
        Write that day, as in reviewed: 2026-11-22"
    `);
  });

  test.each([["reviewed: 2026-11-22"], ["{ reviewed: 2026-11-22, reviewEvery: 6 months }"], ["owner: web"]])(
    "nothing of the review of a runbook with %s",
    async (frontMatter) => {
      expect((await loadSite({ [A.file]: runbook(frontMatter) })).problems).toEqual([]);
    },
  );

  test("nothing of a review that `status: final` asks for already", async () => {
    const { problems } = await loadSite({ [A.file]: runbook("{ status: final, reviewEvery: 6 months }") });

    expect(problems.map(({ what }) => what)).toEqual([
      'status "final" without title, description, severity, owner, reviewed',
    ]);
  });

  test("to mend an owner's name that is almost one of the settings", async () => {
    expect(told(await load(runbook("owner: platform oncall"), OWNERS))).toMatchInlineSnapshot(`
      "content/runbooks/a.md:2:8  advice: owner "platform oncall" is not among the owners of content/site.yaml
          | owner: platform oncall
          |        ^^^^^^^^^^^^^^^
        Did you mean "platform on-call"? Only a name of that list becomes a link"
    `);
  });

  test.each([
    ["the name in another case", "Platform On-Call", OWNERS],
    ["the name among others", "platform on-call, then storage", OWNERS],
    ["a name that is far from all", "storage", OWNERS],
    ["a short name that another one resembles", "db", OWNERS],
    ["no owners in the settings", "platform oncall", "title: x\n"],
  ])("nothing of %s", async (_what, owner, site) => {
    expect((await load(runbook(`owner: ${owner}`), site)).problems).toEqual([]);
  });

  test("once about all sections that are missing", async () => {
    expect(told(await load("# x\n\n## Impact of it\n\n### Meaning\n\n## Steps\n\ntext\n"))).toMatchInlineSnapshot(`
      "content/runbooks/a.md:1:1  advice: runbook without the section "First minute"
          | # x
        Write the sections of a runbook in this order: ## First minute, ## Meaning, ## Impact, ## Diagnosis, ## Mitigation. Other names for them go into "runbooks.names" of content/site.yaml

      content/runbooks/a.md:1:1  advice: runbook without the section "Meaning"
          | # x
        Write the sections of a runbook in this order: ## First minute, ## Meaning, ## Impact, ## Diagnosis, ## Mitigation. Other names for them go into "runbooks.names" of content/site.yaml

      content/runbooks/a.md:1:1  advice: runbook without the section "Impact"
          | # x
        Write the sections of a runbook in this order: ## First minute, ## Meaning, ## Impact, ## Diagnosis, ## Mitigation. Other names for them go into "runbooks.names" of content/site.yaml

      content/runbooks/a.md:1:1  advice: runbook without the section "Diagnosis"
          | # x
        Write the sections of a runbook in this order: ## First minute, ## Meaning, ## Impact, ## Diagnosis, ## Mitigation. Other names for them go into "runbooks.names" of content/site.yaml"
    `);
  });

  test("once about their order, at the first that is out of it", async () => {
    const text = withSections("First minute", "Fix", "Impact", "Troubleshooting", "Meaning");

    expect(told(await load(text))).toMatchInlineSnapshot(`
      "content/runbooks/a.md:9:1  advice: section "Impact" comes after "Fix"
          | ## Impact
        Write the sections of a runbook in this order: ## First minute, ## Meaning, ## Impact, ## Diagnosis, ## Mitigation"
    `);
  });

  test("once about all that are empty, at the first", async () => {
    const text = [
      ...["---", "title: x", "---", "## First minute", "## Meaning", "### Below it", "## Impact", "<!-- later -->"],
      ...["## Diagnosis", "text", "## Mitigation", ""],
    ].join("\n");

    expect(told(await load(text))).toMatchInlineSnapshot(`
      "content/runbooks/a.md:4:1  advice: section without text: "First minute", "Impact", "Mitigation"
          | ## First minute
        Write what is known, or that nothing is known yet"
    `);
  });

  test("of a runbook without a word", async () => {
    expect((await load("")).problems.map(({ kind, what }) => `${kind}: ${what}`)).toMatchInlineSnapshot(`
      [
        "advice: runbook without the section "First minute"",
        "advice: runbook without the section "Meaning"",
        "advice: runbook without the section "Impact"",
        "advice: runbook without the section "Diagnosis"",
        "advice: runbook without the section "Mitigation"",
      ]
    `);
  });
});

describe("sections fail a build", () => {
  const bare = "## First minute\n## Fix\n## Meaning\n";

  test("of a runbook that says it is final", async () => {
    const { problems } = await load(`---\nstatus: final\n---\n${bare}`);

    expect(problems.map(({ kind, place }) => `${kind} ${place.line}`)).toEqual([
      "problem 1",
      "problem 2",
      "problem 4",
      "problem 6",
    ]);
  });

  test("of a site that requires them", async () => {
    const { problems } = await load(bare, "runbooks: { sections: required }\n");

    expect(problems.map(({ kind }) => kind)).toEqual(["problem", "problem", "problem"]);
  });

  test("never of post-mortems and pages", async () => {
    const files = { "content/pages/a.md": "text", "content/postmortems/a.md": "text" };

    expect((await loadSite({ ...files, [A.site]: "runbooks: { sections: required }\n" })).problems).toEqual([]);
  });
});

test("the setting tells words that it does not know", async () => {
  const site = "runbooks:\n  sections: must\n  names: { Diagnose: [a], Impact: [] }\n";

  expect(told(await loadSite({ [A.site]: site }))).toMatchInlineSnapshot(`
    "content/site.yaml:2:13  "runbooks.sections" cannot be "must"
        | sections: must
        |           ^^^^
      Write one of: advice, required

    content/site.yaml:3:12  unknown key "Diagnose"
        | names: { Diagnose: [a], Impact: [] }
        |          ^^^^^^^^
      Did you mean "Diagnosis"? Known keys here: First minute, Meaning, Impact, Diagnosis, Mitigation"
  `);
});
