import { z } from "zod";
import { NOTICES } from "../alerts/notices.ts";
import { ALERT_KINDS } from "../alerts/words.ts";
import { APPROVER_MFA } from "./mfa.ts";
import { POLICY_LIMITS } from "./policy.ts";

// What is missing is null here where a rule refuses it with a code of its own.
const name = z.string().max(300).nullable();
// A malformed id is nobody's: the rule says so.
const id = z.string().max(100).nullable();
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?|24:00(:00)?)$/);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const chatChannel = z.string().max(200).regex(/\S/);
const team = z.string().max(100).nullish();
const kinds = z.array(z.enum(ALERT_KINDS)).min(1).max(20);
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
    quiet_from: time.nullish(),
    quiet_until: time.nullish(),
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
  set_marketing_window_enterprise: z.strictObject({ opens: time, closes: time }),
  set_approver_mfa_enterprise: z.strictObject({ approver_mfa: z.enum(APPROVER_MFA) }),
  set_operation_protection_enterprise: z.strictObject({ operation_protection: z.boolean() }),
  set_review_hours_enterprise: z.strictObject({ hours: z.int().min(1).max(720).nullable() }),
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
  subscribe_chat_channel: z.strictObject({
    chat_channel: chatChannel,
    kinds: kinds.nullish(),
    locale: locale.optional(),
    team,
  }),
  update_chat_channel: z.strictObject({ kinds }),
};
