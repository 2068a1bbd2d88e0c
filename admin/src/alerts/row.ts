import { ALERT_KINDS, type AlertKind } from "@tidings/shared/alerts/words.ts";
import type { Override, RowOf } from "../ui/rows.ts";

/** The details of an alert; which fields are set depends on its kind. */
export interface AlertDetails {
  readonly name?: string;
  readonly batch_no?: string;
  /** Why a send was paused: failure_rate, or the code of a refusal. */
  readonly code?: string;
  readonly reason?: string;
  /** The values for the message of `code`. */
  readonly values?: unknown;
  readonly error?: string;
  readonly by?: string;
  readonly requests?: number;
  /** Of a send that failed: how many messages did not arrive, of how many that went out. */
  readonly failed?: number;
  readonly ends?: number;
}

/** A row of `alerts`. */
export type AlertRow = Override<
  RowOf<"alerts">,
  { readonly kind: AlertKind; readonly details: AlertDetails }
>;

/** A chat channel that is subscribed to alerts. */
export type Subscription = RowOf<"chat_subscriptions">;

/** Kinds the bell does not count: waiting reviews have their own list on the overview. */
export const QUIET_KINDS: readonly AlertKind[] = ["review_waiting"];

/** Kinds the bell counts. */
export const LOUD_KINDS: readonly AlertKind[] = ALERT_KINDS.filter((kind) => !QUIET_KINDS.includes(kind));

/** The page for each resource an alert can be about: the page of that row, or one page for the whole resource. */
const PLACES: Readonly<Record<string, (id: string) => string>> = {
  send: (id) => `/sends/${id}`,
  template: (id) => `/templates/${id}`,
  domain: (id) => `/domains/${id}`,
  jump_batch: (id) => `/jumps/${id}`,
  resolve_task: (id) => `/resolve-tasks/${id}`,
  channel: () => "/channels",
};

/** The page of the resource that an alert is about; null when there is none. */
export function placeOf({
  resource,
  resource_id,
}: Pick<AlertRow, "resource" | "resource_id">): string | null {
  if (resource === "quota") return "/quota";
  return resource_id === null ? null : (PLACES[resource]?.(resource_id) ?? null);
}
