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

  test("hides what a shown host starts from where only a hidden document names it", async () => {
    const files = [host("a"), host("b", "a"), host("c", "b"), shown("open", "c"), hidden("secret", "a")];

    expect(await namesOf(...files)).toEqual(["c", "empty"]);
  });

  test("shows what a shown host starts from where no hidden document uses it", async () => {
    expect(await namesOf(host("a"), host("b", "a"), shown("open", "b"))).toEqual(["a", "b", "empty"]);
    expect(await namesOf(host("a"), host("b", "a"), shown("open", "a, b"), hidden("secret", "a"))).toEqual([
      "a",
      "b",
      "empty",
    ]);
  });

  test("gives a host all that it has of a hidden one, and names neither that one nor what it lacks of it", async () => {
    const files = {
      ...host("secretp"),
      "content/hosts/secretp/root/etc/secretfile": "TOPSECRET",
      "content/hosts/secretp/root/proc/version": "6.8\n",
      ...host("kid", "secretp"),
      "content/hosts/kid/host.yaml": `${CARD.replace("shaped", "recorded")}from: secretp\nwithout: [/etc/secretfile]\n`,
      "content/hosts/kid/root/proc/loadavg": "1\n",
      ...shown("open", "kid"),
      ...hidden("secret", "secretp"),
    };
    const { hosts } = await loadSite(files);
    const kid = hosts.get("kid");

    expect([...hosts.keys()]).toEqual(["kid", "empty"]);
    expect([...(kid?.files.keys() ?? [])]).toEqual(["/etc/", "/proc/loadavg", "/proc/version"]);
    expect(JSON.stringify({ ...kid, files: [...(kid?.files.entries() ?? [])] })).not.toMatch(/secret/);
    expect(kid?.recorded, "what it has of that one is no recording of its own").toEqual([]);
  });

  test("hides a host that a hidden one and an unused one start from, and so the unused one", async () => {
    expect(await namesOf(host("a"), host("b", "a"), host("c", "a"), hidden("secret", "b"))).toEqual(["empty"]);
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
