import type { NonNullKeys, Override, RowOf } from "../ui/rows.ts";

/** `status` of a link or a task: what it shows now. */
export type LinkStatus = "live" | "used_up" | "expired" | "frozen" | "generating" | "failed" | "cancelled";

/** A row of `resolve_task_cards`: a resolve task with its names and its counts. */
export type TaskCard = Override<
  NonNullKeys<
    RowOf<"resolve_task_cards">,
    "allowance" | "resolved" | "humans" | "bots" | "refused" | "status"
  >,
  { readonly status: LinkStatus; readonly params: Readonly<Record<string, string>> | null }
>;

/** A row of `link_cards`: one link of a task. */
export type LinkCard = Override<
  NonNullKeys<
    RowOf<"link_cards">,
    | "id"
    | "task_id"
    | "ordinal"
    | "code"
    | "address"
    | "maximum"
    | "used"
    | "task_name"
    | "batch_no"
    | "kind"
    | "template_id"
    | "template_name"
    | "signatures"
    | "expires_at"
    | "created_at"
    | "status"
  >,
  { readonly status: LinkStatus }
>;

/** A row of `link_reject_cards`: a link that could not be created, its customer flag masked. */
export type LinkReject = NonNullKeys<RowOf<"link_reject_cards">, "ordinal" | "reason">;

/** A row of `link_days`: the requests to a task on a day, by vendor; null: by browsers. */
export type LinkDay = RowOf<"link_days">;

/** Poll interval: seconds while links are being created, otherwise as often as the clock rolls up counts. */
export function pollOf(task: Pick<TaskCard, "state"> | undefined): number {
  return !task || task.state === "generating" ? 1_500 : 4_000;
}
