// A host as the files of its folder: host.yaml, root/ and commands.yaml, as corpus/hosts/hosts.ts reads them.

import { isDeepStrictEqual } from "node:util";
import { Document, isSeq, parse, type ToStringOptions } from "yaml";
import type { Host, Transcript } from "../../model/host.ts";

/** Path within the folder → content, to be written unchanged. */
export function folderFiles(host: Host): ReadonlyMap<string, string | Uint8Array> {
  const { summary, kind, source, recorded, shaped, special } = host;
  const paths = [...host.files.keys()];
  const folders = paths.filter((path) => path.endsWith("/") && !paths.some((p) => p !== path && p.startsWith(path)));
  const card = {
    ...{ summary, kind, source },
    ...(recorded === undefined ? {} : { recorded }),
    ...(shaped === undefined ? {} : { shaped }),
    ...(special === undefined ? {} : { special }),
    ...(folders.length === 0 ? {} : { folders: folders.map((path) => path.slice(0, -1)).sort() }),
  };
  const files = [...host.files].filter(([path]) => !path.endsWith("/"));
  return new Map<string, string | Uint8Array>([
    ["host.yaml", exactYaml(card, { lineWidth: 120 })],
    ...files.map(([path, content]) => [`root${path}`, content] as const),
    ...(host.transcripts.length === 0 ? [] : [["commands.yaml", host.transcripts.map(entryYaml).join("")] as const]),
  ]);
}

/** One entry of the list, without what is the default. Text is not folded: it would be edited as another text. */
function entryYaml({ argv, stdin, stdout, stderr, exit }: Transcript): string {
  const fed = stdin === undefined ? {} : { stdin };
  const entry = { argv, ...fed, stdout, ...(stderr === "" ? {} : { stderr }), ...(exit === 0 ? {} : { exit }) };
  return exactYaml([entry], { lineWidth: 0 });
}

/** YAML for people where it reads back as the same value; some blanks and breaks only do so in quotes. */
function exactYaml(value: unknown, options: ToStringOptions): string {
  const document = new Document(value);
  const argv = document.getIn([0, "argv"]);
  if (isSeq(argv)) argv.flow = true;
  const plain = document.toString({ ...options, flowCollectionPadding: false, doubleQuotedAsJSON: true });
  if (isDeepStrictEqual(parse(plain), value)) return plain;
  const quoted = { defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN", doubleQuotedAsJSON: true } as const;
  return document.toString({ ...quoted, lineWidth: 0, flowCollectionPadding: false });
}
