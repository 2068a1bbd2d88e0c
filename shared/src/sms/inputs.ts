import { z } from "zod";
import { SMS_TEMPLATE } from "../channels/adapters.ts";
import { storedFile } from "../resource/stored_file.ts";

const name = z.string().max(300);
const id = z.string().max(100);
const purpose = z.string().max(500).nullish();
/** The licence: an object in the bucket of licences, under the name its owner gave it. Without the key the stored one is kept. */
const proof = storedFile(200);
/** Anyone who asks for a promotion confirms that it goes to members with an existing order relation. */
const members_only = z.boolean().nullish();

/** Without the key the stored address is kept. */
const app = z.strictObject({ name, uplink_url: z.string().max(300).nullish() });

const signature = z.strictObject({
  name,
  app_id: id,
  kind: z.enum(["notification", "promotion"]),
  members_only,
  source: z.enum(["company", "website", "app", "mini_program", "shop", "trademark"]),
  third_party: z.boolean(),
  proof,
  purpose,
});

const template = z.strictObject({
  name,
  signature_id: id,
  members_only,
  content: z.string().max(1_000),
  for_cards: z.boolean().nullish(),
  variables: z
    .array(
      z.strictObject({
        name: z.string().max(100),
        kind: z.enum(["phone", "characters", "time", "money", "text"]),
        example: z.string().max(100),
      }),
    )
    .max(20)
    .nullish(),
  purpose,
});

/** The shapes of the inputs of SMS applications, signatures and SMS templates (SMS-1, tables 7-6 to 7-8). */
export const SMS_INPUTS = {
  create_sms_app: app,
  update_sms_app: app,
  create_sms_signature: signature,
  update_sms_signature: signature,
  create_sms_template: template,
  update_sms_template: template,
  /** Empty: none. */
  register_sms_template: z.strictObject({ carrier_template_id: z.string().max(36).regex(SMS_TEMPLATE) }),
};
