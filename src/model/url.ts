// Addresses in front matter.

import { z } from "zod";

export const Url = z.url({ protocol: /^https?$/ });

/** A link: an http(s) URL, or a path of this site such as /runbooks/disk-latency/ */
export const Link = z
  .string()
  .refine((text) => /^(https?:\/\/|\/|#)/.test(text), "Write a URL, or a path that begins with a slash");
