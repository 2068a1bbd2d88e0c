import { z } from "zod";

const id = z.string().max(100).nullish();
const time = z.string().min(1).max(40).nullish();
const rule = z.strictObject({
  name: z.string().max(300).nullish(),
  min_audience: z.int().min(1).max(2_147_483_647).nullish(),
  min_units: z.int().min(1).nullish(),
  marketing: z.boolean().nullish(),
  requester_group_id: id,
  approvers: z.int().min(1).max(5),
  group_id: id,
});

/** The shapes of the inputs of sends and approval rules. Lengths are ceilings; the rules in SQL say more narrowly what is taken. */
export const SEND_INPUTS = {
  create_send: z.strictObject({
    name: z.string().max(300).nullish(),
    template_id: id,
    sms_template_id: id,
    number_file_id: id,
    domain_id: id,
    timing: z.enum(["immediate", "scheduled", "recurring"]).nullish(),
    scheduled_at: time,
    cron: z.string().max(300).nullish(),
    repeat_until: time,
    validity_days: z.int().nullish(),
    trial: z.boolean().nullish(),
    trial_size: z.int().nullish(),
  }),
  create_approval_rule: rule,
  update_approval_rule: rule,
};
