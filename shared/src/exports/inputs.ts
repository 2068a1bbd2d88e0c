import { z } from "zod";

/** One condition on the rows: `from` is at least, `until` less than, `part` of a text, `has` of a list, `among` one of several, with commas between them. */
const filter = z.strictObject({
  column: z.string().max(63),
  op: z.enum(["is", "part", "has", "from", "until", "among"]),
  value: z.string().max(1000),
});
export type ExportFilter = z.infer<typeof filter>;

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

/** A report as it is shown: its type, what its lines are grouped by, its first and last day. */
const report = z.strictObject({
  period: z.enum(["day", "month", "total"]),
  by: z.array(z.string().max(63)).max(3),
  first: day,
  last: day,
});
export type ExportedReport = z.infer<typeof report>;

/** The shape of the input of `create_export`. What a source has is a rule of the law. */
export const EXPORT_INPUTS = {
  create_export: z.strictObject({
    name: z.string().max(300),
    source: z.string().max(63),
    format: z.enum(["csv", "xlsx", "ndjson"]),
    /** A report has those of its groups and figures. */
    columns: z.array(z.string().max(63)).min(1).max(200).optional(),
    filters: z.array(filter).max(50).optional(),
    /** A column, and `asc` or `desc`. */
    sort: z.array(z.string().max(63)).min(2).max(2).nullish(),
    of: z.string().max(100).nullish(),
    whole: z.boolean().optional(),
    report: report.nullish(),
    locale: z.enum(["zh-CN", "en"]),
  }),
};
export type ExportInput = z.infer<typeof EXPORT_INPUTS.create_export>;
