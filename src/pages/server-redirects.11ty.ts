// Addresses of alerts in other capitals, for servers that read this file, such as Netlify's and Cloudflare's. Pages cannot
// have them: where a file system does not tell capitals from small letters, two would be one file.
// https://docs.netlify.com/manage/routing/redirects/overview/

import { SERVER_REDIRECTS } from "../model/urls.ts";
import { href, type PageType } from "./page-type.ts";

const page: PageType = {
  data: {
    permalink: ({ redirects }) => redirects.otherCase.length > 0 && SERVER_REDIRECTS,
    eleventyAllowMissingExtension: true,
  },
  render: (data) =>
    data.redirects.otherCase
      .map(({ from, to }) => `${encodeURI(href(data, from))} ${encodeURI(href(data, to))} 301\n`)
      .join(""),
};
export default page;
