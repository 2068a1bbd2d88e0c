/** A code of a second factor (IAM-5), as somebody typed it: spaces and hyphens are how it was shown or written down. */
export interface FactorCode {
  readonly code: string;
  /** A recovery code. An authenticator shows six digits and nothing else. */
  readonly isRecovery: boolean;
}

/** Reads a code that was typed. */
export function factorCode(typed: string): FactorCode {
  const code = typed.replace(/[\s-]/g, "");
  return { code, isRecovery: !/^\d{6}$/.test(code) };
}
