import { refusalPlaces } from "@tidings/shared/refusals/register.ts";
import { Refusal, UserError } from "../ground/errors.ts";
import { options } from "./options.ts";
import type { AnyCommand } from "./registry.ts";

/** Which option of a command an error is about, so that a form shows it there. */

/** Columns and keys of inputs, by the options that fill them. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  template_id: ["template"],
  sms_template_id: ["sms"],
  number_file_id: ["file"],
  phones: ["numbers"],
  scheduled_at: ["schedule"],
  repeat_until: ["until"],
  validity_days: ["validity_days", "days"],
  max_resolutions: ["resolutions"],
  cust_flags: ["flags"],
  port_id: ["port"],
  account_id: ["account"],
};

/** Refusals that are always about one option, where it is called otherwise than the input, or in commands alone. */
const CODES: Readonly<Record<string, readonly string[]>> = {
  invalid_number: ["numbers", "phone"],
  too_many_numbers: ["numbers", "file"],
  file_name_invalid: ["file"],
  file_empty: ["file", "numbers"],
  file_of_flags: ["file"],
  file_too_large: ["file"],
  file_not_ready: ["file"],
  typed_params: ["params"],
  typed_params_missing: ["params"],
  parameters_missing: ["file", "params"],
  parameter_missing: ["params"],
  parameter_unknown: ["params"],
  schedule_required: ["schedule"],
  schedule_in_past: ["schedule"],
  schedule_outside_window: ["schedule"],
  cron_invalid: ["cron"],
  recurring_too_often: ["cron"],
  repetition_over: ["until"],
  trial_size_invalid: ["trial_size"],
  trial_too_large: ["trial_size"],
  validity_out_of_range: ["validity_days", "days"],
  sms_template_has_variables: ["sms"],
  sms_template_of_card: ["template"],
  channel_required: ["channel"],
  channel_revoked: ["channel"],
  values_unfit: ["file", "params"],
  sms_template_not_approved: ["sms"],
  sms_template_unregistered: ["sms", "channel"],
  signature_not_approved: ["sms", "signature"],
  signatures_invalid: ["signature"],
  max_resolutions_invalid: ["resolutions"],
  domain_not_approved: ["domain"],
  domain_disabled: ["domain"],
  custom_codes_not_allowed: ["code"],
  custom_code_invalid: ["code"],
  custom_code_taken: ["code"],
  jump_url_invalid: ["urls", "jump"],
  jump_not_approved: ["jump"],
  file_invalid: ["proof"],
  region_unknown: ["region"],
  port_number_invalid: ["number"],
  port_proof_required: ["proof"],
  port_signature_unknown: ["signature"],
  account_not_approved: ["account"],
  name_unlisted: ["name"],
};

/** The option of `command` that `error` is about; null when it is about none, or about several. */
export function optionOf(command: AnyCommand, error: unknown): string | null {
  const all = options(command).map(({ name }) => name);
  const named = (names: readonly string[]) => names.find((each) => all.includes(each)) ?? null;
  if (error instanceof UserError) return error.option === undefined ? null : named([error.option]);
  if (!(error instanceof Refusal)) return null;
  const fields = refusalPlaces(error.code, error.details);
  return named([
    ...fields.flatMap((field) => [...(FIELDS[field] ?? []), field]),
    ...(CODES[error.code] ?? []),
  ]);
}
