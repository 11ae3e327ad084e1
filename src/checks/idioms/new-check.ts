// A new check that starts from an idiom: its test hosts, and a runbook around it whose text says what to write.

import { Document, isSeq, visit } from "yaml";
import { documentUrl } from "../../model/urls.ts";
import type { NewThings } from "../authoring/write-new.ts";
import { folderFiles } from "../capture/folder.ts";
import { type Idiom, idiomExpectations, idiomHosts } from "./idioms.ts";

/** The new files, by their paths from the site's root. The runbook comes last, because it names the hosts. */
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

/** Keys that only `status: final` requires are left out: a build then asks for them, so no placeholder can be forgotten. */
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
- **First:** paste [the check](#diagnosis). It only reads.
- **Do not** make it worse: say what to avoid.
- **Call** for help: say whom, and what they need to know.

## Meaning

Explain what AFFECTED means, and how it comes about. If an alert leads here, add its name to \`alerts\` in the front
matter, and make the \`runbook_url\` of its rule end in \`${documentUrl("runbook", id)}\`.

## Impact

Say what users notice, and what happens without action.

## Diagnosis

${fenced(`bash check=${id}`, snippet)}

Replace the names and numbers in the snippet and in its test hosts in \`content/hosts/\`. Say what to do after each
verdict. To link a verdict to a section, add \`then: { affected: "#mitigation" }\` to the check in the front matter.

## Mitigation

Write the steps that help, the safest one first, and how to undo each. Put commands that change the system into a fence
of their own, marked \`run=never\`.
`;
}

/** A fence that no line of the code can end. */
function fenced(info: string, code: string): string {
  const longest = Math.max(2, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${info}\n${code}${code.endsWith("\n") ? "" : "\n"}${fence}`;
}
