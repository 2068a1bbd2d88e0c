import { z } from "zod";
import { CHAT_CHANNEL_INPUTS } from "../alerts/chat_channel_inputs.ts";
import { NOTICES, NOTICES_ON } from "../alerts/notices.ts";
import { hourText } from "../resource/hour.ts";
import { APPROVER_MFA } from "./mfa.ts";
import { POLICY_LIMITS } from "./policy.ts";

// What is missing is null here where a rule refuses it with a code of its own.
const name = z.string().max(300).nullable();
// A malformed id is nobody's: the rule says so.
const id = z.string().max(100).nullable();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const locale = z.enum(["zh-CN", "en"]);

/** Any JSON, of a bounded size: the rule says in words of its own what a policy is. */
const document = z.unknown().meta({
  "x-depth": 8,
  properties: {
    Statement: {
      maxItems: POLICY_LIMITS.statements,
      items: {
        properties: {
          Action: { maxItems: POLICY_LIMITS.actions, items: { maxLength: POLICY_LIMITS.characters } },
        },
      },
    },
  },
});
const policy = z.strictObject({ name, document });
const group = z.strictObject({
  name,
  policies: z.array(z.string().max(300).nullable()).max(100),
  members: z.array(id).max(1000),
});

/** The shapes of the inputs of enterprises, members, policies, groups, and of what a person sets for themselves. */
export const PEOPLE_INPUTS = {
  set_locale_profile: z.strictObject({ locale }),
  set_notices_profile: z.strictObject({
    notices: z.array(z.enum(NOTICES)).max(NOTICES.length).optional(),
    notices_on: z.enum(NOTICES_ON).nullish(),
    month_mail: z.boolean().optional(),
    quiet_from: hourText.nullish(),
    quiet_until: hourText.nullish(),
  }),
  set_delegate_profile: z.strictObject({ delegate: id, first_day: day.nullish(), last_day: day.nullish() }),
  switch_enterprise: z.strictObject({ enterprise: id }),
  create_enterprise: z.strictObject({
    name,
    time_zone: z.string().max(64).optional(),
    statements: z
      .array(z.enum(["koomessage", "sms"]))
      .max(10)
      .nullable(),
  }),
  update_enterprise: z.strictObject({ name: name.optional(), time_zone: z.string().max(64).optional() }),
  update_approver_mfa: z.strictObject({ approver_mfa: z.enum(APPROVER_MFA) }),
  update_operation_protection: z.strictObject({ operation_protection: z.boolean() }),
  update_review_hours: z.strictObject({ review_hours: z.int().min(1).max(720).nullable() }),
  create_invitation: z.strictObject({
    email: z.string().max(320),
    groups: z.array(z.string().max(300)).min(1).max(20),
  }),
  accept_invitation: z.strictObject({ token: z.string().max(100) }),
  leave_member: z.strictObject({ enterprise: id }),
  create_policy: policy,
  update_policy: policy,
  create_group: group,
  update_group: group,
  ...CHAT_CHANNEL_INPUTS,
};
