import { z } from "zod";
import { ACCOUNT_INPUTS } from "../accounts/inputs.ts";
import { ROBOT_INPUTS } from "../alerts/robot_inputs.ts";
import { BASIC_SIGNATURE_INPUTS } from "../basic/signature_inputs.ts";
import { BASIC_TEMPLATE_INPUTS } from "../basic/template_inputs.ts";
import { CALLBACK_INPUTS } from "../callbacks/inputs.ts";
import { ADAPTER_INPUTS } from "../channels/adapters.ts";
import { CHANNEL_INPUTS } from "../channels/inputs.ts";
import { EXPORT_INPUTS } from "../exports/inputs.ts";
import { FILING_INPUTS } from "../filings/inputs.ts";
import { KEY_INPUTS } from "../keys/inputs.ts";
import { LINK_INPUTS } from "../links/inputs.ts";
import { MEDIA_INPUTS } from "../media/inputs.ts";
import { NUMBER_INPUTS } from "../numbers/inputs.ts";
import { OWN_INPUTS } from "../own/inputs.ts";
import { PEOPLE_INPUTS } from "../people/inputs.ts";
import { PLATFORM_INPUTS } from "../platform/inputs.ts";
import { QUOTA_INPUTS } from "../quotas/inputs.ts";
import { LIST_VIEW_INPUTS } from "../resource/inputs.ts";
import { nounsThat } from "../resource/nouns.ts";
import { SEND_INPUTS } from "../sends/inputs.ts";
import { SETTINGS_INPUTS } from "../sends/settings_inputs.ts";
import { SMS_INPUTS } from "../sms/inputs.ts";
import { TEMPLATE_INPUTS } from "../templates/inputs.ts";
import { VENDOR_INPUTS } from "../vendors/inputs.ts";

/** A member's user id; a malformed one is nobody's, and the rule says so. */
const assign = z.strictObject({ person: z.string().max(100) });

/**
 * The shape of the input of each verb, by `<verb>_<resource>`. `npm run law` writes them as rows of `private.inputs`, so that the
 * database checks kinds, lengths and depth before a rule reads anything. A verb that is not here takes no input. Beside them
 * stand the shapes that a rule asks itself, as those of the adapters of carriers.
 */
export const INPUTS: Readonly<Record<string, z.ZodType>> = {
  ...ACCOUNT_INPUTS,
  ...ADAPTER_INPUTS,
  ...BASIC_SIGNATURE_INPUTS,
  ...BASIC_TEMPLATE_INPUTS,
  ...CALLBACK_INPUTS,
  ...CHANNEL_INPUTS,
  ...EXPORT_INPUTS,
  ...FILING_INPUTS,
  ...KEY_INPUTS,
  ...LINK_INPUTS,
  ...LIST_VIEW_INPUTS,
  ...MEDIA_INPUTS,
  ...NUMBER_INPUTS,
  ...OWN_INPUTS,
  ...PEOPLE_INPUTS,
  ...Object.fromEntries(nounsThat("reviewed").map((noun) => [`assign_${noun}`, assign])),
  ...ROBOT_INPUTS,
  ...PLATFORM_INPUTS,
  ...QUOTA_INPUTS,
  ...SEND_INPUTS,
  ...SETTINGS_INPUTS,
  ...SMS_INPUTS,
  ...TEMPLATE_INPUTS,
  ...VENDOR_INPUTS,
};
