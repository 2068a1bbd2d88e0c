import { type Words, w } from "../ground/locale.ts";

/** 2 to 18 characters, without the brackets that the system puts round it. */
function nameProblem(typed: string): Words | null {
  const name = typed.trim();
  if (!/[【】[\]]/.test(name) && name.length >= 2 && name.length <= 18) return null;
  return w("签名须为 2 至 18 个字符，不带括号【】", "A signature must be 2–18 characters, without 【】");
}

/** The name of a signature, as every form asks for it (SMS-1, BSG-1). */
export const SIGNATURE_NAME = {
  kind: "text",
  label: w("签名名称", "Signature name"),
  hint: w(
    "2 至 18 个字符，不带【】；与营业执照上的名称或其简称一致。",
    "2–18 characters without 【】. It must match the name on the business licence or its short form.",
  ),
  max: 18,
  problem: nameProblem,
} as const;

/** What is wrong with the first of several that is no name of a signature. */
export const namesProblem = (names: readonly string[]): Words | null =>
  names.map(nameProblem).find((problem) => problem !== null) ?? null;

/** What lists and forms of signatures say alike. */
export const ADD_A_SIGNATURE = w("添加签名并提交审核。", "Add a signature and submit it for review.");
export const SIGNATURE_IN_REVIEW = w(
  "签名已提交，由另一位成员审核。",
  "The signature is in review. Another member will decide.",
);
