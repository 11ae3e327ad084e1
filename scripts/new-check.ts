// npm run new -- check: makes a check from an idiom, ready to be adapted: a runbook around it, and its test hosts.

import { join } from "node:path";
import { isThere, writeNew } from "../src/checks/authoring/write-new.ts";
import { type Idiom, idiomNamed, idiomNames, idiomsByArea } from "../src/checks/idioms/idioms.ts";
import { newCheck, runbookFile } from "../src/checks/idioms/new-check.ts";
import { asWord, checkCall } from "../src/checks/runs/call.ts";
import { didYouMean } from "../src/core/nearest-name.ts";
import { UsageError } from "../src/core/usage-error.ts";
import { isOwnPage } from "../src/corpus/addresses.ts";
import { CHECK_ID } from "../src/model/check.ts";
import { HOST_NAME } from "../src/model/host.ts";
import { documentUrl } from "../src/model/urls.ts";
import { readEverything } from "../src/site/content.ts";
import { siteRoot } from "./command-line.ts";
import { asTyped, typedEnvironment, typedPath } from "./typed-path.ts";

export const CHECK_CALL = asTyped("npm run new -- check IDIOM");

export type NewCheckOptions = {
  readonly root: string;
  readonly site: string | undefined;
  readonly id: string | undefined;
};

/** Throws a UsageError for an unusable value. */
export function newCheckOptions(values: { readonly root?: string | undefined; readonly name?: string | undefined }) {
  if (values.name?.trim() === "") throw new UsageError("--name is empty");
  const site = values.root === undefined ? undefined : typedPath(values.root);
  return { root: siteRoot(typedEnvironment(values.root).root), site, id: values.name };
}

/** Makes the check of an idiom; without a name, it lists all idioms. */
export async function makeCheck(name: string | undefined, { root, site, id = name }: NewCheckOptions): Promise<number> {
  const idiom = idiomNamed(name ?? "");
  if (name === undefined || id === undefined) {
    process.stdout.write(`${listOfIdioms()}${NAME_ONE}\n`);
    return 0;
  }
  if (idiom === undefined)
    throw new UsageError(
      `No idiom is called "${name}". ${didYouMean(name, idiomNames(), `${asTyped("npm run new -- check")} lists them all`)}`,
    );
  const things = newCheck(usableId(id, idiom), idiom);
  const there = await thereAlready(root, id, [...things.keys()]);
  const forSite = site === undefined ? "" : ` --root ${asWord(site)}`;
  if (there.length > 0) {
    const lines = there.map((line) => `  ${line}\n`).join("");
    const call = asTyped(`npm run new -- check ${name} --name OTHER${forSite}`);
    throw new UsageError(
      `Nothing was written, because these exist already:\n${lines}Choose another name: ${call}. Or remove these first`,
    );
  }
  await writeNew(new Map([...things].map(([path, content]) => [join(root, path), content])));
  process.stdout.write([...things].map(([path, own]) => `${path}${own instanceof Map ? "/" : ""}\n`).join(""));
  process.stdout.write(`Edit ${runbookFile(id)}: replace the instructions in its text, and adapt its check
Then: ${asTyped(checkCall(site))} ${id} --update
${asTyped(`npm start${site === undefined ? "" : ` --${forSite}`}`)} shows it; a build leaves it out while its status is draft
`);
  return 0;
}

function usableId(id: string, { hosts }: Idiom): string {
  if (!CHECK_ID.test(id)) {
    throw new UsageError(
      `Check id "${id}" cannot be part of an address. Use small letters, digits and hyphens, and start with a letter`,
    );
  }
  if (isOwnPage(runbookFile(id))) {
    throw new UsageError(`${runbookFile(id)} would be the page of the folder. Choose another name`);
  }
  const long = Object.keys(hosts).find((own) => !HOST_NAME.test(`${id}-${own}`));
  if (long === undefined) return id;
  throw new UsageError(`Test host name "${id}-${long}" has more than 100 characters. Choose a shorter name`);
}

/** What has a name or an address that the new files need, a line each. */
async function thereAlready(root: string, id: string, paths: readonly string[]): Promise<readonly string[]> {
  const corpus = await readEverything(root);
  const others = corpus.documents.filter(({ file }) => file !== runbookFile(id));
  const places = others.flatMap(({ rendered }) => rendered.checks.filter((check) => check.id === id));
  const url = documentUrl("runbook", id);
  const former = corpus.aliases.find((alias) => alias.url === url)?.document;
  const address = [corpus.byUrl.get(url), former].flatMap((one) => one?.file ?? []);
  return [
    ...paths.filter((path) => isThere(join(root, path))),
    ...places.map(({ place: { file, line } }) => `check "${id}" in ${file}:${line}`),
    ...address.filter((file) => file !== runbookFile(id)).map((file) => `address ${url} of ${file}`),
  ];
}

/** Each idiom with its question, by area. */
function listOfIdioms(): string {
  const width = Math.max(...idiomNames().map(({ length }) => length));
  const line = (one: string) => `  ${one.padEnd(width)}  ${idiomNamed(one)?.asks}\n`;
  return [...idiomsByArea()].map(([area, names]) => `${area}\n${names.map(line).join("")}\n`).join("");
}

const NAME_ONE = `To start from one of these: ${CHECK_CALL}`;
