// A large site in which each document has everything of which there may be as many as documents: tests count what it
// takes to make it.

import { CARD, type Files, runbook } from "../../corpus/tiny-site.ts";

const ITEM = "https://github.com/a/b/issues";
/** What all documents name. */
const ALL = `${ITEM}/1`;

/**
 * A site of so many documents, four for each number: a post-mortem, a runbook in the folder of all, and one in a folder of its own that has a
 * page. All of them share some tag, runbook, alert and upstream item; and each has its own, what exists and what does not.
 */
export function largeSite(documents: number): Files {
  const numbers = Array.from({ length: documents / 4 }, (_, i) => i);
  const rules = numbers.flatMap((i) => [
    rule(`Alert${i}High`, `one/r${i}`),
    // Of these, nothing is known: no runbook is for one, and half of them lead nowhere.
    rule(`Lone${i}`, i % 2 === 0 ? undefined : `gone-${i}`),
  ]);
  return {
    "content/site.yaml": "url: https://kb.example\n",
    "content/alerts/rules.yaml": JSON.stringify({ groups: [{ name: "all", rules }] }, null, 1),
    ...Object.fromEntries(
      numbers.flatMap((i) => [
        ...postmortem(i, numbers.length),
        ...runbooks(i),
        [`content/hosts/web-${i}/host.yaml`, CARD],
      ]),
    ),
  };
}

function rule(alert: string, runbook: string | undefined) {
  const annotations = runbook === undefined ? {} : { runbook_url: `https://kb.example/runbooks/${runbook}/` };
  return { alert, expr: "up == 0", annotations };
}

function postmortem(i: number, count: number): [string, string][] {
  // The others stay when what is broken is withheld.
  const isBroken = i % 2 === 1;
  const day = new Date(Date.UTC(1990, 0, 1 + i)).toISOString().slice(0, 10);
  const frontMatter = {
    title: `Incident ${i}`,
    date: day,
    tags: ["all", `tag-${i}`],
    aliases: [`/old/${i}/`],
    runbooks: [`one/r${i}`, `s${i}`, "one/r0", ...(isBroken ? [`missing-${i}`] : [])],
    alerts: [`Alert${i}High`, `Gone${i}High`, "Alert0High"],
    mitigations: [
      { text: "Wait", until: { ref: `${ITEM}/${i + 2}`, state: "released" } },
      { text: "Wait", until: { ref: ALL, state: "released", package: "linux" } },
    ],
    fixes: [fix(`${ITEM}/${i + 2}`), fix(ALL), fix(ALL, `1.${i % 5}`)],
    references: { [ALL]: isBroken ? { role: "cause" } : { targets: ["linux"] } },
    ...(i % 10 === 0 ? { status: "draft" } : {}),
  };
  const text = [
    `[next](/postmortems/p${(i + 1) % count}/) [old](/old/${i}/) [item](${ALL}) ![picture](p${i}.png)`,
    `[draft](/postmortems/p0/) [gone](/runbooks/one/g${i}/) [gone](gone-${i}.md) [anchor](/runbooks/one/r${i}/#gone)`,
  ];
  return [
    [
      `content/postmortems/${day}-p${i}.md`,
      `---\n${JSON.stringify(frontMatter)}\n---\n${text.slice(0, isBroken ? 2 : 1).join("\n")}\n`,
    ],
    [`content/postmortems/p${i}.png`, "png"],
  ];
}

function fix(ref: string, fixed = "1.0") {
  return { release: "Debian 12", package: "linux", introduced: "0.9", fixed, evidence: ref, for: ref };
}

function runbooks(i: number): [string, string][] {
  const check = (id: string) => `\n\`\`\`bash check=${id}\ntrue\n\`\`\`\n`;
  const checks = { [`c${i}`]: { asks: "Slow", ok: [`web-${i}`, `host-${i}`] } };
  const alerts = [
    `Alert${i}High`,
    `Lost${i}High`,
    { name: `Else${i}`, external: true, formerly: [`Was${i}`] },
    "Alert0High",
  ];
  return [
    [`content/runbooks/one/r${i}.md`, runbook(JSON.stringify({ title: `Runbook ${i}`, alerts, tags: [`Tag ${i}`] }))],
    [`content/runbooks/f${i}/_index.md`, `---\n{ "title": "Folder ${i}" }\n---\n[in it](s${i}.md)\n`],
    [`content/runbooks/f${i}/s${i}.md`, runbook(JSON.stringify({ title: `Other ${i}`, checks }), check(`c${i}`))],
  ];
}
