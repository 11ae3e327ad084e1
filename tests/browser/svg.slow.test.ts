// SVGs opened alone in a real browser: whatever runs a script or asks for something there is a defect to svgDefects, too.

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { Source } from "../../src/core/position.ts";
import { svgDefects } from "../../src/core/svg/svg.ts";
import { describeInBrowser, launchChromium } from "./chromium.ts";

const NS = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"';
/** A host that no resolver knows: asking for it is all that counts. */
const E = "http://other.invalid";
const RUN = "document.title = 'ran'";

const rect = (attributes: string) => `<rect width="9" height="9" ${attributes}/>`;
const style = (css: string) => `<style>${css}</style>${rect("")}`;

const ACTIVE: readonly string[] = [
  `<script>${RUN}</script>`,
  `<s:script xmlns:s="http://www.w3.org/2000/svg"><![CDATA[${RUN}]]></s:script>`,
  `<h:script xmlns:h="http://www.w3.org/1999/xhtml">${RUN}</h:script>`,
  `<h:link xmlns:h="http://www.w3.org/1999/xhtml" rel="stylesheet" href="${E}/a.css"/>`,
  `<image width="9" height="9" href="x" onerror="${RUN}"/>`,
  `<image width="9" height="9" href="${E}/a.png"/>`,
  `<image width="9" height="9" xlink:href="//other.invalid/a.png"/>`,
  `<image width="9" height="9"><set attributeName="href" to="${E}/a.png"/></image>`,
  `<filter id="f"><feImage href="${E}/a.png"/></filter>${rect('filter="url(#f)"')}`,
  rect(`filter="url('${E}/a.svg#a')"`),
  rect(`mask="image-set(&quot;${E}/a.png&quot; 1x)"`),
  rect(`style="--x:&quot;${E}/a.png&quot;;mask:image-set(var(--x) 1x)"`),
  rect(`style="mask-image:u\\52l(${E}/a.png)"`),
  rect(`style="mask-image:\\000075rl(${E}/a.png)"`),
  rect(`style="mask-image:url( '#)' ),url(${E}/a.png)"`),
  rect(`style="mask-image:url('${E}/a.png"`),
  rect(`style="content:'url(#';mask-image:url(${E}/a.png)"`),
  rect(`style="--a:'url(data:image/png,';mask-image:url(${E}/a.png)"`),
  style(`rect{--a:"url('#";mask-image:url(${E}/a.png)}`),
  style(`@import "${E}/a.css";`),
  style(`@\\000069mport "${E}/a.css";`),
  style(`:root{--u:url(${E}/a.png)}rect{mask-image:var(--u)}`),
  style(`rect{mask-image:u<![CDATA[rl(]]>${E}/a.png)}`),
  style(`@font-face{font-family:q;src:url(${E}/a.woff)}text{font-family:q}`).replace("<rect", "<text>a</text><rect"),
];

const FILES: readonly string[] = [
  ...ACTIVE.map((inner) => `<svg ${NS}>${inner}</svg>`),
  `<?xml-stylesheet href="${E}/a.css"?><svg ${NS}/>`,
  `<!DOCTYPE svg [<!ENTITY x '<script ${NS}>${RUN.replaceAll("'", '"')}</script>'>]><svg ${NS}>&x;</svg>`,
  `<!DOCTYPE svg [<!ATTLIST svg onload CDATA "${RUN}">]><svg ${NS}/>`,
];

describeInBrowser("an SVG that is opened alone", () => {
  test("is told of whenever it runs or loads something", async () => {
    let text = "";
    const server = createServer((request, response) => {
      response.writeHead(request.url === "/a.svg" ? 200 : 404, { "content-type": "image/svg+xml" });
      response.end(request.url === "/a.svg" ? text : "");
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a.svg`;
    const browser = await launchChromium();
    const quiet: string[] = [];
    for (text of FILES) {
      const page = await browser.newPage();
      const asked = page.waitForRequest((request) => request.url().startsWith(E), { timeout: 30_000 });
      const ran = page.waitForFunction("document.title === 'ran'", undefined, { timeout: 30_000 });
      await page.goto(address);
      await Promise.any([asked, ran]).catch(() => quiet.push(text));
      await page.close();
      await Promise.allSettled([asked, ran]);
    }
    await browser.close();
    server.close();

    expect(quiet, "the browser does nothing with it, so it proves nothing").toEqual([]);
    expect(FILES.filter((file) => svgDefects(new Source("a.svg", file)).length === 0)).toEqual([]);
  });
});
