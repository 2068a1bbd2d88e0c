import { z } from "zod";

/** One condition on the rows: `from` is at least, `until` less than, `part` of a text, `has` of a list. */
const filter = z.strictObject({
  column: z.string().max(63),
  op: z.enum(["is", "part", "has", "from", "until"]),
  value: z.string().max(1000),
});
export type ExportFilter = z.infer<typeof filter>;

/** The shape of the input of `create_export`. What a source has is a rule of the law. */
export const EXPORT_INPUTS = {
  create_export: z.strictObject({
    name: z.string().max(300),
    source: z.string().max(63),
    format: z.enum(["csv", "xlsx", "ndjson"]),
    columns: z.array(z.string().max(63)).min(1).max(200),
    filters: z.array(filter).max(50).optional(),
    /** A column, and `asc` or `desc`. */
    sort: z.array(z.string().max(63)).min(2).max(2).nullish(),
    of: z.string().max(100).nullish(),
    whole: z.boolean().optional(),
    locale: z.enum(["zh-CN", "en"]),
  }),
};
export type ExportInput = z.infer<typeof EXPORT_INPUTS.create_export>;
