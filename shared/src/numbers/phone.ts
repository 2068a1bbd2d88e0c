/** Mobile numbers of mainland China: `^1[3-9]\d{9}$` after removing spaces, dashes, full width and country code. */

/** Why a text is not a mobile number. */
export type PhoneProblem = "empty" | "not_a_number" | "wrong_length" | "not_mobile";

const FULL_WIDTH = /[\uff0b\uff0d\uff10-\uff19\u3000\u2010-\u2015\u2212]/g;
const BETWEEN = /[\s\u00a0\u200b-\u200f\u202a-\u202e\u2060\ufeff().-]/g;
const BARE = /^1[3-9]\d{9}$/;

/**
 * The E.164 form (`+8613800138000`) of a typed number, or why it is invalid. Accepts full-width digits, spaces, dashes,
 * `+86`, `0086`, `86`, the apostrophe that spreadsheets put before a text, and the `.0` they put after a number.
 */
export function normalizePhone(text: string): { phone: string } | { problem: PhoneProblem } {
  // Fast path: most lines of a file are already in this form.
  if (text.length === 11 && BARE.test(text)) return { phone: `+86${text}` };
  const plain = text
    .replace(FULL_WIDTH, narrow)
    .replace(/\.0+$/, "")
    .replace(BETWEEN, "")
    .replace(/^['"]|['"]$/g, "");
  if (plain === "") return { problem: "empty" };
  const digits = plain.replace(/^(\+|00)?86(?=\d{11}$)/, "");
  if (BARE.test(digits)) return { phone: `+86${digits}` };
  if (!/^\+?\d+$/.test(plain)) return { problem: "not_a_number" };
  // A landline or a foreign number is not a typing error, so it has its own message.
  const elsewhere = digits.startsWith("+") || digits.startsWith("0");
  return { problem: elsewhere || digits.length === 11 ? "not_mobile" : "wrong_length" };
}

/** The E.164 form, or null. */
export function phoneOrNull(text: string): string | null {
  const result = normalizePhone(text);
  return "phone" in result ? result.phone : null;
}

function narrow(char: string): string {
  const code = char.charCodeAt(0);
  if (code === 0x3000) return " ";
  if (code === 0xff0b) return "+";
  if (code >= 0xff10 && code <= 0xff19) return String.fromCharCode(code - 0xfee0);
  return "-";
}

/** `+86138****8000`: the form that may be shown, logged or put into a report of rejects. */
export function maskPhone(text: string): string {
  const phone = phoneOrNull(text);
  return phone ? `${phone.slice(0, 6)}****${phone.slice(-4)}` : maskText(text);
}

/**
 * Masks invalid text so that only its owner recognises it: at most the first three characters and the last two where those
 * are digits, never more than half of it; at most 32 characters.
 */
export function maskText(text: string): string {
  const chars = Array.from(text.trim()).slice(0, 32);
  const shown = Math.floor(chars.length / 2);
  const head = Math.min(3, Math.ceil(shown / 2));
  const tail = Math.min(2, shown - head);
  const shows = (char: string, index: number) =>
    index < head || (index >= chars.length - tail && /[0-9０-９]/.test(char));
  return chars.map((char, index) => (shows(char, index) ? char : "*")).join("");
}
