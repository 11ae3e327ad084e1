import { describe, expect, it } from "vitest";
import { launchpad } from "../../../src/trackers/adapters/launchpad.ts";
import { fixture, lookWith, matchUrl, notFound, URLS } from "../samples.ts";

const look = (tasks: string, bug = "bug") =>
  lookWith(URLS.launchpad, fixture(`launchpad/${bug}.json`), fixture(`launchpad/${tasks}.json`));

describe("parse()", () => {
  it("reads a bug with open tasks as open, without a date", async () => {
    const item = await look("tasks.open");

    expect(item).toEqual({
      state: "open",
      remoteStatus: "Confirmed ×1, Triaged ×1",
      title: "[regression] Unable to initialize SGX enclaves with XFRM other than 3",
      targets: [
        { name: "linux (Ubuntu)", state: "open", remoteStatus: "Confirmed" },
        { name: "linux (Ubuntu Jammy)", state: "open", remoteStatus: "Triaged" },
      ],
      since: undefined,
    });
  });

  it("reads Fix Committed as fixed, not as released", async () => {
    const item = await look("tasks.committed");

    expect(item).toMatchObject({ state: "fixed", remoteStatus: "Fix Committed" });
  });

  it("reads a bug as released since the last of its series was", async () => {
    const item = await look("tasks.released");

    expect(item).toMatchObject({
      state: "released",
      remoteStatus: "Fix Released",
      since: "2023-10-09T16:30:00.123456+00:00",
    });
  });

  it("takes the worst of the tasks", async () => {
    const item = await look("tasks.two-of-four");

    expect(item).toMatchObject({ state: "open", remoteStatus: "New ×1, Invalid ×1, Fix Released ×2" });
    expect(item.targets?.map((target) => target.state)).toEqual(["open", "wont-fix", "released", "released"]);
  });

  it("reads an expired bug as closed", async () => {
    const item = await look("tasks.expired");

    expect(item).toMatchObject({ state: "closed", since: "2023-10-05T08:00:00.000000+00:00" });
  });

  it("reads a duplicate whatever its tasks say", async () => {
    const item = await look("tasks.open", "bug.duplicate");

    expect(item).toMatchObject({ state: "duplicate", duplicateOf: "https://bugs.launchpad.net/bugs/2031093" });
  });

  it("refuses a status that it does not know, even beside others", async () => {
    await expect(look("tasks.unknown-word")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UnknownStatusError: Unknown upstream status "Parked": GET https://api.launchpad.net/devel/bugs/2034745/bug_tasks?ws.size=300]`,
    );
  });

  it("refuses a bug without a title", async () => {
    await expect(look("tasks.open", "bug.malformed")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (title: Invalid input: expected string, received undefined): GET https://api.launchpad.net/devel/bugs/2034745]`,
    );
  });

  it("refuses a part of the tasks", async () => {
    await expect(look("tasks.more")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (more than 300 tasks): GET https://api.launchpad.net/devel/bugs/2034745/bug_tasks?ws.size=300]`,
    );
  });

  it("tells a missing bug as not-found, and does not ask for its tasks", async () => {
    const missing = notFound(fixture("launchpad/missing.txt"));

    await expect(lookWith(URLS.launchpad, missing)).rejects.toMatchObject({
      kind: "not-found",
      message: "HTTP 404: GET https://api.launchpad.net/devel/bugs/2034745",
    });
  });
});

describe("parse() of tasks that do not count", () => {
  /** What a look finds when the bug has these statuses. */
  const lookAtTasks = (...words: readonly string[]) =>
    lookWith(
      URLS.launchpad,
      JSON.stringify({ title: "Slow" }),
      JSON.stringify({ entries: words.map((status, i) => ({ bug_target_name: `target ${i}`, status })) }),
    );

  it.each([
    ["released", "Fix Released", "Does Not Exist"],
    ["released", "Fix Released", "Invalid"],
    ["released", "Fix Released", "Won't Fix"],
    ["fixed", "Fix Committed", "Invalid"],
    ["in-progress", "In Progress", "Invalid"],
    ["open", "Confirmed", "Unknown"],
    ["released", "Fix Released", "Unknown"],
    ["wont-fix", "Invalid", "Won't Fix"],
    ["unknown", "Unknown", "Unknown"],
    ["closed", "Fix Released", "Expired"],
  ])("adds up to %s: %s beside %s", async (state, ...words) => {
    expect((await lookAtTasks(...words)).state).toBe(state);
  });

  it("tells a series that has no bug from one that will not get its fix", async () => {
    const { targets = [] } = await lookAtTasks("Fix Released", "Does Not Exist", "Invalid", "Won't Fix");

    expect(targets.map(({ applies }) => applies)).toEqual([undefined, false, false, undefined]);
  });

  it("reads a bug of forty tasks", async () => {
    const words = Array.from({ length: 40 }, (_, i) => (i < 39 ? "Fix Released" : "Fix Committed"));

    expect(await lookAtTasks(...words)).toMatchObject({
      state: "fixed",
      remoteStatus: "Fix Released ×39, Fix Committed ×1",
    });
  });
});

describe("parse() proves which bug it is about", () => {
  const tasks = (self: string) =>
    JSON.stringify({ entries: [{ bug_target_name: "linux (Ubuntu)", status: "New", self_link: self }] });

  it.each([
    [{ id: 1, title: "Other" }, "https://api.launchpad.net/devel/ubuntu/+source/linux/+bug/2034745"],
    [{ id: 2034745, title: "Right" }, "https://api.launchpad.net/devel/ubuntu/+source/linux/+bug/1"],
  ])("and refuses %j with tasks of %s", async (bug, self) => {
    await expect(lookWith(URLS.launchpad, JSON.stringify(bug), tasks(self))).rejects.toMatchObject({
      kind: "malformed",
    });
  });
});

describe("match() of one task", () => {
  it.each([
    ["ubuntu/+source/linux/+bug/1", "linux (Ubuntu)"],
    ["ubuntu/jammy/+source/linux/+bug/1/comments/3", "linux (Ubuntu Jammy)"],
    ["debian/+source/g++-12/+bug/1", "g++-12 (Debian)"],
    ["systemd/+bug/1", "systemd"],
    ["firefox/1.0/+bug/1", "firefox/1.0"],
  ])("names the target of %s: %s", (path, name) => {
    const { url, target } = matchUrl(`https://bugs.launchpad.net/${path}`, {}) ?? {};

    expect(url).toBe("https://bugs.launchpad.net/bugs/1");
    expect(target).toEqual({ name, url: `https://bugs.launchpad.net/${path.replace("/comments/3", "")}` });
  });

  it.each([
    ["Ubuntu/+source/Linux/+bug/1", "linux (Ubuntu)"],
    ["UBUNTU/Jammy/+source/linux/+bug/1", "linux (Ubuntu Jammy)"],
    ["Firefox/1.0/+bug/1", "firefox/1.0"],
  ])("gives %s the one address of its task", (path, name) => {
    const { target } = matchUrl(`https://bugs.launchpad.net/${path}`, {}) ?? {};

    expect(target).toEqual({ name, url: `https://bugs.launchpad.net/${path.toLowerCase()}` });
  });

  it("names none for the bug itself", () => {
    for (const url of ["https://bugs.launchpad.net/bugs/1", "https://pad.lv/1"])
      expect(matchUrl(url, {})).toMatchObject({ key: "1", target: undefined });
  });
});

describe("shortForms", () => {
  const instance = { web: "https://bugs.launchpad.net/" };
  const urlsIn = (text: string) =>
    (launchpad.shortForms ?? []).flatMap(({ pattern, url }) =>
      [...text.matchAll(pattern)].map((m) => url(m, instance)),
    );

  it.each([
    "LP: #2034745",
    "LP #2034745",
    "LP:#2034745",
    "LP#2034745",
    "fixed (LP: #2034745).",
    "LP: #2034745, which",
    "„LP: #2034745“",
  ])("finds the bug in %s", (text) => {
    expect(urlsIn(text)).toEqual(["https://bugs.launchpad.net/bugs/2034745"]);
  });

  it("finds each of several", () => {
    expect(urlsIn("LP: #1, LP: #2")).toEqual([1, 2].map((n) => `https://bugs.launchpad.net/bugs/${n}`));
  });

  it.each([
    "HELP: #2034745",
    "LP 2034745",
    "LP: 2034745",
    "LP:  #2034745",
    "lp: #2034745",
    "LP: #0",
    "LP: #2034745b",
    "LP: #1.5",
    "LP: #1-introduction",
    "https://example.org/LP#2034745",
    "someone@LP#1",
    "a.LP#1",
    "ÄLP #1",
    "#2034745",
  ])("finds nothing in %s", (text) => {
    expect(urlsIn(text)).toEqual([]);
  });

  it.each(launchpad.shortForms ?? [])("matches its example $example", ({ example }) => {
    expect(urlsIn(example).map((url) => matchUrl(url, {})?.label)).toEqual(["LP #2034745"]);
  });
});
