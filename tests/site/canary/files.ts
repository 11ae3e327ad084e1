// A site of sound documents with neighbours that must stay hidden: each of those holds its canary, a word of its own, in
// every place where a document can hold text, and so does all that belongs to it.

import type { Run } from "../../../src/model/check.ts";
import { SECTIONS } from "../support/tiny-site.ts";

type Files = Readonly<Record<string, string | Uint8Array>>;

/** No word of the site's own, and one that no search index shortens. */
export const CANARY = /zanzibar/i;

export const canary = (variant: string) => `zanzibar${variant}`;

/** What keeps a sound document back, by variant. */
export const GUARDS: Readonly<Record<string, string>> = {
  draft: "status: draft",
  review: "status: review",
  drafted: "draft: true",
  unpublished: "published: false",
  internal: "audience: internal",
  restricted: "audience: restricted",
  embargoed: "publish: 2999-01-01",
  dated: "date: 2999-01-01",
  // It names the day of this build, and ends two days later.
  hourly: `publish: ${new Date().toISOString().slice(0, 10)}T23:59:59-12:00`,
};

const item = (word: string, number: number) => `https://github.com/${word}/${word}/issues/${number}`;

/** The front matter of a document of either kind. */
function frontMatter(word: string, guard: string): string {
  return `${guard}
title: Title ${word}
description: Description ${word}
tags: [${word}]
alerts: [${word}]
systems: [${word}]
severity: sev1
aliases: [/former/${word}/]
fixes: [{ release: ${word}, package: ${word}, introduced: "1", fixed: "2", for: ${item(word, 1)}, evidence: https://${word}.example/ }]
elsewhere: [{ text: ${word}, url: /pages/ }]
references: { ${item(word, 2)}: { why: Why ${word} } }`;
}

const check = (word: string, kind: string) =>
  `checks: { ${word}-${kind}: { asks: Asks ${word}?, ok: [${word}-ok], affected: [${word}-bad], means: { ok: ${word} } } }`;

const snippet = (word: string) => `[ -r /etc/disk ] || { echo "nothing of ${word}"; exit 2; }
grep -q ${word} /etc/disk || { echo "no ${word}"; exit 1; }
echo "${word} is there"
`;

const body = (word: string, kind: string) => `
${SECTIONS.map((name) => `## ${name}\n\nText of ${word}.\n`).join("\n")}
### Heading ${word}

[until ${word}](${item(word, 3)} "until merged in ${word}") ![${word}](${word}.png) ![${word}](/media/${word}.svg)
[${word}](${word}.log "${word}") [host](/hosts/${word}-ok/) [sound](/runbooks/sound/) https://${word}.example/plain Text[^1]

[^1]: Footnote ${word}

\`\`\`bash check=${word}-${kind}
${snippet(word)}\`\`\`
`;

const INCIDENT = (word: string) => `date: 2024-05-06
impact: Impact ${word}
trigger: Trigger ${word}
rootCauses: [Cause ${word}]
contributing: [Factor ${word}]
timeline: [{ at: 2024-05-06, kind: detected, text: Detected ${word}, evidence: ${item(word, 4)} }]
mitigations: [{ text: Mitigated ${word}, price: Price ${word}, until: { ref: ${item(word, 5)}, state: closed } }]
actions: [{ text: Do ${word}, kind: prevent, owner: ${word}, ref: ${item(word, 6)} }]
lessons: { wentWell: [Well ${word}], wentWrong: [Wrong ${word}], lucky: [Luck ${word}] }`;

const REVIEW = (word: string) => `owner: ${word}\nreviewed: 2024-05-06\nreviewEvery: 1 year`;

/** A guard may be the date itself. */
function incident(word: string, guard: string): string {
  return guard.startsWith("date:") ? INCIDENT(word).replace(/^date: .*\n/, "") : INCIDENT(word);
}

const svg = (word: string) => `<svg xmlns="http://www.w3.org/2000/svg"><title>${word}</title></svg>`;

/** What a document needs and shows, beside it and elsewhere. */
function belongings(word: string): Files {
  const card = `summary: Summary ${word}\nkind: shaped\nsource: Source ${word}\nspecial: Special ${word}\n`;
  const hosts = ["ok", "bad"].flatMap((answer) => [
    [`content/hosts/${word}-${answer}/host.yaml`, card],
    [`content/hosts/${word}-${answer}/root/etc/disk`, answer === "ok" ? `${word}\n` : "other\n"],
    [`content/hosts/${word}-${answer}/commands.yaml`, `[{ argv: [uname, ${word}], stdout: ${word} }]\n`],
  ]);
  const rule = {
    alert: word,
    expr: `${word} > 0`,
    annotations: { summary: word, runbook_url: `https://kb.example/runbooks/${word}/${word}/` },
  };
  return Object.fromEntries([
    ...hosts,
    [`content/hosts/${word}-child/host.yaml`, `${card}from: ${word}-ok\n`],
    [`content/media/${word}.svg`, svg(word)],
    ...["runbooks", "postmortems"].flatMap((folder) => [
      [`content/${folder}/${word}/${word}.png`, word],
      [`content/${folder}/${word}/${word}.log`, word],
    ]),
    [`content/alerts/${word}.yml`, JSON.stringify({ groups: [{ name: word, rules: [rule] }] })],
  ]);
}

/** A runbook, a post-mortem and the page of a folder, in a folder of its own; `guard` may break what it stands in. */
export function hiddenFiles(variant: string, guard: string): Files {
  const word = canary(variant);
  return {
    ...belongings(word),
    [`content/runbooks/${word}/${word}.md`]: `---\n${frontMatter(word, guard)}\n${REVIEW(word)}\n${check(word, "run")}\n---\n${body(word, "run")}`,
    [`content/runbooks/${word}/_index.md`]: `---\n${guard}\ntitle: Folder ${word}\n---\n${word}\n`,
    [`content/postmortems/${word}/${word}.md`]: `---\n${frontMatter(word, guard).replace("former", "then")}\n${incident(word, guard)}\nrunbooks: [sound]\n${check(word, "pm")}\n---\n${body(word, "pm")}`,
    [`content/pages/visible/${word}.md`]: `---\n${guard}\ntags: [shared, ${word}]\nslug: chosen-${word}\n---\n# ${word}\n`,
  };
}

/** The variants of what keeps a sound document back: guards, and a folder of drafts. */
export const HIDDEN_VARIANTS: readonly string[] = [...Object.keys(GUARDS), "jekyll", "internfolder"];

/** A document of each kind for each of them. */
export function allHidden(): Files {
  const guarded = Object.entries(GUARDS).map(([variant, guard]) => hiddenFiles(variant, guard));
  const moved = Object.entries(hiddenFiles("jekyll", "draft: false")).map(([file, text]) => [
    file.replace(/^content\/(runbooks|postmortems|pages)\//, "content/$1/_drafts/"),
    typeof text === "string" ? text.replaceAll("/runbooks/zanzibar", "/runbooks/drafts/zanzibar") : text,
  ]);
  return Object.assign(
    Object.fromEntries(moved),
    ...guarded,
    filesBelow("internfolder", "---\naudience: internal\n---\n"),
  );
}

/** Documents of which nobody can read whom they are for, each with all that belongs to it. */
export function brokenFiles(): Files {
  const handed = Object.entries(HANDED).map(([variant, page]) => filesBelow(variant, page));
  const broken = Object.entries(BROKEN).map(([form, breakIt]) => {
    const word = canary(form);
    const whole = `---\n${frontMatter(word, "audience: internal")}\n${check(word, "run")}\n---\n${body(word, "run")}`;
    return { ...belongings(word), [`content/runbooks/${word}/${word}.md`]: breakIt(whole, word) };
  });
  return Object.assign({}, ...broken, ...handed);
}

/** Documents for everybody, below folders with such a page. */
function filesBelow(variant: string, page: string): Files {
  const files = Object.entries(hiddenFiles(variant, "audience: public"));
  const below = files.filter(([file]) => !file.startsWith("content/pages/"));
  const folders = ["runbooks", "postmortems"].map((kind) => `content/${kind}/${canary(variant)}/_index.md`);
  return Object.fromEntries([...below, ...folders.map((file) => [file, page])]);
}

/** Pages of folders that would have handed down what keeps their documents back. */
export const HANDED: Readonly<Record<string, string>> = {
  cascade: "---\ncascade: { draft: true }\n---\n",
  cascades: "+++\n[[cascade]]\n[cascade.params]\naudience = 'internal'\n+++\n",
  waterfall: "---\ntitle: [\ncascade: { draft: true }\n---\n",
  slip: "---\naudience: interal\n---\n",
};

export const BROKEN: Readonly<Record<string, (text: string, word: string) => string | Uint8Array>> = {
  yaml: (text) => text.replace("tags: [", "tags: [["),
  toml: (_, word) =>
    `+++\naudience = "internal"\ntitle = ${word}\n[checks.c]\nok = ["${word}-ok", "${word}-bad"]\n+++\n${body(word, "c")}`,
  json: (_, word) =>
    `{"audience": "internal" "checks": {"c": {"ok": ["${word}-ok", "${word}-bad"]}}}\n${body(word, "c")}`,
  latin: (text) => new Uint8Array([...Buffer.from(text), 0xe4]),
  utf16: (text) => Buffer.from(`\uFEFF${text}`, "utf16le"),
  daft: (text) => text.replace("audience: internal", "daft: true"),
  word: (text) => text.replace("audience: internal", "private: true"),
  wide: (text) => text.replace("audience: internal", "audience: everyone"),
  late: (text) => `<!-- ours -->\n${text}`,
  unseen: (text) => `\u200b${text}`,
  second: (text, word) => `---\ntitle: ${word}\n---\n${text}`,
  mac: (text) => text.replaceAll("\n", "\r"),
  hyphens: (text) => text.replace(/^---$/gm, "----"),
  bare: (text) => text.replace(/^---\n/gm, ""),
  loose: (_, word) =>
    `{ title: '${word}', 'draft': true, checks: { c: { ok: ["${word}-ok", "${word}-bad"] } } }\n${body(word, "c")}`,
  table: (_, word) =>
    `+++\ntitle = "${word}"\n[checks.c]\nasks = "x?"\nok = ["${word}-ok", "${word}-bad"]\n[params]\ndraft = true\n+++\n${body(word, "c")}`,
  never: (text) => text.replace("audience: internal", "build: { render: never }"),
  endless: (text) => text.replace("tags: [", `x: ${"[".repeat(2_000)}\ntags: [`),
};

/** Documents with a dead link. The title of each may be told on the home page: it holds another word. */
export function withheldFiles(): Files {
  const word = canary("withheld");
  // A machine is a page of its own: a defect of a document that names it hides nothing of it.
  const files = Object.entries(hiddenFiles("withheld", "audience: public")).filter(
    ([file]) => !file.startsWith("content/hosts/"),
  );
  return Object.fromEntries(
    files.map(([file, text]) => {
      // A rule is no part of the runbook that it leads to, and stays; what is its own is another word.
      if (file.startsWith("content/alerts/"))
        return ["content/alerts/lynx.yml", String(text).replaceAll(`"${word}`, '"Lynx')];
      if (!file.endsWith(".md")) return [file, text];
      const other = String(text)
        .replace(/^title: .*$/m, "title: Quagga")
        .replace(/^alerts: .*$/m, "alerts: [Lynx]")
        .replace(`# ${word}`, "# Quagga");
      return [file, `${other}\n[dead](/nowhere/${word}/)\n`];
    }),
  );
}

const SOUND_CHECK = "checks: { sound: { asks: Is it sound?, ok: [sound-ok], affected: [sound-bad] } }";

/** Documents that are for everybody; they may link to what is held back. */
export function soundFiles(linked: readonly string[] = []): Files {
  const links = linked.map((file) => `[neighbour](${file.replace("content", "../..")}) `).join("");
  const rule = { alert: "Sound", expr: "up", annotations: { runbook_url: "https://kb.example/runbooks/sound/" } };
  const card = "summary: A machine\nkind: shaped\nsource: Made up\n";
  return {
    "content/site.yaml": "url: https://kb.example\n",
    "content/runbooks/sound.md": `---\ntitle: Sound\nalerts: [Sound]\ntags: [shared]\n${SOUND_CHECK}\n---\n${SECTIONS.map((name) => `## ${name}\n\nText.\n`).join("\n")}\n\`\`\`bash check=sound\n${snippet("sound")}\`\`\`\n`,
    "content/postmortems/sound.md":
      "---\ntitle: Sound incident\ndate: 2024-05-06\nrunbooks: [sound]\n---\n[item](https://github.com/a/b/issues/1)\n",
    "content/pages/visible/sound.md": `# Sound page\n\n${links}\n`,
    "content/alerts/sound.yml": JSON.stringify({ groups: [{ name: "g", rules: [rule] }] }),
    "content/hosts/sound-ok/host.yaml": card,
    "content/hosts/sound-ok/root/etc/disk": "sound\n",
    "content/hosts/sound-bad/host.yaml": card,
    "content/hosts/sound-bad/root/etc/disk": "other\n",
  };
}

/** The states of all that any of these documents refers to. */
export function recordFile(variants: readonly string[]): Files {
  const references = variants.flatMap((variant) => {
    const word = canary(variant);
    return [1, 2, 3, 4, 5, 6].map((number) => ({
      ...{ url: item(word, number), tracker: "github", state: "open", remoteStatus: "open", title: `Upstream ${word}` },
      source: { kind: "by-hand", on: "2026-01-01", evidence: word },
      history: [{ at: "2026-01-01", from: "closed", to: "open", remoteStatus: word }],
    }));
  });
  return { "_data/states.json": JSON.stringify({ version: 1, references }) };
}

/** What every check says: it finds its word on one host, and misses it on others. */
export function ranOn(id: string, host: string): Partial<Run> {
  const word = id.replace(/-.*/, "");
  if (host === "empty") return { exitCode: 2, stdout: `nothing of ${word}\n`, looked: [], missing: ["/etc/disk"] };
  const seen = { read: ["/etc/disk"], ran: [`grep -q ${word} /etc/disk`] };
  return host.endsWith("-ok")
    ? { ...seen, exitCode: 0, stdout: `${word} is there\n` }
    : { ...seen, exitCode: 1, stdout: `no ${word}\n` };
}
