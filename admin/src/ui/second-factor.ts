import { createClient, type SupabaseClient } from "@supabase/supabase-js";
import { w } from "@tidings/shared/ground/locale.ts";
import { asksForFactor, factorCode } from "@tidings/shared/people/factor_code.ts";
import { useEffect, useState } from "react";
import { client } from "./client.ts";
import { api, publishableKey } from "./settings.ts";

/** What is said of a code wherever it is asked for. */
export const FACTOR_WORDS = {
  code: w("身份验证器的验证码", "Authenticator code"),
  wrong: w("验证码不正确或已用过，请使用新的验证码", "The code is wrong or already used. Use a new one"),
  recovery: w("恢复码", "Recovery code"),
  use_recovery: w("改用恢复码", "Use a recovery code"),
  use_code: w("改用身份验证器", "Use your authenticator"),
};

type Auth = SupabaseClient["auth"];

/** Has this session given the password alone of an account with a second factor? Then it is nobody's yet (IAM-5). */
export async function isHalfIn(auth: Auth = client.auth): Promise<boolean> {
  const { data: level } = await auth.mfa.getAuthenticatorAssuranceLevel();
  const { data } = await auth.getSession();
  return level?.currentLevel !== "aal2" && asksForFactor(data.session?.user.factors);
}

/** A session beside the one in use: until the second factor is given too, the page goes on with the one that it has. */
export const aside = (): Auth =>
  createClient(api, publishableKey, {
    auth: {
      storageKey: "tidings.again",
      persistSession: false,
      autoRefreshToken: false,
      detectSessionInUrl: false,
      experimental: { recoveryCodes: true },
    },
    global: { headers: { "x-tidings-source": "admin" } },
  }).auth;

/** Has the person of this session recovery codes? */
export function useHasRecovery(): boolean {
  const [has, setHas] = useState(false);
  useEffect(() => {
    let here = true;
    void client.auth.getSession().then(({ data: { session } }) => {
      const factors: readonly { readonly factor_type: string }[] = session?.user.factors ?? [];
      if (here) setHas(factors.some(({ factor_type }) => factor_type === "recovery_code"));
    });
    return () => {
      here = false;
    };
  }, []);
  return has;
}

/**
 * Gives a code of an authenticator, or a recovery code, to this session; answers what Auth refused, or null. With several authenticators
 * any one will do.
 */
export async function giveCode(typed: string, auth: Auth = client.auth): Promise<Error | null> {
  const { code, isRecovery } = factorCode(typed);
  if (isRecovery) return (await auth.mfa.recoveryCodes.verify({ code })).error;
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
