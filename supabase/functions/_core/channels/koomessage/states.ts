/** What vendors decide, as KooMessage says it: in its callback and in its list of templates alike. */
import { isVendor, type Vendor } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import type { StateThere } from "../resolver.ts";

/** Numbers come as texts now and then. */
const number = z.coerce.number().int();
const state = z.object({
  tpl_id: z.coerce.string().min(1).max(36),
  tpl_state: number.optional().catch(undefined),
  audit_state: number,
  audit_desc: z.string().nullish(),
  disable_desc: z.string().nullish(),
  factory_info: z.array(z.object({ factory_type: z.string(), state: number })).nullish(),
});

/** `audit_state`: 0 not handed in, 1 in review, 2 passed, 3 failed. */
const PASSED = 2;
const FAILED = 3;
/** Of a template and of a vendor alike. */
const ON = 1;

const vendorOf = (name: string): Vendor | null => {
  const vendor = name.toLowerCase();
  return isVendor(vendor) ? vendor : null;
};

/**
 * A template passes with the first vendor that activates it, and what each says follows, and may change. So a vendor that is not on
 * has decided nothing, unless the whole failed; and one that was on and is not, no longer shows it. A template that is off is
 * shown by none. What cannot be read says nothing.
 */
export function statesOf(value: unknown): StateThere[] {
  const read = state.safeParse(value).data;
  if (!read) return [];
  const { tpl_id, tpl_state, audit_state, audit_desc, disable_desc, factory_info } = read;
  return (factory_info ?? []).flatMap(({ factory_type, state: on }): StateThere[] => {
    const vendor = vendorOf(factory_type);
    if (!vendor) return [];
    const about = { tpl_id, vendor, at: null };
    if (audit_state === FAILED) return [{ ...about, state: "rejected", reason: audit_desc || null }];
    if (audit_state !== PASSED) return [];
    if (tpl_state === 0) return [{ ...about, state: "inactive", reason: disable_desc || null }];
    return [
      on === ON
        ? { ...about, state: "approved", reason: null }
        : { ...about, state: "inactive", reason: audit_desc || null },
    ];
  });
}
