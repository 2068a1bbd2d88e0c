import { fits } from "../channels/adapter_form.ts";
import { SMS_TEMPLATE } from "../channels/adapters.ts";
import { type Words, w } from "../ground/locale.ts";

/** What a carrier calls an SMS template, where it sends no other texts (KooMessage). */
const CARRIER_ID: Words = w("通道侧模板 ID", "Its id at the carrier");

export const CARRIER_ID_FIELD = {
  kind: "text",
  label: CARRIER_ID,
  mono: true,
  list: "no",
  filter: "is",
  when: ({ carrier_template_id }: Record<string, unknown>) => carrier_template_id !== null,
} as const;

export const REGISTER = {
  label: w("登记通道侧模板 ID", "Register its id at the carrier"),
  question: w("登记「{name}」的通道侧模板 ID？", "Register the id of {name} at the carrier?"),
  body: w(
    "经 KooMessage 通道发送时使用该模板，内容和变量顺序须与此处一致。",
    "Channels to KooMessage send by it. Its text and the order of its variables are those of here.",
  ),
  done: w("通道侧模板 ID 已登记", "The id at the carrier is registered"),
  from: ["draft", "in_review", "approved", "rejected"],
  inputs: {
    carrier_template_id: {
      kind: "text",
      label: CARRIER_ID,
      hint: w(
        "在 KooMessage 控制台的短消息模板管理中查看；留空则清除。",
        "As the console of KooMessage shows it among its SMS templates. Empty: none.",
      ),
      max: 36,
      optional: true,
      problem: fits(SMS_TEMPLATE, "最多 36 个字母、数字、- 或 _", "36 letters, digits, - or _ at most"),
    },
  },
} as const;
