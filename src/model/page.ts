// The front matter of a plain page, such as "About".

import { z } from "zod";
import { sharedKeys } from "./document.ts";

export const Page = z.strictObject(sharedKeys);
export type Page = z.infer<typeof Page>;
