/** The fields that an answer of Auth can be about. */
export type DoorField = "email" | "password" | "code";

/** Where an error of Auth is shown: at a field, or above the form. Words are keys of `door/words.ts`; null: its own words are shown. */
export type Trouble =
  | { readonly field: DoorField; readonly words: FieldWords }
  | { readonly field: null; readonly words: FormWords }
  | null;

type FieldWords =
  | "email_taken"
  | "email_wrong"
  | "password_weak"
  | "password_same"
  | "password_long"
  | "code_wrong"
  | "factor_wrong";
type FormWords = "wrong_password" | "unconfirmed" | "too_many" | "closed";

const AT_FIELD: Readonly<Record<string, readonly [DoorField, FieldWords]>> = {
  user_already_exists: ["email", "email_taken"],
  email_exists: ["email", "email_taken"],
  email_address_invalid: ["email", "email_wrong"],
  email_address_not_authorized: ["email", "email_wrong"],
  weak_password: ["password", "password_weak"],
  same_password: ["password", "password_same"],
  otp_expired: ["code", "code_wrong"],
  mfa_verification_failed: ["code", "factor_wrong"],
  mfa_challenge_expired: ["code", "factor_wrong"],
};

const ABOVE: Readonly<Record<string, FormWords>> = {
  invalid_credentials: "wrong_password",
  email_not_confirmed: "unconfirmed",
  signup_disabled: "closed",
  email_provider_disabled: "closed",
};

/** Where an error of Auth belongs, by its code; too many attempts have several. */
export function troubleOf(failure: unknown): Trouble {
  const { code = "", status, message = "" } = failure as { code?: string; status?: number; message?: string };
  if (status === 429) return { field: null, words: "too_many" };
  const at = AT_FIELD[code];
  if (at) return { field: at[0], words: at[1] };
  const above = ABOVE[code];
  if (above) return { field: null, words: above };
  // Auth has one code for all that is malformed.
  if (/email/i.test(message) && status === 400) return { field: "email", words: "email_wrong" };
  if (/72 characters/.test(message)) return { field: "password", words: "password_long" };
  return null;
}
