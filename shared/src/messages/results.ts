import { type Words, w } from "../ground/locale.ts";
import type { Label } from "../ground/tone.ts";
import { NETWORK } from "../numbers/networks.ts";
import { CODE_MEANS } from "../sends/codes.ts";
import { DELIVERY_STATE_WORDS, type DeliveryState } from "../sends/words.ts";

/** What became of messages (SND-3): the filter by result, and what the columns are called on a page, in chat and in a file. */

/** The result of a message that was sent or skipped: a pending one has none, and one that was ended was not sent. */
export type MessageResult = Exclude<DeliveryState, "pending" | "cancelled">;

export const MESSAGE_RESULTS = (Object.keys(DELIVERY_STATE_WORDS) as DeliveryState[]).filter(
  (state): state is MessageResult => state !== "pending" && state !== "cancelled",
);

interface Preset {
  readonly key: string;
  readonly label: Words;
  readonly results: readonly MessageResult[];
}

/** What people look for, in several results at once. */
const GROUPS = [
  { key: "waiting", label: w("等待回执", "Waiting"), results: ["handed"] },
  { key: "delivered", label: w("已送达", "Delivered"), results: ["delivered"] },
  {
    key: "problems",
    label: w("有问题", "Problems"),
    results: ["failed", "expired", "timed_out", "unknown"],
  },
  { key: "left_out", label: w("未发送", "Not sent"), results: ["opted_out", "capped"] },
] as const satisfies readonly Preset[];

export type ResultGroup = (typeof GROUPS)[number]["key"];

/** The tabs over the list of all messages. */
export const RESULT_PRESETS = GROUPS.map(({ key, label, results }) => ({
  key,
  label,
  query: `result=${results.join()}`,
}));

export const RESULT_GROUPS = GROUPS.map(({ key }) => key) as [ResultGroup, ...ResultGroup[]];

/** The words of the groups. */
export const RESULT_GROUP_WORDS = Object.fromEntries(
  GROUPS.map(({ key, label }) => [key, { ...label, tone: "neutral" }]),
) as unknown as Readonly<Record<ResultGroup, Label>>;

/** The results that a group is of. */
export const resultsOf = (group: ResultGroup): readonly MessageResult[] =>
  GROUPS.find(({ key }) => key === group)?.results ?? [];

/** The columns of messages, by their names in the views. */
export const MESSAGE_COLUMNS = {
  phone: w("手机号", "Phone number"),
  state: w("发送结果", "Result"),
  sent_at: w("发送时间", "Send time"),
  send_name: w("发送任务", "Send"),
  batch_no: w("任务批次", "Batch"),
  template_name: w("模板", "Template"),
  signature: w("短信签名", "Signature"),
  code: w("回执码", "Receipt code"),
  code_said: CODE_MEANS,
  vendor: w("厂商", "Vendor"),
  network: NETWORK,
  final_at: w("结果时间", "Result time"),
  id: w("编号", "ID"),
  ordinal: w("序号", "No."),
  segments: w("短信条数", "SMS segments"),
  resolved: w("解析次数", "Resolutions"),
  handed_at: w("提交时间", "Sent to carrier"),
} as const satisfies Readonly<Record<string, Words>>;
