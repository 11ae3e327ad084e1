// /metrics.prom: the states as Prometheus metrics, in its text format. Alerting rules for them are in
// docs/prometheus/faultbook.rules.yml, which also says how a static file is scraped.
// https://prometheus.io/docs/instrumenting/exposition_formats/

import { Gauge, Registry } from "prom-client";
import type { Reference } from "../model/reference.ts";
import { STATES } from "../model/state.ts";
import { CONSEQUENCES } from "../model/wait.ts";
import type { PageData } from "./page-data.ts";
import { absolute } from "./page-type.ts";

const page = {
  data: { permalink: "/metrics.prom" },
  async render(data: PageData): Promise<string> {
    const registry = new Registry();
    for (const metric of [...ofReferences(data), ...ofWaits(data), ...ofSite(data)]) register(registry, metric);
    return registry.metrics();
  },
};
export default page;

type Labels = Readonly<Record<string, string>>;
type Sample = readonly [labels: Labels, value: number];
type Metric = {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly samples: readonly Sample[];
};

/** A metric without samples is left out: absent() is how an alert notices. */
function register(registry: Registry, { name, help, labels, samples }: Metric): void {
  if (samples.length === 0) return;
  const gauge = new Gauge({ name: `faultbook_${name}`, help, labelNames: [...labels], registers: [registry] });
  for (const [values, value] of samples) gauge.set({ ...values }, value);
}

/** The address belongs to the labels: two instances may give the same short form. */
const REFERENCE = ["tracker", "reference", "url"] as const;

function ofReferences({ references: { list } }: PageData): Metric[] {
  const looks = list.flatMap(({ look, ...reference }) => (look === undefined ? [] : [{ look, reference }]));
  return [
    {
      name: "reference_state",
      help: "State of an upstream item as the label state; always 1",
      labels: [...REFERENCE, "state"],
      samples: list.map((reference) => [{ ...named(reference), state: reference.state }, 1]),
    },
    {
      name: "reference_last_good_look_timestamp_seconds",
      help: "Time of the last successful lookup of the item, in seconds since 1970; its age is time() minus this",
      labels: REFERENCE,
      samples: looks.flatMap(({ look, reference }) =>
        look.lastGood === undefined ? [] : [[named(reference), seconds(look.lastGood)] as const],
      ),
    },
    {
      name: "reference_failed_looks",
      help: "Number of failed lookups of the item in a row",
      labels: REFERENCE,
      samples: looks.map(({ look, reference }) => [named(reference), look.failures]),
    },
    {
      name: "references",
      help: "Number of upstream items in each state",
      labels: ["state"],
      samples: STATES.map((state) => [{ state }, list.filter((reference) => reference.state === state).length]),
    },
  ];
}

function named({ tracker, label, url }: Pick<Reference, "tracker" | "label" | "url">): Labels {
  return { tracker: tracker.name, reference: label, url };
}

function ofWaits(data: PageData): Metric[] {
  const { waits } = data;
  const count = (kind: string) => waits.filter(({ consequence }) => consequence.kind === kind).length;
  const retirable = waits.filter(({ consequence }) => consequence.kind === "retirable");
  return [
    {
      name: "workarounds",
      help: "Number of workarounds that wait for upstream, by what can be done with them now",
      labels: ["state"],
      samples: CONSEQUENCES.map((state) => [{ state }, count(state)]),
    },
    {
      name: "workaround_retirable",
      help: "A page with a workaround that can go, because upstream has done what it waited for; versions is empty where no version is known; always 1",
      labels: ["document", "reference", "url", "versions"],
      samples: retirable.map(({ document, reference, until, consequence }) => [
        {
          document: absolute(data, document.url),
          reference: reference?.label ?? until.ref,
          url: reference?.url ?? until.ref,
          versions: consequence.versions.map(({ package: name, version }) => `${name} ${version}`.trim()).join(", "),
        },
        1,
      ]),
    },
  ];
}

function ofSite({ lastSuccess, build: { withheld } }: PageData): Metric[] {
  return [
    {
      name: "last_success_timestamp_seconds",
      help: "Time of the last refresh that read something upstream or had nothing to look up, in seconds since 1970; its age is time() minus this",
      labels: [],
      samples: lastSuccess === undefined ? [] : [[{}, seconds(lastSuccess)]],
    },
    {
      name: "withheld_documents",
      help: "Number of files that are not published because of problems",
      labels: [],
      samples: [[{}, withheld.titles.length + withheld.others]],
    },
  ];
}

function seconds(instant: string): number {
  return Date.parse(instant) / 1000;
}
