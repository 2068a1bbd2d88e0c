import { fits } from "../channels/adapter_form.ts";
import { SMS_TEMPLATE } from "../channels/adapters.ts";
import { type Words, w } from "../ground/locale.ts";

/** What a carrier calls an SMS template, where it sends no other texts (KooMessage). */
const CARRIER_ID: Words = w("通道侧模板 ID", "Carrier template ID");

export const CARRIER_ID_FIELD = {
  kind: "text",
  label: CARRIER_ID,
  mono: true,
  list: "no",
  filter: "is",
  when: ({ carrier_template_id }: Record<string, unknown>) => carrier_template_id !== null,
} as const;

export const REGISTER = {
  label: w("登记通道侧模板 ID", "Register carrier template ID"),
  question: w("登记「{name}」的通道侧模板 ID？", "Register the carrier template ID for “{name}”?"),
  body: w(
    "经 KooMessage 通道发送时使用该模板，内容和变量顺序须与此处一致。",
    "Sends through KooMessage channels use this template. Its text and variable order must match the ones here.",
  ),
  done: w("通道侧模板 ID 已登记", "Carrier template ID registered"),
  from: ["draft", "in_review", "approved", "rejected"],
  inputs: {
    carrier_template_id: {
      kind: "text",
      label: CARRIER_ID,
      hint: w(
        "可在 KooMessage 控制台的短消息模板管理中查看；留空则清除。",
        "Find it under SMS templates in the KooMessage console. Leave empty to clear.",
      ),
      max: 36,
      optional: true,
      problem: fits(SMS_TEMPLATE, "最多 36 个字母、数字、- 或 _", "Up to 36 letters, digits, - or _"),
    },
  },
} as const;
