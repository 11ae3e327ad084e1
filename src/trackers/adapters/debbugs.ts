// Bugs of the Debian bug tracking system: https://wiki.debian.org/DebbugsSoapInterface
// No answer has a date for the state: `log_modified` and `last_modified` change with every mail to the bug, and with
// its archival a month after the fix, and `date` says when it was filed, not when it was reopened. `mergedwith` makes
// no duplicate either: merged bugs share one status, and none of them is the original.

import type { CheerioAPI } from "cheerio/slim";
import { apiOf, pathBelow, queryOf } from "../address.ts";
import { answer, malformed, readXml, stateOf } from "../boundary.ts";
import { quoted, UpstreamError } from "../errors.ts";
import type { StatusTable, Tracker, UpstreamResponse } from "../tracker.ts";

const DONE_IN_VERSION = "done in a version";
const DONE_IN_EXPERIMENTAL = "done in experimental alone";

const statuses: StatusTable = {
  pending: "open",
  forwarded: "open",
  // Tagged "pending": the fix waits for the next upload.
  "pending-fixed": "fixed",
  // Tagged "fixed": uploaded by someone other than the maintainer, who has not confirmed it yet.
  fixed: "merged",
  // A tag, which counts until the bug is done.
  wontfix: "wont-fix",
  done: "closed",
  // Debian makes no release from experimental, and the fix is uploaded once more when it leaves experimental.
  [DONE_IN_EXPERIMENTAL]: "fixed",
  [DONE_IN_VERSION]: "released",
};

/** Tags that matter to a reader. "fixed-upstream" alone changes nothing: Debian's package still has the bug. */
const TOLD_TAGS = ["wontfix", "fixed-upstream"];

/** A status has 3 kB. The parser could not handle much more of endlessly nested XML. */
const MAX_BYTES = 128 * 1024;
const RE_NUMBER = /^([1-9]\d*)\/?$/;
const SOAP = "http://schemas.xmlsoap.org/soap";
const XSD = "http://www.w3.org/2001/XMLSchema";

type Nodes = ReturnType<ReturnType<CheerioAPI>["children"]>;

export const debbugs: Tracker = {
  name: "debbugs",
  title: "Debian bug tracking system",
  instances: [{ web: "https://bugs.debian.org/" }],
  statuses,
  examples: [
    "https://bugs.debian.org/929557",
    "https://bugs.debian.org/cgi-bin/bugreport.cgi?bug=929557#10",
    "https://bugs.debian.org/cgi-bin/bugreport.cgi?archive=yes;bug=929557;msg=5",
  ].map((from) => ({ from, url: "https://bugs.debian.org/929557", label: "Debian #929557" })),
  shortForms: [
    {
      // Not "Closes: #929557": in a changelog of Ubuntu or a derivative, the number may belong to another tracker.
      pattern: /\bDebian\s?#(\d+)\b/g,
      url: ([, number = ""], instance) => new URL(number, instance.web).href,
      example: "Debian#929557",
    },
  ],

  match(url, instance) {
    const path = pathBelow(url, instance.web) ?? "";
    const number = RE_NUMBER.exec(path === "cgi-bin/bugreport.cgi" ? (queryOf(url).get("bug") ?? "") : path)?.[1];
    if (number === undefined) return undefined;
    return { key: number, url: new URL(number, instance.web).href, label: `Debian #${number}` };
  },

  locate(key, instance) {
    const url = new URL("cgi-bin/soap.cgi", apiOf(instance)).href;
    // SOAP 1.1 asks for the header; empty in quotes, it names the request's own address.
    const headers = { "content-type": 'text/xml; charset="utf-8"', soapaction: '""' };
    return [{ method: "POST", url, headers, body: question(key), maxBytes: MAX_BYTES }];
  },

  parse(responses, key, instance) {
    const response = answer(responses, 0);
    const bug = bugIn(response, key);
    const pending = textOf(bug, "pending", response);
    const told = TOLD_TAGS.filter((tag) => textOf(bug, "tags", response).split(/\s+/).includes(tag));
    const done = pending === "done" ? doneIn(bug, response) : undefined;
    const declined = pending !== "done" && told.includes("wontfix");
    const state = stateOf(statuses, declined ? "wontfix" : (done?.word ?? pending), response, instance);
    return {
      state,
      remoteStatus: done === undefined ? withTags(pending, told) : `done in ${done.version}`,
      ...(pending === "fixed" && state === "merged" && { words: "fixed; release not known" }),
      title: textOf(bug, "subject", response),
      version: done?.word === DONE_IN_VERSION ? done.version : undefined,
    };
  },
};

/** The call get_status with one number. Debbugs ignores the names of the arguments. */
function question(number: string): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<soap:Envelope xmlns:soap="${SOAP}/envelope/" xmlns:soapenc="${SOAP}/encoding/" xmlns:xsd="${XSD}"`,
    ` xmlns:xsi="${XSD}-instance" soap:encodingStyle="${SOAP}/encoding/"><soap:Body>`,
    '<bts:get_status xmlns:bts="Debbugs/SOAP"><bugs soapenc:arrayType="xsd:int[1]" xsi:type="soapenc:Array">',
    `<item xsi:type="xsd:int">${number}</item></bugs></bts:get_status></soap:Body></soap:Envelope>`,
  ].join("");
}

/** The bug's attributes. The answer is a map from numbers to bugs, and leaves out what does not exist. */
function bugIn(response: UpstreamResponse, number: string): Nodes {
  // Envelope and body by their position, because the server chooses their prefix.
  const body = readXml(response).root().children().children();
  const map = body.children("get_statusResponse").children().first();
  const fault = ownText(body.children().children("faultstring"));
  if (map.length === 0)
    throw malformed(response, fault === "" ? "no answer to get_status" : `SOAP fault: ${quoted(fault)}`);
  // The order of attributes is random, and missing ones would change the state.
  if (!response.body.trimEnd().endsWith("Envelope>")) throw malformed(response, "ends too early");
  const items = map.children("item");
  if (items.length === 0) throw new UpstreamError("not-found", response.request, `No bug ${number}`);
  // One number was asked for.
  if (items.length > 1) throw malformed(response, `${items.length} bugs`);
  if (ownText(items.children("key")) !== number) throw malformed(response, `not bug ${number}`);
  return items.children("value").first();
}

/** The text of an attribute. What is not ASCII may come as UTF-8 in base64. */
function textOf(bug: Nodes, name: string, response: UpstreamResponse): string {
  const field = bug.children(name).first();
  if (field.length === 0) throw malformed(response, `bug without "${name}"`);
  const text = ownText(field);
  return field.attr("xsi:type") === "xsd:base64Binary" ? Buffer.from(text, "base64").toString() : text;
}

/** The text directly in the first element. cheerio's own text() recurses, however deep a hostile answer is. */
function ownText(nodes: Nodes): string {
  const texts = nodes.first().contents();
  return texts
    .filter((_, node) => node.type === "text")
    .text()
    .trim();
}

/** By convention such a version ends with "~exp1", and goes to experimental. */
const RE_EXPERIMENTAL = /~exp/i;

/**
 * The version that closed the bug, "linux 5.10.1-1": the first of the fixed ones that did not go to experimental, else
 * the first. Those after it are later backports to other releases, or fixes after the bug was found again.
 */
function doneIn(bug: Nodes, response: UpstreamResponse) {
  const items = bug.children("fixed_versions").children("item");
  const versions = Array.from(items, (_, i) => ownText(items.eq(i))).filter((version) => version !== "");
  const carrier = versions.find((version) => !RE_EXPERIMENTAL.test(version));
  const first = carrier ?? versions[0];
  if (first === undefined) return undefined;
  // Without a source package it is a version of the package that the bug was filed against.
  const packages = textOf(bug, "package", response).replace(/^src:/, "").split(",");
  const version = first.includes("/") ? first.replace("/", " ") : `${packages[0]?.trim()} ${first}`;
  return { version, word: carrier === undefined ? DONE_IN_EXPERIMENTAL : DONE_IN_VERSION };
}

/** "pending (fixed-upstream)" */
function withTags(pending: string, tags: readonly string[]): string {
  return tags.length === 0 ? pending : `${pending} (${tags.join(", ")})`;
}
