/** What networks decide about a template of the basic edition, as KooMessage says it: in its callback and in its list alike. */
import type { Network } from "@tidings/shared/numbers/words.ts";
import { z } from "zod";
import type { StateThere } from "../resolver.ts";

/** Numbers come as texts now and then. */
const number = z.coerce.number().int();
const text = z.string().nullish();
const state = z.object({
  tpl_id: z.coerce.string().min(1).max(64),
  audit_state: number,
  audit_desc: text,
  status_detail: z
    .array(z.object({ carrier: z.string(), status: number, desc: text }))
    .nullish()
    .catch(null),
});

const NETWORKS: Readonly<Record<string, Network>> = { cmcc: "mobile", cucc: "unicom", ctcc: "telecom" };

/** 1 is in review and says nothing yet; 5 has ended by its days, which are counted here. 3 is disabled, 4 is missing. */
const SAYS: Readonly<Record<number, StateThere["state"]>> = {
  0: "approved",
  2: "rejected",
  3: "inactive",
  4: "inactive",
};

/**
 * Each network by itself, where the service names them; else one decision for all. Numbers abroad and unknown ones have no network here.
 * What cannot be read says nothing.
 */
export function basicStatesOf(value: unknown): StateThere[] {
  const read = state.safeParse(value).data;
  if (!read) return [];
  const { tpl_id, audit_state, audit_desc, status_detail } = read;
  const said = (status: number, network: Network | null, why: string | null): StateThere[] => {
    const one = SAYS[status];
    if (one === undefined) return [];
    return [{ tpl_id, network, state: one, reason: one === "approved" ? null : why, at: null }];
  };
  const detailed = (status_detail ?? []).flatMap(({ carrier, status, desc }) => {
    const network = NETWORKS[carrier.toLowerCase()];
    return network ? [{ status, network, desc }] : [];
  });
  if (detailed.length === 0) return said(audit_state, null, audit_desc || null);
  return detailed.flatMap(({ status, network, desc }) => said(status, network, desc || audit_desc || null));
}

/** Whether a call is about a template of the basic edition. One about cards has vendors, and other numbers for its states. */
export const isOfBasic = (call: Readonly<Record<string, unknown>>): boolean =>
  call.factory_info === undefined &&
  (call.status_detail !== undefined || call.tpl_sign !== undefined || call.valid_time !== undefined);
