// Files beside a document whose names hold signs that have a meaning in addresses.

import { expect, test } from "vitest";
import { loadSite, runbook, told } from "../tiny-site.ts";

test.each([
  ["a #1.png", "a%20%231.png", "/runbooks/a%20%231.png"],
  ["why?.pdf", "why%3F.pdf#page=3", "/runbooks/why%3F.pdf#page=3"],
  ["größe & maß.csv", "gr%C3%B6%C3%9Fe%20&%20ma%C3%9F.csv", "/runbooks/gr%C3%B6%C3%9Fe%20%26%20ma%C3%9F.csv"],
])("a link to the file %j leads to it, and keeps what stands behind", async (name, url, address) => {
  const corpus = await loadSite({
    "content/site.yaml": "url: https://kb.example\n",
    "content/runbooks/x.md": runbook("title: X", `[file](${url})`),
    [`content/runbooks/${name}`]: "bytes",
  });

  expect(told(corpus)).toBe("");
  const [document] = corpus.runbooks;
  expect(document && corpus.target(url, document)).toEqual({ kind: "page", url: address });
});
