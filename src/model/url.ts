// Addresses in front matter and settings.

import { z } from "zod";

export const Url = z.url({ protocol: /^https?$/ });

/** A link: an http(s) URL, or a path of this site such as /runbooks/disk-latency/ */
export const Link = z
  .string()
  .refine((text) => /^(https?:\/\/|\/|#)/.test(text), "Write a URL, or a path that begins with a slash");

/** Whether the URL holds a user or a password; what is no URL at all is reported elsewhere. */
export function hasLogin(url: string): boolean {
  const { username = "", password = "" } = URL.parse(url) ?? {};
  return username !== "" || password !== "";
}
