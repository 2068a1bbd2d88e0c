import type { Enum } from "../ground/enums.ts";
import { type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";

/** Display words of signatures and SMS templates; keys and order are those of Postgres. */

export const SIGNATURE_KIND_WORDS: Labels<Enum<"signature_kind">> = {
  notification: label("neutral", "通知类", "Notification"),
  promotion: label("warning", "推广类", "Promotion"),
};

/**
 * Why a number is on the opt-out list: what a member wrote, or `reply` when its owner opted out by text message; the text
 * of the reply is stored as proof.
 */
export function optOutReason({ reason, added_by }: { reason: string; added_by: string | null }): Words {
  return added_by === null && reason === "reply" ? w("回复退订", "By reply") : { zh: reason, en: reason };
}

/** What a signature stands for, in the order of the KooMessage API (`signature_source` 0 to 5). */
export const SIGNATURE_SOURCE_WORDS: Labels<Enum<"signature_source">> = {
  company: label("neutral", "企事业单位的全称或简称", "An organisation's full or short name"),
  website: label("neutral", "工信部备案网站", "Website registered with MIIT"),
  app: label("neutral", "App 应用", "App"),
  mini_program: label("neutral", "公众号或小程序", "Official account or mini program"),
  shop: label("neutral", "电商平台店铺", "E-commerce shop"),
  trademark: label("neutral", "商标", "Trademark"),
};

export type SignatureReport = Enum<"signature_report">;

/** Whether a signature is reported at a network (`signature_networks.state`). */
export const SIGNATURE_REPORT_WORDS: Labels<SignatureReport> = {
  not_yet: label("warning", "未报备", "Not registered"),
  reported: label("good", "已报备", "Registered"),
  refused: label("bad", "未通过", "Rejected"),
};
