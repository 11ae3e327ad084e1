// What upstream says goes into messages, and with them to terminals, logs of CI and the looks: it must not steer any of
// them, and must not fill them.

import { describe, expect, it } from "vitest";
import type { Look } from "../../src/model/reference.ts";
import { matcherOf } from "../../src/trackers/match.ts";
import { refresh } from "../../src/trackers/record/refresh.ts";
import { formatReport } from "../../src/trackers/record/report.ts";
import { linkTo, recordOf } from "./samples.ts";

const EVIL = `EVIL\n::add-path::x\u001b[2J\u202e${"A".repeat(100_000)}`;
/** What a header can hold. */
const EVIL_HEADER = `EVIL\u009b2J${"A".repeat(10_000)}`;

const KERNEL = "https://bugzilla.kernel.org/show_bug.cgi?id=1";
const GITHUB = "https://github.com/openzfs/zfs/issues/1";
const DEBIAN = "https://bugs.debian.org/1";

const bug = (facts: object) => JSON.stringify({ bugs: [{ summary: "t", status: "NEW", resolution: "", ...facts }] });
const fault = `<E><B><x><faultstring>${EVIL.replace("\u001b", "\u009b")}</faultstring></x></B></E>`;
const movedTo = (location: string, status = 302) => new Response(null, { status, headers: { location } });

const CASES: readonly (readonly [string, string, Look["result"], () => string | Response])[] = [
  ["a status", KERNEL, "unknown-status", () => bug({ status: EVIL })],
  ["a date", KERNEL, "malformed", () => bug({ creation_time: EVIL })],
  ["a SOAP fault", DEBIAN, "malformed", () => fault],
  ["an error of GraphQL", GITHUB, "malformed", () => JSON.stringify({ errors: [{ message: EVIL }] })],
  ["a limit of GraphQL", GITHUB, "rate-limited", () => JSON.stringify({ message: `rate limit ${EVIL}` })],
  ["an alias of GraphQL", GITHUB, "malformed", () => JSON.stringify({ data: { [EVIL]: 1 } })],
  [
    "a charset",
    KERNEL,
    "malformed",
    () => new Response("", { headers: { "content-type": `a/b; charset=${EVIL_HEADER}` } }),
  ],
  ["a redirect to no address", KERNEL, "malformed", () => movedTo(`http://[${EVIL_HEADER}`)],
  ["a redirect to another host", KERNEL, "blocked", () => movedTo(`https://${"a.".repeat(10_000)}org/`)],
  ["a redirect of a POST", DEBIAN, "malformed", () => movedTo(`https://bugs.debian.org/${EVIL_HEADER}`)],
];

/** The look at this item, and the report, when upstream says this to every question. */
async function told(url: string, answer: () => string | Response) {
  const { looks, report } = await refresh({
    ...{ links: [linkTo(url)], record: recordOf(), looks: new Map<string, Look>(), match: matcherOf({}) },
    fetch: async () => {
      const given = answer();
      return typeof given === "string" ? new Response(given) : given;
    },
    now: () => new Date("2026-11-02T02:00:00Z"),
    options: { retries: 0, tokens: { "https://api.github.com": ["authorization", "Bearer t"] } },
  });
  return { look: looks.get(url), text: formatReport(report) };
}

describe("an UpstreamError", () => {
  it.each(CASES)(
    "quotes %s of upstream on one line, in short and without what steers",
    async (_, url, kind, answer) => {
      const { look, text } = await told(url, answer);

      expect(look?.result).toBe(kind);
      expect(look?.message).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(look?.message?.length).toBeLessThan(1200);
      expect(text.split("\n")).toHaveLength(2);
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Bidi_Control}]/u);
    },
  );

  it("cuts a word that nobody knows, and still tells the known ones and the address", async () => {
    const { look } = await told(KERNEL, () => bug({ resolution: EVIL }));

    expect(look?.message).toMatchInlineSnapshot(
      `"Unknown upstream status "EVIL ::add-path::x [2J AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA…": GET https://bugzilla.kernel.org/rest/bug/1?include_fields=id,summary,status,resolution,dupe_of,creation_time,cf_last_resolved,cf_last_closed"`,
    );
  });
});
