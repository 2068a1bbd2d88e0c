import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { w } from "@tidings/shared/ground/locale.ts";
import { client } from "./client.ts";
import { api, publishableKey } from "./settings.ts";

/** What is said of a code wherever it is asked for. */
export const FACTOR_WORDS = {
  code: w("身份验证器的验证码", "Authenticator code"),
  wrong: w("验证码不正确，请输入现在显示的验证码", "Incorrect code. Enter the one shown now."),
};

type Auth = SupabaseClient["auth"];

/** Has this session given the password alone of an account with a second factor? Then it is nobody's yet (IAM-5). */
export async function isHalfIn(auth: Auth = client.auth): Promise<boolean> {
  const { data } = await auth.mfa.getAuthenticatorAssuranceLevel();
  return data?.nextLevel === "aal2" && data.currentLevel !== "aal2";
}

/** A session beside the one in use: until the second factor is given too, the page goes on with the one that it has. */
export const aside = (): Auth =>
  createClient(api, publishableKey, {
    auth: {
      storageKey: "tidings.again",
      persistSession: false,
      autoRefreshToken: false,
      detectSessionInUrl: false,
    },
    global: { headers: { "x-tidings-source": "admin" } },
  }).auth;

/** Gives a code of an authenticator to this session; answers what Auth refused, or null. With several authenticators any one will do. */
export async function giveCode(code: string, auth: Auth = client.auth): Promise<Error | null> {
  const { data, error } = await auth.mfa.listFactors();
  if (error) return error;
  let refused: Error | null = null;
  for (const { id: factorId } of data.totp) {
    ({ error: refused } = await auth.mfa.challengeAndVerify({ factorId, code }));
    // Another one is asked only where this one said no to the code.
    if ((refused as { code?: string } | null)?.code !== "mfa_verification_failed") break;
  }
  return refused;
}
