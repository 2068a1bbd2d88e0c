/**
 * The length of a text message and the segments it is billed as (spec SMS-1): one up to 70 UTF-16 units, longer texts in
 * segments of 67. The signature with its 【】, the link with its spaces and the opt-out words count. `private.sms_segments` computes
 * the same; both are held to `text_vectors.ts`.
 */

export const SINGLE_SEGMENT = 70;
export const LONG_SEGMENT = 67;
/** Template and signature together (KooMessage's limit). */
export const MAX_SMS_LENGTH = 500;

/** UTF-16 units: every Chinese character, letter and space is 1, most emoji are 2, as carriers count. */
export function smsLength(text: string): number {
  return text.length;
}

/** The segments a complete message text is billed as; 0 for an empty one. */
export function segmentsOf(text: string): number {
  return segmentsOfLength(smsLength(text));
}

/** Segments of a text of `length` UTF-16 units. */
export function segmentsOfLength(length: number): number {
  if (length <= 0) return 0;
  return length <= SINGLE_SEGMENT ? 1 : Math.ceil(length / LONG_SEGMENT);
}
