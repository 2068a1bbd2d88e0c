import type { RowOf } from "../../ui/rows.ts";

/** A row of `approval_rules`. */
export type ApprovalRule = RowOf<"approval_rules">;
export type Group = RowOf<"groups">;

/** The input of `create_approval_rule` and `update_approval_rule`. */
export type RuleInput = Pick<
  ApprovalRule,
  "name" | "min_audience" | "min_units" | "marketing" | "requester_group_id" | "approvers" | "group_id"
>;

export const EMPTY_RULE: RuleInput = {
  name: "",
  min_audience: null,
  min_units: null,
  marketing: null,
  requester_group_id: null,
  approvers: 2,
  group_id: null,
};

/** The input that saves an existing rule unchanged. */
export function inputOf(rule: RuleInput): RuleInput {
  const { name, min_audience, min_units, marketing, requester_group_id, approvers, group_id } = rule;
  return { name, min_audience, min_units, marketing, requester_group_id, approvers, group_id };
}

/** A past send, and what the rules would have required of it. */
export interface TriedSend {
  readonly id: string;
  readonly name: string;
  readonly batch_no: string;
  readonly submitted_at: string;
  readonly units: number;
  readonly is_marketing: boolean;
  readonly submitted_by: string | null;
  readonly asks: readonly {
    readonly rule: string | null;
    readonly approvers: number;
    readonly group: string | null;
  }[];
  readonly had: number;
  readonly enough: boolean;
}

/** The result of `try_approval_rules`. */
export interface Trial {
  readonly sends: readonly TriedSend[];
  readonly enough: number;
  readonly more: number;
}
