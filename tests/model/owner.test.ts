import { describe, expect, test } from "vitest";
import { addressesOf, Owners, ownerFinder } from "../../src/model/owner.ts";

const PLATFORM = { name: "platform on-call", tel: "+44 1632 960999" };
const WEB = { name: "web", pager: "mailto:web@example.org" };
const C = { name: "C++ (core)", tel: "112" };

describe("ownerFinder()", () => {
  const find = ownerFinder([WEB, { name: "platform", tel: "1" }, PLATFORM, C]);
  const found = (text: string) => find(text).map(({ from, to, owner }) => [text.slice(from, to), owner.name]);

  test.each([
    ["Call the platform on-call.", "platform on-call", "platform on-call"],
    ["PLATFORM ON-CALL knows", "PLATFORM ON-CALL", "platform on-call"],
    ["the platform\n  on-call", "platform\n  on-call", "platform on-call"],
    ["platform on-call's number", "platform on-call", "platform on-call"],
    ["the platform-team, then the platform", "platform", "platform"],
    ["(web)", "web", "web"],
    ["web/ops", "web", "web"],
    ["ask C++ (core)!", "C++ (core)", "C++ (core)"],
  ])("finds in %j", (text, words, name) => {
    expect(found(text)).toEqual([[words, name]]);
  });

  test.each(["webhook", "the web-server", "cobweb", "web_2", "www.web.example", "noc@web", "web@example.org", "wéb"])(
    "leaves %j alone",
    (text) => {
      expect(found(text)).toEqual([]);
    },
  );

  test("finds each mention, in order", () => {
    expect(found("web, the platform on-call, and web again").map(([words]) => words)).toEqual([
      "web",
      "platform on-call",
      "web",
    ]);
  });

  test("finds nothing where no owner is known", () => {
    expect(ownerFinder([])("anything")).toEqual([]);
  });
});

describe("addressesOf()", () => {
  test.each([
    ["+44 1632 960999", "tel:+441632960999"],
    ["+44 (0)1632 960999", "tel:+441632960999"],
    ["(01632) 960-999", "tel:01632960999"],
    ["0163.296/0999", "tel:01632960999"],
    ["4711", "tel:4711"],
  ])("dials %j as %s", (tel, href) => {
    expect(addressesOf({ name: "a", tel })).toEqual([{ href, text: tel }]);
  });

  test("has the telephone first, and the pager without its scheme", () => {
    expect(addressesOf({ ...PLATFORM, pager: "https://pager.example/platform" })).toEqual([
      { href: "tel:+441632960999", text: "+44 1632 960999" },
      { href: "https://pager.example/platform", text: "pager.example/platform" },
    ]);
    expect(addressesOf(WEB)).toEqual([{ href: "mailto:web@example.org", text: "web@example.org" }]);
  });
});

describe("Owners", () => {
  test("takes off the blanks round a name", () => {
    expect(Owners.parse([{ name: " web ", tel: " 112 " }])).toEqual([{ name: "web", tel: "112" }]);
  });

  test.each([
    { name: "", tel: "112" },
    { name: "…", tel: "112" },
    { name: "a" },
    { name: "a", tel: "call me" },
    { name: "a", tel: "+" },
    { name: "a", tel: "112\n113" },
    { name: "a", pager: "javascript:alert(1)" },
    { name: "a", pager: "https://me:secret@pager.example" },
    { name: "a", tel: "112", phone: "113" },
  ])("refuses %j", (owner) => {
    expect(Owners.safeParse([owner]).success).toBe(false);
  });
});
