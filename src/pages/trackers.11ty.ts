// The supported trackers, as their adapters describe them: which links they match, what authors may write instead, and
// which state each upstream status gives.

import { type Html, html, when } from "../core/html.ts";
import { STATES, type State } from "../model/state.ts";
import { trackers } from "../trackers/index.ts";
import { instancesOf, reachableStates } from "../trackers/match.ts";
import type { ShortForm, StatusTable, Tracker } from "../trackers/tracker.ts";
import { badgeWords } from "../trackers/words.ts";
import type { PageData } from "./page-data.ts";
import { href, type PageType } from "./page-type.ts";
import { ABOVE, breadcrumb } from "./parts/lists/folders.ts";
import { groupedItems } from "./parts/lists/grouped-list.ts";
import { type OpeningRow, openingList } from "./parts/lists/lists.ts";
import { shell } from "./parts/shell.ts";

const page: PageType = {
  data: { permalink: "/trackers/index.html" },
  render(data) {
    const body = html`${breadcrumb(data, ABOVE.tracker)}<h1>Trackers</h1>
<p class="lead">These are the upstream systems that this site can look up. A link to one of their items shows its state; any other link stays plain. The items themselves are listed under <a href="${href(data, "/references/")}">References</a>. <a href="#add-an-instance">Add an instance</a></p>
${list(data)}${addAnInstance()}`;
    return shell(data, {
      url: "/trackers/",
      title: "Trackers",
      description: "Supported upstream systems, and the state that each upstream status gives",
      body,
    });
  },
};
export default page;

function list(data: PageData): Html {
  const { trackers: settings } = data.corpus.settings;
  const rowOf = (tracker: Tracker): OpeningRow => {
    const known = instancesOf(tracker, settings).map(({ web }) => new URL(web).host);
    const line = html`${tracker.title} <span class="facts">${known.length === 0 ? "switched off" : known.join(", ")}</span>`;
    return { line, id: tracker.name, body: about(data, tracker) };
  };
  return groupedItems(data, [{ title: "", items: trackers }], { list: (items) => openingList(items.map(rowOf)) });
}

function about(data: PageData, tracker: Tracker): Html {
  const { name, title, examples, statuses, shortForms = [] } = tracker;
  const links = examples.map(({ from, label }) => [html`<code>${from}</code>`, html`${label}`] as const);
  return html`<p>${reach(tracker)}</p>
${instances(data, tracker)}${table(`Links of ${title}`, ["Link", "Shown as"], links)}${when(shortForms.length > 0, () => html`<ul>${shortForms.map((form) => shortForm(data, tracker, form))}</ul>\n`)}${table(`Statuses of ${title}`, ["Upstream status", "State"], wordRows(statuses))}<p class="small">To add another instance, write below <code>${name}:</code> in <code>content/site.yaml</code>: <code class="instance">${instanceLine(tracker)}</code></p>
`;
}

/** One row for each state: some trackers have dozens of statuses. */
function wordRows(statuses: StatusTable): (readonly [Html, Html])[] {
  const words = Object.entries(statuses);
  return STATES.flatMap((state) => {
    const same = words.filter(([, meant]) => meant === state).map(([word]) => `“${word}”`);
    return same.length === 0 ? [] : [[html`${same.join(", ")}`, html`${badgeWords(state, [])}`] as const];
  });
}

/** The best state that a reader can wait for: a badge never claims more than upstream says. */
function reach(tracker: Tracker): string {
  const kinds = tracker.examples.flatMap(({ from, label }) => {
    const best = bestOf(tracker, from);
    return best === undefined ? [] : [{ label, best }];
  });
  const said = [...Map.groupBy(kinds, ({ best }) => best)].map(([best, [first]]) => {
    const of = kinds.every((kind) => kind.best === best) ? "" : ` for items such as ${first?.label}`;
    return `“${badgeWords(best, [])}”${of}`;
  });
  return said.length === 0 ? "" : `The best state that it can report is ${said.join(" and ")}.`;
}

function bestOf(tracker: Tracker, from: string): State | undefined {
  for (const instance of tracker.instances) {
    const match = tracker.match(new URL(from), instance);
    if (match !== undefined)
      return reachableStates({ ...match, tracker, instance }).findLast((state) => state !== "duplicate");
  }
  return undefined;
}

function instances({ corpus }: PageData, tracker: Tracker): Html {
  const { trackers: settings } = corpus.settings;
  const own = new Set((settings[tracker.name] ?? []).map(({ web }) => web));
  const known = instancesOf(tracker, settings);
  if (known.length === 0) return html`<p>It is switched off in the settings of this site.</p>\n`;
  const whose = (web: string) => (own.has(web) ? "from the settings of this site" : "built in");
  return html`<ul>${known.map(({ web }) => html`<li><a href="${web}">${web}</a> (${whose(web)})</li>`)}</ul>
`;
}

function table(label: string, [first, second]: readonly [string, string], rows: readonly (readonly [Html, Html])[]) {
  return html`<div class="table" role="group" aria-label="${label}"><table class="stack">
<thead><tr><th scope="col">${first}</th><th scope="col">${second}</th></tr></thead>
<tbody>${rows.map(([one, other]) => html`<tr><td>${one}</td><td data-label="${second}: ">${other}</td></tr>\n`)}</tbody></table></div>
`;
}

/** Short forms lead to the first instance alone. */
function shortForm({ corpus }: PageData, tracker: Tracker, { example, pattern, url }: ShortForm): Html {
  const [instance] = instancesOf(tracker, corpus.settings.trackers);
  const [found] = example.matchAll(pattern);
  const address = instance && found && url(found, instance);
  return html`<li><code>${example}</code> in running text becomes a link${when(address, () => html` to <a href="${address ?? ""}">${address ?? ""}</a>`)}</li>`;
}

/** - { web: https://gitlab.example.org/, token: GITLAB_EXAMPLE_TOKEN }, without a token where none is ever sent. */
function instanceLine({ name, instances: known, authorization, batch }: Tracker): string {
  const takesToken =
    authorization !== undefined || batch !== undefined || known.some(({ token }) => token !== undefined);
  const token = takesToken ? `, token: ${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, "_")}_EXAMPLE_TOKEN` : "";
  return `- { web: https://${name}.example.org/${token} }`;
}

function addAnInstance(): Html {
  return html`<section id="add-an-instance"><h2>Add an instance</h2>
<p>An instance is one line in <code>content/site.yaml</code>, below <code>trackers:</code> and the tracker’s name. It is added to the built-in ones. An empty list switches the tracker off.</p>
<ul>
<li><code>web</code>: the beginning of every link of that instance.</li>
<li><code>api</code>: the address of its API, if it differs from what the tracker’s own rule gives.</li>
<li><code>token</code>: the name of the environment variable that holds a token for its API. Never write the token itself here.</li>
<li><code>words</code>: the state that an upstream status of that instance gives, if it is not known: <code>words: { Waiting: open }</code>.</li>
</ul></section>`;
}
