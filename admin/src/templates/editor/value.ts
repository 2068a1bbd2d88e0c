import type { Layout } from "@tidings/shared/layouts/layout.ts";
import type { OwnValues } from "@tidings/shared/own/fields.ts";
import type { Content, Usage } from "@tidings/shared/templates/content.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";

/** The value of the editor. */
export interface EditorValue {
  readonly name: string;
  readonly usage: Usage;
  readonly layout: string;
  readonly vendors: readonly Vendor[];
  readonly content: Content;
  /** TPL-3: the SMS signatures that vivo reviews it with; a draft of an earlier release has none. */
  readonly sms_signatures?: readonly string[];
  /** FLD-1: the fields that the enterprise has added; a draft of an earlier release has none. */
  readonly own?: OwnValues;
}

/** An empty template of a layout, for all vendors the layout supports. */
export function beginWith(layout: Layout, before?: EditorValue): EditorValue {
  const slots = before ? sharedSlots(before.content, layout) : {};
  return {
    name: before?.name ?? "",
    usage: before?.usage ?? "commercial",
    layout: layout.layout,
    vendors: layout.vendors,
    content: { slots, ...(before?.content.params ? { params: before.content.params } : {}) },
    ...(before?.sms_signatures ? { sms_signatures: before.sms_signatures } : {}),
    ...(before?.own ? { own: before.own } : {}),
  };
}

/** Was nothing typed into it? A layout that is chosen is nothing typed. */
export const isBlank = ({ name, content }: EditorValue): boolean =>
  name === "" && Object.keys(content.slots).length === 0;

/** The slots that the new layout also has, with the same name and kind. */
function sharedSlots(content: Content, layout: Layout): Content["slots"] {
  const kept = layout.slots.filter((slot) => slot.kind !== "list" && content.slots[slot.name] !== undefined);
  return Object.fromEntries(kept.map((slot) => [slot.name, content.slots[slot.name]])) as Content["slots"];
}
