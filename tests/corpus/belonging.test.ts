import { describe, expect, test } from "vitest";
import { CARD, type Files, loadSite, runbook, told } from "./tiny-site.ts";

const host = (name: string, from?: string): Files => ({
  [`content/hosts/${name}/host.yaml`]: `${CARD}${from === undefined ? "" : `from: ${from}\n`}`,
});

const document = (name: string, hosts: string, status = "review"): Files => ({
  [`content/runbooks/${name}.md`]: runbook(
    `{ status: ${status}, checks: { ${name}: { asks: x, ok: [${hosts}] } } }`,
    `\`\`\`bash check=${name}\nx\n\`\`\`\n`,
  ),
});
const hidden = (name: string, hosts: string) => document(name, hosts, "draft");
const shown = (name: string, hosts: string) => document(name, hosts, "final");

const namesOf = async (...files: readonly Files[]) => {
  const { hosts } = await loadSite(Object.assign({}, ...files));
  return [...hosts.keys()];
};

describe("hostsFor()", () => {
  test("hides what only hidden documents use, with what only it starts from", async () => {
    const files = [host("a"), host("b", "a"), host("c", "b"), host("unused"), hidden("secret", "c")];

    expect(await namesOf(...files)).toEqual(["unused", "empty"]);
  });

  test("shows what a shown host starts from, though only a hidden document names it", async () => {
    const files = [host("a"), host("b", "a"), host("c", "b"), shown("open", "b"), hidden("secret", "a, c")];

    expect(await namesOf(...files)).toEqual(["a", "b", "empty"]);
  });

  test("shows a host that a hidden one and an unused one start from", async () => {
    expect(await namesOf(host("a"), host("b", "a"), host("c", "a"), hidden("secret", "b"))).toEqual([
      "a",
      "c",
      "empty",
    ]);
  });

  test("hides an unused host that would show the files of a hidden one", async () => {
    expect(await namesOf(host("a"), host("b", "a"), host("c", "b"), hidden("secret", "a"))).toEqual(["empty"]);
  });

  test("shows all that nobody uses, and all that a draft's author sees", async () => {
    expect(await namesOf(host("a"), host("b", "a"))).toEqual(["a", "b", "empty"]);

    const { hosts } = await loadSite({ ...host("a"), ...host("b", "a"), ...hidden("secret", "b") }, { drafts: true });
    expect([...hosts.keys()]).toEqual(["a", "b", "empty"]);
  });

  test("never hides the built-in host, on which every check is tried", async () => {
    expect(await namesOf(host("a", "empty"), hidden("secret", "empty"))).toEqual(["a", "empty"]);
  });

  test("makes a hidden host one that a shown document cannot link to", async () => {
    const corpus = await loadSite({
      ...host("a"),
      ...host("b", "a"),
      ...hidden("secret", "b"),
      "content/pages/p.md": "[a](/hosts/a/)\n",
    });

    expect(told(corpus)).toContain('link to "/hosts/a/", which does not exist');
  });
});
