// A new check that starts from an idiom: its hosts, and a runbook around it whose text tells its author what to write.

import { Document, isSeq, visit } from "yaml";
import { documentUrl } from "../../model/urls.ts";
import type { NewThings } from "../authoring/write-new.ts";
import { folderFiles } from "../capture/folder.ts";
import { type Idiom, idiomExpectations, idiomHosts } from "./idioms.ts";

/** What is to be written: paths from the site's root. The runbook comes last, because it names the hosts. */
export function newCheck(id: string, idiom: Idiom): NewThings {
  const hosts = idiomHosts(id, idiom).map((host) => [`content/hosts/${host.name}`, folderFiles(host)] as const);
  const things = new Map<string, string | ReturnType<typeof folderFiles>>(hosts);
  const runbook = `---\n${frontMatter(id, idiom)}---\n\n${text(id, idiom.right)}`;
  return things.set(runbookFile(id), runbook);
}

/** The file of the runbook, from the site's root. */
export function runbookFile(id: string): string {
  return `content/runbooks/${id}.md`;
}

/** What only `status: final` asks for is left out: a build then asks for it, and no placeholder can be forgotten there. */
function frontMatter(id: string, idiom: Idiom): string {
  const { asks, ok, affected, unknown, exits, context, needs, untried, means } = idiomExpectations(id, idiom);
  const given = Object.entries({ asks, ok, affected, unknown, exits, context, needs, untried, means });
  const check = Object.fromEntries(given.filter(([, value]) => value !== undefined && Object.keys(value).length > 0));
  const document = new Document({ title: asks, status: "draft", alerts: [], checks: { [id]: check } });
  const inOneLine = (list: { flow?: boolean }) => {
    list.flow = true;
  };
  visit(document, { Seq: (_, list) => inOneLine(list) });
  const alerts = document.get("alerts", true);
  if (isSeq(alerts)) alerts.comment = ` alerting rules whose runbook_url ends in ${documentUrl("runbook", id)}`;
  return document.toString({ lineWidth: 0, flowCollectionPadding: false, doubleQuotedAsJSON: true });
}

function text(id: string, snippet: string): string {
  return `## First minute

- **Can it wait?** Say how long, and what decides it.
- **First safe action:** paste [the check](#diagnosis), which only reads.
- **What not to do:** say what makes it worse.
- **Whom to call:** say who helps, and what they need to know.

## Meaning

Say what is wrong where the check says AFFECTED, and how it comes to that. If an alert leads here, write its name into
\`alerts\` of the front matter, and let the \`runbook_url\` of its rule end in \`${documentUrl("runbook", id)}\`.

## Impact

Say what users notice, and what happens if nobody acts.

## Diagnosis

${fenced(`bash check=${id}`, snippet)}

Put your own names and figures into the snippet and into its hosts in \`content/hosts/\`. Say what to look at after each
answer. To lead readers from an answer to its section, write \`then: { affected: "#mitigation" }\` at the check in the
front matter.

## Mitigation

Say what helps, the safest step first, and how each step is undone. Commands that change the system stand in a fence of
their own, marked \`run=never\`.
`;
}

/** A fence that no line of the code can end. */
function fenced(info: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${info}\n${code}${code.endsWith("\n") ? "" : "\n"}${fence}`;
}
