// The ways out of an incident: a list, or a table to decide by.

import { load } from "cheerio";
import { describe, expect, test } from "vitest";
import postmortems from "../../../../src/pages/postmortems.11ty.ts";
import { runbook, writeSite } from "../../../corpus/tiny-site.ts";
import { loadSite } from "../../../site/support/load-site.ts";

async function waysOf(...mitigations: readonly string[]) {
  const loaded = await loadSite(
    await writeSite({
      "content/runbooks/boot.md": runbook("title: Boot the old kernel"),
      "content/postmortems/a.md": `---\nmitigations: [${mitigations.join(", ")}]\n---\ntext\n`,
    }),
  );
  const [document] = loaded.corpus.postmortems;
  if (document === undefined) throw new Error(`No post-mortem: ${JSON.stringify(loaded.problems)}`);
  return load(postmortems.render({ ...loaded, document }));
}

describe("mitigations", () => {
  test("are a list where nobody has written what tells them apart", async () => {
    const $ = await waysOf("{ text: Boot, price: A reboot, runbook: boot }", "{ text: Wait }");

    expect($("#page-mitigations").text()).toBe("Mitigations and their price");
    expect(
      $("#page-mitigations + ul li")
        .map((_, li) => $(li).text().trim())
        .get(),
    ).toEqual(["Boot Price: A reboot → Boot the old kernel", "Wait"]);
  });

  test.each(["time", "risk", "reversible"])("are a table as soon as one has %s", async (key) => {
    const $ = await waysOf("{ text: Boot, price: A reboot, runbook: boot }", `{ text: Wait, ${key}: a word }`);

    expect($("#page-mitigations").text()).toBe("Ways out");
    expect(
      $("#page-mitigations ~ .table th")
        .map((_, th) => $(th).text())
        .get(),
    ).toEqual([...["Way out", "Time", "Risk", "Reversible", "Price"]]);
    expect(
      $(`td[data-label="${key[0]?.toUpperCase()}${key.slice(1)}: "]`)
        .map((_, td) => $(td).text())
        .get(),
    ).toEqual([...["not stated", "a word"]]);
    expect($(".stack td").first().text()).toBe("Boot → Boot the old kernel");
    expect(
      $('td[data-label="Price: "]')
        .map((_, td) => $(td).text())
        .get(),
    ).toEqual(["A reboot", "not stated"]);
  });

  test("keep what they wait for", async () => {
    const until = "until: { ref: 'https://github.com/a/b/issues/2', state: closed }";
    const $ = await waysOf(`{ text: Wait, time: Weeks, ${until} }`);

    expect($(".stack td:first-child .until")).toHaveLength(1);
  });
});
