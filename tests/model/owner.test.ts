import { describe, expect, test } from "vitest";
import { addressesOf, Owners, ownerFinder } from "../../src/model/owner.ts";

const PLATFORM = { name: "platform on-call", tel: "+44 1632 960999" };
const WEB = { name: "web", pager: "mailto:web@example.org" };
const C = { name: "C++ (core)", tel: "112" };
const CAFE = { name: "Caf\u00e9-Bar", tel: "113" };

describe("ownerFinder()", () => {
  const find = ownerFinder([WEB, { name: "platform", tel: "1" }, PLATFORM, C, CAFE]);
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
    ["die Cafe\u0301-Bar", "Cafe\u0301-Bar", "Caf\u00e9-Bar"],
    ["die CAF\u00c9-BAR", "CAF\u00c9-BAR", "Caf\u00e9-Bar"],
  ])("finds in %j", (text, words, name) => {
    expect(found(text)).toEqual([[words, name]]);
  });

  test.each([
    "webhook",
    "the web-server",
    "cobweb",
    "web_2",
    "www.web.example",
    "noc@web",
    "web@example.org",
    "w\u00e9b",
    "web\u0301",
    "x\u0301web",
  ])("leaves %j alone", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("finds each mention, in order", () => {
    expect(found("web, the platform on-call, and web again").map(([words]) => words)).toEqual([
      "web",
      "platform on-call",
      "web",
    ]);
  });

  test("reads the names once for all texts of a site", () => {
    let reads = 0;
    const owners = Array.from({ length: 200 }, (_, i) => ({
      tel: "112",
      get name() {
        reads++;
        return `team ${i}`;
      },
    }));
    const text = "team 7, team 300. ".repeat(1000);

    expect(ownerFinder(owners)(text)).toHaveLength(1000);
    const readsOfOne = reads;
    expect(ownerFinder(owners)(text)).toHaveLength(1000);
    expect(readsOfOne).toBeLessThanOrEqual(2 * owners.length);
    expect(reads).toBe(readsOfOne);
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
    ["+44 ( 0 )1632 960999", "tel:+441632960999"],
    ["0044 (0)1632 960999", "tel:00441632960999"],
    ["(0)1632 960999", "tel:01632960999"],
    ["0163/296.0999", "tel:01632960999"],
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
    expect(addressesOf({ name: "a", pager: "mailto:a@example.org?subject=Page%20me" })).toEqual([
      { href: "mailto:a@example.org?subject=Page%20me", text: "a@example.org" },
    ]);
  });
});

describe("Owners", () => {
  test("takes off the blanks round a name, and needs one between words", () => {
    expect(Owners.parse([{ name: " web \n team ", tel: " 112 " }])).toEqual([{ name: "web team", tel: "112" }]);
  });

  test.each(["+44 1632 960999", "+44 (0)1632 960-999", "(01632) 960.999", "0163/296 0999", "0163 / 2960999", "112"])(
    "takes %j for one number",
    (tel) => {
      expect(Owners.safeParse([{ name: "a", tel }]).success).toBe(true);
    },
  );

  test.each([
    ["WEB team", "web  Team"],
    ["Caf\u00e9", "cafe\u0301"],
  ])("refuses %j and %j in one list", (...names) => {
    expect(Owners.safeParse(names.map((name) => ({ name, tel: "112" }))).success).toBe(false);
  });

  test("has a limit", () => {
    const some = (length: number) => Array.from({ length }, (_, i) => ({ name: `team ${i}`, tel: "112" }));

    expect(Owners.safeParse(some(200)).success).toBe(true);
    expect(Owners.safeParse(some(201)).success).toBe(false);
    expect(Owners.safeParse([{ name: "a".repeat(101), tel: "112" }]).success).toBe(false);
  });

  test.each([
    { name: "", tel: "112" },
    { name: "…", tel: "112" },
    { name: "a" },
    { name: "a", tel: "call me" },
    { name: "a", tel: "+" },
    { name: "a", tel: "112\n113" },
    { name: "a", tel: "911 / 112" },
    { name: "a", tel: "911/112" },
    { name: "a", tel: "+44 1632 960999/1000" },
    { name: "a", tel: "0044 1632 960999/1000" },
    { name: "a", tel: "01632 960999/01632 960998" },
    { name: "a", tel: "01632/960999/1000" },
    { name: "a", tel: ")(1" },
    { name: "a", tel: "(1" },
    { name: "a", tel: "()" },
    { name: "a", pager: "mailto:" },
    { name: "a", pager: "mailto:?subject=a@example.org" },
    { name: "a", pager: "https:x" },
    { name: "a", pager: "https:/x" },
    { name: "a", pager: "javascript:alert(1)" },
    { name: "a", pager: "https://me:secret@pager.example" },
    { name: "a", tel: "112", phone: "113" },
  ])("refuses %j", (owner) => {
    expect(Owners.safeParse([owner]).success).toBe(false);
  });
});
