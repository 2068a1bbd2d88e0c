import { z } from "zod";
import { SMS_TEMPLATE } from "../channels/adapters.ts";
import { storedFile } from "../resource/stored_file.ts";

const name = z.string().max(300);
const id = z.string().max(100);
const purpose = z.string().max(500).nullish();
/** Pictures of the licence: objects in the bucket of licences, under the names their owner gave them. Without the key the stored ones are kept. */
export const MOST_LICENCES = 5;
const proofs = z.array(storedFile(200)).max(MOST_LICENCES).nullish();
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
  proofs,
  purpose,
});

/** An approved signature keeps its name and kind, so an edit may leave them out. */
const edited = signature.partial({ name: true, kind: true });

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
  update_sms_signature: edited,
  create_sms_template: template,
  update_sms_template: template,
  /** Empty: none. */
  register_sms_template: z.strictObject({ carrier_template_id: z.string().max(36).regex(SMS_TEMPLATE) }),
};
