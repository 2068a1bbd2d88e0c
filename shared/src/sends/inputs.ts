import { z } from "zod";
import { own } from "../own/inputs.ts";
import { storedFile } from "../resource/stored_file.ts";

const id = z.string().max(100).nullish();
const time = z.string().min(1).max(40).nullish();
const consent = z.string().max(1000).nullish();
const consent_proof = storedFile(300);
const send = {
  name: z.string().max(300).nullish(),
  template_id: id,
  sms_template_id: id,
  send_type: z.enum(["group", "personal"]).nullish(),
  number_file_id: id,
  columns: z.unknown().meta({ "x-depth": 1 }).optional(),
  consent,
  consent_proof,
  domain_id: id,
  channel_id: id,
  timing: z.enum(["immediate", "scheduled", "recurring"]).nullish(),
  scheduled_at: time,
  cron: z.string().max(300).nullish(),
  repeat_until: time,
  validity_days: z.int().nullish(),
  trial: z.boolean().nullish(),
  trial_size: z.int().nullish(),
  own,
};
const rule = z.strictObject({
  name: z.string().max(300).nullish(),
  min_audience: z.int().min(1).max(2_147_483_647).nullish(),
  min_units: z.int().min(1).nullish(),
  min_cost_fen: z.int().min(1).nullish(),
  marketing: z.boolean().nullish(),
  requester_group_id: id,
  approvers: z.int().min(1).max(5),
  group_id: id,
});

/** The shapes of the inputs of sends and approval rules. Lengths are ceilings; the rules in SQL say more narrowly what is taken. */
export const SEND_INPUTS = {
  create_send: z.strictObject(send),
  update_send: z.strictObject({ ...send, revision: z.int().min(1).max(2_147_483_647) }),
  submit_send: z.strictObject({ consent, consent_proof }),
  create_approval_rule: rule,
  update_approval_rule: rule,
};
