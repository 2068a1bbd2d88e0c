import { w } from "../ground/locale.ts";
import type { Field, RowPick } from "../resource/kinds.ts";

/** A template, as the filters of lists choose one. */
const PICK_TEMPLATE: RowPick = {
  column: "template_id",
  from: { view: "template_cards", key: "id", title: "name" },
};

/** And one of the basic edition, where rows may be of either: both ids are in one column. */
export const PICK_TEMPLATES: readonly RowPick[] = [
  PICK_TEMPLATE,
  {
    column: "template_id",
    name: "basic_template_id",
    label: w("模板（基础版）", "Template (basic edition)"),
    from: { view: "basic_template_cards", key: "id", title: "name" },
  },
];

/** The columns that say of which template something is, alike in every list. */
export const TEMPLATE_FIELDS = {
  template_name: {
    kind: "reference",
    label: w("模板", "Template"),
    to: "templates",
    id: "template_id",
    filter: "part",
    picks: [PICK_TEMPLATE],
    advanced: true,
  },
  template_id: {
    kind: "text",
    label: w("模板 ID", "Template ID"),
    list: "no",
    page: "no",
    filter: "id",
    advanced: true,
  },
} as const satisfies Readonly<Record<string, Field<never>>>;
