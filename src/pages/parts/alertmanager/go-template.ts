// Text in the language of Go's templates, as Alertmanager reads it: https://pkg.go.dev/text/template

import { ALERT_SIGNS, alertStep, MAX_BYTES, NO_ALERT_STEP } from "../../../model/urls.ts";

/** A string literal of Go. JSON's escapes are Go's, too, but for half a surrogate pair. Within quotes, "}}" ends nothing. */
export function goString(text: string): string {
  return JSON.stringify(text.toWellFormed());
}

/** The pipeline that makes the step of an alert's address, as alertStep() does. */
export const STEP = `reReplaceAll ${goString(ALERT_SIGNS)} "-" .Labels.alertname`;

/**
 * Sets a variable to the steps of the alerts of a list, each once: "<DiskSlow><LoadHigh>". Alertmanager's templates have
 * no maps, and a text can be searched for one name or for many at once.
 */
export function collectSteps(variable: string, list: string): string {
  return `{{- ${variable} := "" }}
{{- range ${list} }}
{{- $step := printf "<%s>" (${STEP}) }}
{{- if not (match (${QUOTED} $step) ${variable}) }}{{ ${variable} = print ${variable} $step }}{{ end }}
{{- end }}
`;
}

/** A step as a regular expression: "." is its only sign that means something there. */
export const QUOTED = `reReplaceAll "[.]" "[.]"`;

/** A regular expression for the steps of some of these names. */
export function anyOf(names: readonly string[]): string {
  const steps = [...new Set(names.map(alertStep))];
  return goString(`<(?:${steps.map((step) => step.replaceAll(".", "[.]")).join("|")})>`);
}

/** Sets $url to the page of the alert at hand, as alertUrl() does; to that of all alerts if it can have none. */
export function setAlertUrl(all: string): string {
  return `{{- $step := ${STEP} }}
{{- $url = ${goString(all)} }}
{{- if not (or (match ${goString(NO_ALERT_STEP)} $step) (gt (len $step) ${MAX_BYTES})) }}{{ $url = print $url $step "/" }}{{ end }}
`;
}
