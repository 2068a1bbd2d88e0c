import { maskPhone, phoneOrNull } from "@tidings/shared/numbers/phone.ts";

/** A customer flag as it is shown: of a number file it is the number, and no number is shown whole. */
export function flagText(flag: string): string {
  const phone = phoneOrNull(flag);
  return phone === null ? flag : maskPhone(phone);
}
