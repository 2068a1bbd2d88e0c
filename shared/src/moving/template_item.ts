import { z } from "zod";
import type { KooMessageTemplate } from "../templates/koomessage/body.ts";
import { isVendor, type Vendor } from "../vendors/words.ts";
import { fromKooMessage, resourcesOf } from "./from_koomessage.ts";
import { type ImportItem, text } from "./koomessage.ts";
import type { FileHere, TemplateThere } from "./reading.ts";

const listed = z.object({
  tpl_id: text,
  tpl_name: text,
  card_id: text,
  sub_type: z.number().nullish(),
  tpl_state: z.number().nullish(),
  audit_state: z.number().nullish(),
  audit_desc: text,
  pages: z.union([z.string(), z.array(z.unknown())]).nullish(),
  params: z.array(z.object({ name: text })).nullish(),
  factory_info: z.array(z.object({ factory_type: text, state: z.number().nullish() })).nullish(),
});
const pages = z.array(
  z.looseObject({
    page_order: z.number(),
    contents: z.array(z.looseObject({ type: z.string(), position_number: z.number() })),
  }),
);

function pagesOf(said: unknown): KooMessageTemplate["pages"] | null {
  try {
    const json = typeof said === "string" ? JSON.parse(said) : said;
    return (pages.safeParse(json).data ?? null) as KooMessageTemplate["pages"] | null;
  } catch {
    // No JSON: the template comes without its content.
    return null;
  }
}

/** The vendors that show it. 1: activated. */
const vendorsOf = (rows: readonly { factory_type: string; state?: number | null | undefined }[]): Vendor[] =>
  rows.flatMap(({ factory_type, state }) => {
    const vendor = factory_type.toLowerCase();
    return state === 1 && isVendor(vendor) ? [vendor] : [];
  });

/** What a row of `list_aim_templates` says of its content; null: nothing that can be read. */
export function templateThere(row: unknown): TemplateThere | null {
  const { data } = listed.safeParse(row);
  const read = pagesOf(data?.pages);
  if (!data || read === null) return null;
  return {
    ...{ card_id: data.card_id, sub_type: data.sub_type ?? null, pages: read },
    params: (data.params ?? []).map(({ name }) => name.replace(/^\$\{|\}$/g, "")).filter(Boolean),
    vendors: vendorsOf(data.factory_info ?? []),
    // The list does not say which it is; a trial has to be called one.
    usage: data.tpl_name.includes("测试") ? "trial" : "commercial",
  };
}

const AUDIT = { 0: "other", 1: "reviewing", 2: "approved", 3: "rejected" } as const;

/** A template of an account, with its pictures as they were kept here. Null: the row is none. */
export function templateItem(row: unknown, files: ReadonlyMap<string, FileHere>): ImportItem | null {
  const { data } = listed.safeParse(row);
  if (!data?.tpl_id) return null;
  const there = templateThere(row);
  const read = there && fromKooMessage(there, (resource) => files.get(resource) ?? null);
  const missing = there ? resourcesOf(there).filter((resource) => !files.has(resource)) : [];
  const audit = AUDIT[data.audit_state as keyof typeof AUDIT] ?? "other";
  const vendors = read?.vendors ?? [];
  const made: ImportItem = {
    ...{ kind: "template", outside_id: data.tpl_id, name: data.tpl_name || data.tpl_id },
    outside_state: audit === "approved" && data.tpl_state === 0 ? "off" : audit,
    facts: {
      summary: [data.card_id, vendors.join(", "), data.audit_desc].filter(Boolean).join(" · "),
      ...(read ? { ...read, usage: there?.usage, media: mediaOf(data.tpl_name, files) } : {}),
    },
    ...{ problem: null, problem_details: null },
  };
  const cannot = (problem: string, what = "") => ({ ...made, problem, problem_details: { what } });
  if (missing.length > 0) return cannot("import_picture_away", missing[0]);
  if (read === null) return cannot("import_unmapped", data.card_id || "card_id");
  return vendors.length > 0 ? made : cannot("import_not_shown");
}

/** What joins the library, by the path that it is kept under. */
const mediaOf = (name: string, files: ReadonlyMap<string, FileHere>) =>
  [...files.values()].map(({ src }, index) => ({
    name: `${name} ${index + 1}`,
    path: src.replace(/^.*\/public\/media\//, ""),
  }));
