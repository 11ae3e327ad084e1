// The options that all commands share that build a site: its source, its output, its audience.

import { isAbsolute, join, relative } from "node:path";
import { UsageError } from "../src/core/usage-error.ts";
import { audienceOf } from "../src/corpus/publication.ts";
import { checkOverride } from "../src/corpus/settings.ts";
import { AUDIENCES } from "../src/model/document.ts";
import { siteRoot } from "./command-line.ts";
import { typedEnvironment, typedPath } from "./typed-path.ts";

export const PLACE_USAGE = `  --root DIR           folder with content/ and _data/ (default: this one)
  --output DIR         folder that receives the site (default: _site in the folder of --root)
  --url URL            address at which the site is served, instead of url in content/site.yaml
  --path-prefix PATH   folder that the site is served from, such as /group/kb/
  --audience WHO       ${AUDIENCES.join(", ")} (default: public)`;

/** For node:util's parseArgs. */
export const PLACE_OPTIONS = {
  root: { type: "string" },
  output: { type: "string" },
  url: { type: "string" },
  "path-prefix": { type: "string" },
  audience: { type: "string", default: "public" },
} as const;

type Values = {
  readonly root?: string | undefined;
  readonly output?: string | undefined;
  readonly url?: string | undefined;
  readonly "path-prefix"?: string | undefined;
  readonly audience: string;
};

/** The options in their final form; the environment gives the defaults. Throws a UsageError for an unusable value. */
export function placeFrom(values: Values) {
  const place = typedEnvironment(values.root);
  const output = values.output === undefined ? place.output : typedPath(values.output);
  const way = relative(join(place.root, "content"), output);
  if (!way.startsWith("..") && !isAbsolute(way))
    throw new UsageError(`${output} is inside content/, so it would be read as content. Choose another --output`);
  return {
    root: siteRoot(place.root),
    output,
    ...checkOverride({ url: values.url ?? place.url, pathPrefix: values["path-prefix"] ?? place.pathPrefix }),
    audience: audienceOf(values.audience),
    today: place.today,
  };
}
