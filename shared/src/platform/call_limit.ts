import { fillPlaces, type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import { LIMIT_REASONS_ZH } from "../people/limit_reasons.ts";
import { LIMIT_WORDS, spanText } from "../people/limit_words.ts";
import { defineResource, form } from "../resource/define.ts";
import { PLATFORM_INPUTS } from "./inputs.ts";

const SCOPE_WORDS: Labels<"person" | "enterprise" | "address" | "chat_user" | "key" | "bot"> = {
  person: label("neutral", "每人", "Per person"),
  enterprise: label("neutral", "每个企业", "Per enterprise"),
  address: label("neutral", "每个网络地址", "Per IP address"),
  chat_user: label("neutral", "每个聊天账号", "Per chat account"),
  key: label("neutral", "每个访问密钥", "Per access key"),
  bot: label("neutral", "未关联的聊天账号合计", "All unlinked chat accounts"),
};

const MOST: Words = w("次数上限", "Max count");
const SPAN: Words = w("每 {span} {count} 次", "{count} per {span}");

/** How often something may be asked for in this deployment (IAM-6). */
export const callLimit = defineResource({
  noun: "call_limit",
  view: "call_limit_cards",
  title: "name",
  order: ["name", "asc"],
  opens: false,
  words: {
    note: w(
      "修改操作频率上限后，下一次调用即生效。企业的上限应至少为个人的五倍，否则一个人就可能耗尽全企业的次数。",
      "A change to a rate limit applies from the next call. An enterprise limit should be at least five times the personal one, or one person can use it all up.",
    ),
    empty: w("没有限制", "No limits"),
    empty_hint: w("本部署未设置频率上限。", "This deployment has no rate limits."),
  },
  fields: {
    name: {
      kind: "text",
      label: w("限制", "Limit"),
      list: "head",
      filter: "part",
      text: ({ name }) => LIMIT_WORDS[String(name)] ?? String(name),
    },
    scope: {
      kind: "choice",
      label: w("对象", "Applies to"),
      values: SCOPE_WORDS,
      filter: "is",
      list: "no",
    },
    most: {
      kind: "count",
      label: MOST,
      list: "head",
      sort: true,
      text: ({ most, per }) => {
        const count = Number(most).toLocaleString("en-US");
        const span = (locale: "zh-CN" | "en", words: string) =>
          fillPlaces(words, { count, span: spanText(String(per), locale) });
        return { zh: span("zh-CN", SPAN.zh), en: span("en", SPAN.en) };
      },
    },
    allowed_24h: { kind: "count", label: w("24 小时内通过次数", "Allowed in 24 h"), sort: true },
    refused_24h: { kind: "count", label: w("24 小时内拒绝次数", "Rejected in 24 h"), sort: true },
    why: {
      kind: "long",
      label: w("理由", "Reason"),
      list: "wide",
      text: ({ name, why }) => ({ zh: LIMIT_REASONS_ZH[String(name)] ?? String(why), en: String(why) }),
    },
  },
  forms: {
    update: form(PLATFORM_INPUTS.update_call_limit, {
      verb: "update_call_limit",
      sudo: true,
      title: w("修改频率上限", "Edit rate limit"),
      confirm: w("保存", "Save"),
      note: w(
        "下一次调用即生效。上限过低时，正常的操作会被拒绝。",
        "The new limit applies from the next call. If it's too low, normal actions are rejected.",
      ),
      done: w("频率上限已保存", "Rate limit saved"),
      inputs: { most: { kind: "count", label: MOST, min: 1, max: 10_000_000 } },
    }),
  },
  transitions: {},
});
