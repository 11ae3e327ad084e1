// A new check, read back as the corpus reads it, is the idiom that it was made of.

import { expect, test } from "vitest";
import {
  Idiom,
  idiomExpectations,
  idiomHosts,
  idiomNamed,
  idiomNames,
  idiomsByArea,
} from "../../../src/checks/idioms/idioms.ts";
import { newCheck } from "../../../src/checks/idioms/new-check.ts";
import type { Check } from "../../../src/model/check.ts";
import type { Host } from "../../../src/model/host.ts";
import { type Files, loadSite, told } from "../../corpus/tiny-site.ts";

const ALL = idiomNames().map((name) => [name, idiomOf(name)] as const);
const DRAFTS = { drafts: true, audience: "restricted" } as const;

function idiomOf(name: string): Idiom {
  const idiom = idiomNamed(name);
  if (idiom === undefined) throw new RangeError(`There is no idiom "${name}"`);
  return idiom;
}

function filesOf(id: string, idiom: Idiom): Files {
  const files = [...newCheck(id, idiom)].flatMap(([path, content]) =>
    content instanceof Map
      ? [...content].map(([below, own]) => [`${path}/${below}`, own] as const)
      : [[path, content as string] as const],
  );
  return Object.fromEntries(files);
}

/** What is the same in a host that was read and in one of an idiom, whatever their bytes are kept in. */
function asRead({ name, summary, kind, source, special, files, transcripts }: Host) {
  const bytes = new Map([...files].map(([path, content]) => [path, Buffer.from(content).toString("latin1")]));
  return { name, summary, kind, source, special, bytes, transcripts };
}

function expectSame(id: string, idiom: Idiom, check: Check | undefined, hosts: ReadonlyMap<string, Host>): void {
  expect(check).toMatchObject({ ...idiomExpectations(id, idiom), snippet: idiom.right });
  for (const host of idiomHosts(id, idiom)) {
    expect(asRead(hosts.get(host.name) ?? { ...host, summary: "is not there" })).toEqual(asRead(host));
  }
}

test("every idiom becomes the same check on the same hosts, without a Problem or advice", async () => {
  const site = await loadSite(Object.assign({}, ...ALL.map(([name, idiom]) => filesOf(name, idiom))), DRAFTS);

  expect(told(site)).toBe("");
  expect(site.checks.map(({ id }) => id).sort()).toEqual(idiomNames());
  for (const [name, idiom] of ALL) expectSame(name, idiom, site.checkById.get(name), site.hosts);
});

test("a check has the name that it is given, and so have its runbook and its hosts", async () => {
  const idiom = idiomOf("cgroup");
  const files = filesOf("memory-of-web", idiom);
  const site = await loadSite({ ...files, ...filesOf("cgroup", idiom) }, DRAFTS);

  expect(Object.keys(files).every((file) => file.includes("/memory-of-web"))).toBe(true);
  expect(told(site)).toBe("");
  expectSame("memory-of-web", idiom, site.checkById.get("memory-of-web"), site.hosts);
});

test("what YAML and Markdown might change stays as it is", async () => {
  const odd = Idiom.parse({
    asks: 'Is it "odd": yes, {{ no }} or # none?',
    means: { ok: "No: *it* is `fine`", affected: "- it is odd", unknown: "1.0" },
    right: `

cat <<-'END' | grep -q x || exit 1  
	a tab {{ .Status }} {% raw %} <b> &amp; \\
\`\`\`
\`\`\`\`\` five
~~~
---
# no heading

END
echo "$(docker inspect -f '{{.State.Health}}' \`echo web\`)"   

`,
    exits: { 0: "affected", 1: "ok", 255: "unknown" },
    context: ["/proc/version", "uname"],
    needs: "root",
    untried: ["a: b", "zpool list -H -o name,capacity"],
    hosts: {
      one: {
        ...{ gives: "affected", summary: "a: b #c", source: "- x", special: "null" },
        files: {
          "/sys/x": "a [b] ",
          "/sys/empty": "",
          "/sys/lines": "\n\n\ta \r\n\n",
          "/sys/module/zfs/": "",
          "/é": "ü",
        },
        commands: [
          { argv: ["bc", "-l"], stdin: " 1 > 2\n\n", stdout: "1 \n" },
          { argv: ["a", "", " b", "c\nd", "~"], stdout: "\n  x", stderr: "\t", exit: 3 },
        ],
      },
      none: { gives: "ok", summary: "2024-05-06", source: "yes" },
    },
    wrong: { snippet: "", told: ["x"] },
  });
  const site = await loadSite(filesOf("odd", odd), DRAFTS);

  expect(told(site)).toBe("");
  expectSame("odd", odd, site.checkById.get("odd"), site.hosts);
});

test("the runbook comes last, because it names the hosts", () => {
  for (const [name, idiom] of ALL) {
    const paths = [...newCheck(name, idiom).keys()];

    expect(paths.at(-1)).toBe(`content/runbooks/${name}.md`);
    expect(paths.slice(0, -1)).toEqual(Object.keys(idiom.hosts).map((own) => `content/hosts/${name}-${own}`));
  }
});

test("a snippet without a line break at its end gets one", async () => {
  const idiom = { ...idiomOf("load"), right: "exit 2" };
  const site = await loadSite(filesOf("load", idiom), DRAFTS);

  expect(site.checkById.get("load")?.snippet).toBe("exit 2\n");
});

test("the runbook tells its author what to write, and is a draft", () => {
  const idiom = { ...idiomOf("swap"), right: "…\n", means: { ok: "a", affected: "b", unknown: "c" } };

  expect(newCheck("swap", idiom).get("content/runbooks/swap.md")).toMatchInlineSnapshot(`
    "---
    title: Is the swap space nearly full?
    status: draft
    alerts: [] # alerting rules whose runbook_url ends in /runbooks/swap/
    checks:
      swap:
        asks: Is the swap space nearly full?
        ok: [swap-room]
        affected: [swap-full]
        unknown: [swap-none]
        means:
          ok: a
          affected: b
          unknown: c
    ---

    ## First minute

    - **Can it wait?** Say how long, and what decides it.
    - **First:** paste [the check](#diagnosis). It only reads.
    - **Do not** make it worse: say what to avoid.
    - **Call** for help: say whom, and what they need to know.

    ## Meaning

    Explain what AFFECTED means, and how it comes about. If an alert leads here, add its name to \`alerts\` in the front
    matter, and make the \`runbook_url\` of its rule end in \`/runbooks/swap/\`.

    ## Impact

    Say what users notice, and what happens without action.

    ## Diagnosis

    \`\`\`bash check=swap
    …
    \`\`\`

    Replace the names and numbers in the snippet and in its test hosts in \`content/hosts/\`. Say what to do after each
    verdict. To link a verdict to a section, add \`then: { affected: "#mitigation" }\` to the check in the front matter.

    ## Mitigation

    Write the steps that help, the safest one first, and how to undo each. Put commands that change the system into a fence
    of their own, marked \`run=never\`.
    "
  `);
});

test("what only a finished runbook must have is asked for once it calls itself finished", async () => {
  const files = filesOf("load", idiomOf("load"));
  const page = String(files["content/runbooks/load.md"]).replace("status: draft", "status: final");

  expect(told(await loadSite({ ...files, "content/runbooks/load.md": page }))).toMatchInlineSnapshot(`
    "content/runbooks/load.md:3:9  status "final" without description, severity, owner, reviewed
        | status: final
        |         ^^^^^
      Add what is missing, or write status: review until it is known"
  `);
});

test("areas and their idioms are sorted, and every idiom has one", () => {
  const areas = [...idiomsByArea()];

  expect(areas.map(([area]) => area)).toEqual(areas.map(([area]) => area).toSorted());
  expect(areas.flatMap(([, names]) => names).toSorted()).toEqual(idiomNames());
  expect(idiomsByArea().get("processes")).toContain("zombies");
});
