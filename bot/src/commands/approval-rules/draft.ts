import { fillPlaces, say, type Words } from "@tidings/shared/locale.ts";
import { z } from "zod";
import { count } from "../../figures.ts";
import { nameText } from "../../problems.ts";
import type { Context } from "../../registry.ts";
import { findNamed } from "../../resources/named.ts";

/** The options of an approval rule, as `approval-rule add` and `approval-rule try` take them, and its text. */

/** What `create_approval_rule` takes. */
export interface RuleInput {
  readonly name: string;
  readonly approvers: number;
  readonly min_audience: number | null;
  readonly min_units: number | null;
  readonly marketing: boolean | null;
  readonly requester_group_id: string | null;
  readonly group_id: string | null;
}

/** A row of `approval_rules`. */
export interface RuleRow extends RuleInput {
  readonly id: string;
}

export const RULE_OPTIONS = {
  name: { zh: "名称", en: "Name" },
  approvers: { zh: "审批人数", en: "Approvers" },
  audience: { zh: "号码数不少于", en: "Numbers, at least" },
  units: { zh: "消耗不少于", en: "Cost in units, at least" },
  kind: { zh: "信息类型", en: "Kind of message" },
  requesters: { zh: "提交人所在用户组", en: "Group of the requester" },
  group: { zh: "审批人所在用户组", en: "Group of the approvers" },
} as const satisfies Record<string, Words>;

export const RULE_CHOICES = {
  marketing: { zh: "营销", en: "marketing" },
  notice: { zh: "通知", en: "notice" },
} as const satisfies Record<string, Words>;

const most = 1_000_000_000;
const group = () => z.string().trim().min(1).max(64).optional();

export const ruleShape = {
  name: nameText(),
  approvers: z.int().min(1).max(5),
  audience: z.int().min(1).max(most).optional(),
  units: z.int().min(1).max(most).optional(),
  kind: z.enum(["marketing", "notice"]).optional(),
  requesters: group(),
  group: group(),
};
export type RuleDraft = z.infer<z.ZodObject<typeof ruleShape>>;

/** The input of `create_approval_rule`, with the ids of the groups that are named. @throws UserError */
export async function ruleInput(context: Context, draft: RuleDraft): Promise<RuleInput> {
  const groupId = async (name: string | undefined) =>
    name === undefined ? null : (await findNamed(context, "groups", name)).id;
  const [requesters, approvers] = await Promise.all([groupId(draft.requesters), groupId(draft.group)]);
  return {
    name: draft.name,
    approvers: draft.approvers,
    min_audience: draft.audience ?? null,
    min_units: draft.units ?? null,
    marketing: draft.kind === undefined ? null : draft.kind === "marketing",
    requester_group_id: requesters,
    group_id: approvers,
  };
}

const SAYS = {
  audience: { zh: "号码 ≥ {count}", en: "≥ {count} {count:number|numbers}" },
  units: { zh: "消耗 ≥ {count}", en: "≥ {count} {count:unit|units}" },
  requesters: { zh: "提交人属于「{group}」", en: "asked for by {group}" },
  all: { zh: "全部发送任务", en: "every send" },
} as const satisfies Record<string, Words>;

/** `≥ 10,000 numbers, marketing`: which sends a rule is about. */
export function conditionText(context: Context, row: RuleInput, groups: ReadonlyMap<string, string>): string {
  const told = (words: Words, places: object) => fillPlaces(say(words, context.locale), { ...places });
  const parts = [
    row.min_audience === null ? "" : told(SAYS.audience, { count: count(row.min_audience) }),
    row.min_units === null ? "" : told(SAYS.units, { count: count(row.min_units) }),
    row.marketing === null ? "" : told(RULE_CHOICES[row.marketing ? "marketing" : "notice"], {}),
    row.requester_group_id === null
      ? ""
      : told(SAYS.requesters, { group: groups.get(row.requester_group_id) ?? "—" }),
  ].filter((part) => part !== "");
  return parts.length === 0 ? told(SAYS.all, {}) : parts.join(context.locale === "en" ? ", " : "，");
}
