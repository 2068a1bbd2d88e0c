import { maskPhone, phoneOrNull } from "@tidings/shared/numbers/phone.ts";

/** A customer flag for display. Flags from number files are phone numbers, so they are masked. */
export function flagText(flag: string): string {
  const phone = phoneOrNull(flag);
  return phone === null ? flag : maskPhone(phone);
}
