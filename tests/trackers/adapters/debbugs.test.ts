import { load } from "cheerio/slim";
import { describe, expect, it } from "vitest";
import { debbugs } from "../../../src/trackers/adapters/debbugs.ts";
import { fixture, lookWith, matchUrl, notFound } from "../samples.ts";

const URL_OF_BUG = "https://bugs.debian.org/929557";
const look = (name: string) => lookWith(URL_OF_BUG, fixture(`debbugs/${name}.xml`));

describe("parse()", () => {
  it("reads an open bug, undated, because it may have been closed and opened again", async () => {
    const item = await look("open");

    expect(item).toEqual({
      state: "open",
      remoteStatus: "pending",
      title: "linux: restore __kernel_fpu needed for zfs for AES-NI/AVX support [mainline not in debian yet]",
    });
  });

  it.each([
    ["open-fixed-upstream", "open", "forwarded (fixed-upstream)", undefined],
    ["wontfix", "wont-fix", "pending (wontfix)", undefined],
    ["pending-fixed", "fixed", "pending-fixed", undefined],
    ["fixed", "merged", "fixed", undefined],
    ["released", "released", "done in linux 5.10.1-1", "linux 5.10.1-1"],
    ["released-binary", "released", "done in zfs-dkms 2.0.0-1", "zfs-dkms 2.0.0-1"],
    ["experimental", "fixed", "done in linux 6.1~exp1", undefined],
    ["experimental-first", "released", "done in linux 6.1.4-1", "linux 6.1.4-1"],
    ["closed", "closed", "done", undefined],
  ])("reads %s as %s", async (name, state, remoteStatus, version) => {
    const item = await look(name);

    expect(item).toMatchObject({ state, remoteStatus });
    expect(item.version).toBe(version);
    expect(item.since).toBeUndefined();
    expect(item.duplicateOf).toBeUndefined();
  });

  it("says of an upload that its maintainer has not confirmed that no release is known", async () => {
    expect((await look("fixed")).words).toBe("fixed; release not known");
    expect(await look("pending-fixed")).not.toHaveProperty("words");
  });

  it("reads a tag that declines before one that says fixed", async () => {
    const both = fixture("debbugs/wontfix.xml").replace(/(<pending [^>]*>)pending</, "$1fixed<");

    const item = await lookWith(URL_OF_BUG, both);

    expect(item).toMatchObject({ state: "wont-fix", remoteStatus: "fixed (wontfix)" });
    expect(item).not.toHaveProperty("words");
  });

  it("reads a title that is not ASCII", async () => {
    const item = await look("base64");

    expect(item.title).toBe("ZFS ist langsam – AVX/AES überall");
  });

  it("leaves HTML in a title as the text that it is", async () => {
    const item = await look("html-title");

    expect(item.title).toBe("<script>alert(1)</script> &amp; more");
  });

  it("expands no entity of a document type", async () => {
    const item = await look("entities");

    expect(item.title).toBe("&lol9; &file;");
  });

  it("copes with XML that is nested deeper than any stack", async () => {
    const deep = fixture("debbugs/open.xml").replace(/<tags .*>/, `<tags>${"<a>".repeat(11_000)}</tags>`);

    const item = await lookWith(URL_OF_BUG, deep);

    expect(item.state).toBe("open");
  });

  it("refuses XML with more tags than any real one, before it is parsed", async () => {
    const many = fixture("debbugs/open.xml").replace(/<tags .*>/, `<tags>${"<a/>".repeat(20_000)}</tags>`);

    await expect(lookWith(URL_OF_BUG, many)).rejects.toThrow(/Malformed answer \(2\d{4} tags\)/);
  });

  it("refuses more bugs than the one that it asked for, even where that is among them", async () => {
    const item = /<item>.*<\/item>/s.exec(fixture("debbugs/open.xml"))?.[0] ?? "";
    const two = fixture("debbugs/open.xml").replace(item, item + item);

    expect(item).toContain("<key");
    await expect(lookWith(URL_OF_BUG, two)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (2 bugs): POST https://bugs.debian.org/cgi-bin/soap.cgi]`,
    );
  });

  it("tells a bug that does not exist as not-found", async () => {
    await expect(look("missing")).rejects.toMatchObject({
      kind: "not-found",
      message: expect.stringContaining("929557"),
    });
    await expect(lookWith(URL_OF_BUG, notFound("Not Found"))).rejects.toMatchObject({ kind: "not-found" });
  });

  it("refuses a word that it does not know", async () => {
    await expect(look("unknown-word")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UnknownStatusError: Unknown upstream status "absent": POST https://bugs.debian.org/cgi-bin/soap.cgi]`,
    );
  });

  it("refuses a SOAP fault, and tells it", async () => {
    await expect(look("fault")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (SOAP fault: Denied access to method (get_status)): POST https://bugs.debian.org/cgi-bin/soap.cgi]`,
    );
  });

  it("refuses the status of another bug", async () => {
    await expect(look("other-bug")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (not bug 929557): POST https://bugs.debian.org/cgi-bin/soap.cgi]`,
    );
  });

  it("refuses a bug without a title", async () => {
    await expect(look("malformed")).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UpstreamError: Malformed answer (bug without "subject"): POST https://bugs.debian.org/cgi-bin/soap.cgi]`,
    );
  });

  it.each(["", "<html><title>Log in</title>", "not XML", '{"pending": "done"}'])("refuses %j", async (body) => {
    await expect(lookWith(URL_OF_BUG, body)).rejects.toThrow("no answer to get_status");
  });
});

describe("match()", () => {
  it.each([
    "https://bugs.debian.org/",
    "https://bugs.debian.org/src:linux",
    "https://bugs.debian.org/0",
    "https://bugs.debian.org/929557/../../929557x",
    "https://bugs.debian.org/cgi-bin/bugreport.cgi",
    "https://bugs.debian.org/cgi-bin/bugreport.cgi?bug=929557%3C",
    "https://bugs.debian.org/cgi-bin/pkgreport.cgi?bug=929557",
    "https://example.org/929557",
  ])("knows no item at %s", (url) => {
    expect(matchUrl(url, {})).toBeUndefined();
  });
});

describe("locate()", () => {
  it("asks for the status of one bug by SOAP", () => {
    const [request] = debbugs.locate("929557", { web: "https://bugs.debian.org/" });
    const xml = load(request?.body ?? "", { xml: true });

    expect(request).toMatchObject({ method: "POST", url: "https://bugs.debian.org/cgi-bin/soap.cgi" });
    expect(request?.headers).toEqual({ "content-type": 'text/xml; charset="utf-8"', soapaction: '""' });
    expect(xml("bts\\:get_status").attr("xmlns:bts")).toBe("Debbugs/SOAP");
    expect(xml("bts\\:get_status > bugs > item").text()).toBe("929557");
  });
});

describe("shortForms", () => {
  const found = (text: string) => [...text.matchAll(debbugs.shortForms?.[0]?.pattern ?? /^$/g)].map(([form]) => form);

  it("finds Debian's numbers, and nobody else's", () => {
    expect(found("Debian#929557, (Debian #929557)")).toEqual(["Debian#929557", "Debian #929557"]);
    expect(found("Closes: #929557, LP: #2034745, #929557, NoDebian#1")).toEqual([]);
  });

  it("finds its own example, and its address is an item", () => {
    const [form] = debbugs.shortForms ?? [];
    const [match] = [...(form?.example.matchAll(form.pattern) ?? [])];

    expect(match && form?.url(match, { web: "https://bugs.debian.org/" })).toBe(URL_OF_BUG);
  });
});
