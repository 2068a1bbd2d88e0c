import { z } from "zod";
import { INDUSTRY_WORDS } from "../filings/words.ts";
import { storedFile } from "../resource/stored_file.ts";
import { MENU_ACTION_NAMES } from "./fields.ts";

/** The contents of a service account as they are handed in and stored. What may be in them says fields.ts. */

/** The industries of table 9-1 are those of a filing. */
const INDUSTRIES = Object.keys(INDUSTRY_WORDS) as (keyof typeof INDUSTRY_WORDS)[];

const text = z.string().max(2_000).nullish();
const picture = storedFile(200);

/** What opens something: the fields of every action, of which those of its own are kept. */
const leads = {
  name: text,
  action: z.enum(MENU_ACTION_NAMES as [(typeof MENU_ACTION_NAMES)[number], ...typeof MENU_ACTION_NAMES]),
  url: text,
  title: text,
  external: z.boolean().nullish(),
  phone: text,
  link: text,
  package: text,
  app_id: text,
  engine: text,
  service: text,
  fallback: text,
};
const item = z.strictObject(leads);
const menu = z.strictObject({ ...leads, items: z.array(item).max(20).nullish() });

/** §9.1, table 9-1. */
export const profileSchema = z.strictObject({
  name: text,
  remark: text,
  industry: z.enum(INDUSTRIES).nullish(),
  intro: text,
  logo: picture,
  all_ports: z.boolean().nullish(),
  signatures: z.array(z.string().max(100)).max(20).nullish(),
  authorisation: picture,
});
/** Table 9-2. */
export const menusSchema = z.array(menu).max(20);
/** Table 9-3. */
export const homeSchema = z.strictObject({
  background: picture,
  intro: text,
  hotline: text,
  quick_apps: z
    .array(z.strictObject({ name: text, link: text }))
    .max(40)
    .nullish(),
});

export type Profile = z.infer<typeof profileSchema>;
export type MenuItem = z.infer<typeof item>;
export type Menu = z.infer<typeof menu>;
export type Home = z.infer<typeof homeSchema>;

/** A whole account, each part null until it is filled in. */
export interface AccountContent {
  readonly profile: Profile | null;
  readonly menus: readonly Menu[] | null;
  readonly home: Home | null;
}
