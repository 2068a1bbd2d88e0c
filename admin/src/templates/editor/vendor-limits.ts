import type { Words } from "@tidings/shared/ground/locale.ts";
import type { Layout, Slot } from "@tidings/shared/layouts/layout.ts";
import { checkContent } from "@tidings/shared/templates/content.ts";
import type { Finding, FindingCode } from "@tidings/shared/templates/findings.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { readyContent } from "../../contents/ready.ts";
import type { EditorValue } from "./value.ts";

/** What is wrong with a content for one vendor, and not for another. */
const OF_A_VENDOR: ReadonlySet<FindingCode> = new Set(["too_many", "vendors_only", "action_oppo"]);

/** What there is already that the phones of a vendor cannot show: the same check as before a submission, asked for this vendor alone. */
export function cannotShow(value: EditorValue, vendor: Vendor): Finding[] {
  return checkContent(value.layout, [vendor], value.usage, readyContent(value.content)).filter(({ code }) =>
    OF_A_VENDOR.has(code),
  );
}

/** Of which slots a vendor takes another number than the layout says in general. */
export function numbersOf(layout: Layout, vendor: Vendor): { words: Words; max: number }[] {
  return layout.slots.flatMap((slot: Slot) => {
    const max = "count" in slot ? slot.count.by_vendor?.[vendor] : undefined;
    return max === undefined ? [] : [{ words: slot.words, max }];
  });
}
