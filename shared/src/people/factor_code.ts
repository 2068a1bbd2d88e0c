/** A code of a second factor (IAM-5), as somebody typed it: spaces and hyphens are how it was shown or written down. */
export interface FactorCode {
  readonly code: string;
  /** A recovery code. An authenticator shows six digits and nothing else. */
  readonly isRecovery: boolean;
}

/**
 * Whether Auth asks this person for more than the password: they have a verified authenticator. Recovery codes stand in for one, and ask
 * nothing where every device was removed (`private.is_half_in`).
 */
export const asksForFactor = (
  factors: readonly { readonly factor_type: string; readonly status: string }[] | undefined,
): boolean =>
  factors?.some(({ factor_type, status }) => status === "verified" && factor_type !== "recovery_code") ??
  false;

/** Reads a code that was typed. */
export function factorCode(typed: string): FactorCode {
  const code = typed.replace(/[\s-]/g, "");
  return { code, isRecovery: !/^\d{6}$/.test(code) };
}
