import { w } from "../ground/locale.ts";
import type { Field } from "../resource/kinds.ts";

/** The columns that say of which template something is, alike in every list. */
export const TEMPLATE_FIELDS = {
  template_name: {
    kind: "reference",
    label: w("模板", "Template"),
    to: "templates",
    id: "template_id",
    filter: "part",
    advanced: true,
  },
  template_id: {
    kind: "text",
    label: w("模板 ID", "Template id"),
    list: "no",
    page: "no",
    filter: "id",
    advanced: true,
  },
} as const satisfies Readonly<Record<string, Field<never>>>;
