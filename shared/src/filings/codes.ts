/** Codes of organisations and their check characters. `private.is_credit_code` and `private.is_organisation_code` say the same. */

/** GB 32100: no I, O, S, V and Z. */
const ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

/** Is it a unified social credit code (统一社会信用代码, GB 32100)? 18 characters, the last of which checks the others modulo 31. */
export function isCreditCode(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{18}$/.test(code)) return false;
  let weight = 1;
  let sum = 0;
  for (const character of code.slice(0, 17)) {
    sum += ALPHABET.indexOf(character) * weight;
    weight = (weight * 3) % 31;
  }
  return (31 - (sum % 31)) % 31 === ALPHABET.indexOf(code.charAt(17));
}

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Is it the code of an organisation (组织机构代码, GB 11714)? Eight characters and a check character modulo 11, of which 10 is X. */
export function isOrganisationCode(code: string): boolean {
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return false;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number.parseInt(code.charAt(at), 36), 0);
  return "0123456789X".charAt((11 - (sum % 11)) % 11) === code.charAt(8);
}

/** A code as it is stored: without spaces and hyphens, in capitals. */
export function codeText(typed: string): string {
  return typed.replaceAll(/[\s-]/g, "").toUpperCase();
}
