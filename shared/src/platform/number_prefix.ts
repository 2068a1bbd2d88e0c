import { type Words, w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { NAMED_NETWORK_LABELS, NETWORK, NETWORK_LABELS } from "../numbers/networks.ts";
import { defineResource, form } from "../resource/define.ts";
import { PLATFORM_INPUTS } from "./inputs.ts";
import { PREFIX_SOURCES } from "./words.ts";

const PREFIX: Words = w("号段", "Prefix");
const SINCE: Words = w("生效日期", "Since");
const SOURCE: Words = w("来源", "Source");
const SAVED: Words = w("号段已保存", "The prefix is saved");

const inputs = {
  prefix: {
    kind: "text",
    label: PREFIX,
    hint: w(
      "号码的前 3 到 7 位，更长的优先。",
      "The first 3 to 7 digits; a longer one counts before a shorter.",
    ),
    max: 7,
    problem: (value: string) =>
      /^1[3-9]\d{1,5}$/.test(value.trim()) ? null : w("号段为 3 到 7 位数字", "A prefix has 3 to 7 digits"),
  },
  network: { kind: "choice", label: NETWORK, values: NAMED_NETWORK_LABELS, initial: "mobile" },
  since: { kind: "day", label: SINCE },
  source: {
    kind: "text",
    label: SOURCE,
    hint: w("公布它的文件或机构。", "The paper or the authority that published it."),
    max: 200,
  },
} as const;

/** A prefix of numbers and its network (NET-1). Messages keep the network that counted when they were made. */
export const numberPrefix = defineResource({
  noun: "number_prefix",
  view: "number_prefix_cards",
  title: "prefix",
  order: ["prefix", "asc"],
  number: "prefix",
  opens: false,
  words: {
    note: w(
      "号码可以携号转网，按号段得到的是估计；回执告知的网络优先。",
      "Numbers are portable: what follows from a prefix is a forecast, and what a receipt names counts before it.",
    ),
    empty: w("还没有号段", "No prefix yet"),
    empty_hint: w("录入公布的号段。", "Add the prefixes that were published."),
  },
  fields: {
    prefix: { kind: "text", label: PREFIX, list: "head", filter: "part", sort: true },
    network: { kind: "choice", label: NETWORK, values: NETWORK_LABELS, list: "head", filter: "is" },
    since: { kind: "day", label: SINCE, sort: true },
    counts: {
      kind: "flag",
      label: w("现行", "In force"),
      values: {
        true: label("good", "现行", "In force"),
        false: label("neutral", "未生效或已被取代", "Not in force"),
      },
      filter: "is",
    },
    source: { kind: "text", label: SOURCE, known: PREFIX_SOURCES },
  },
  forms: {
    create: form(PLATFORM_INPUTS.create_number_prefix, {
      verb: "create_number_prefix",
      title: w("录入号段", "Add a prefix"),
      confirm: w("保存", "Save"),
      done: w("号段 {prefix} 已录入", "The prefix {prefix} is added"),
      inputs,
    }),
    update: form(PLATFORM_INPUTS.update_number_prefix, {
      verb: "update_number_prefix",
      title: w("修改号段", "Edit the prefix"),
      confirm: w("保存", "Save"),
      note: w("已生成的消息保持原来的网络。", "Messages that are made keep their network."),
      done: SAVED,
      inputs,
    }),
  },
  transitions: {
    delete: {
      label: w("删除号段", "Take the prefix out"),
      question: w("删除号段 {prefix}？", "Take the prefix {prefix} out?"),
      body: w(
        "该号段的号码按较短或较早的记录计，没有则为未知。",
        "Its numbers count by a shorter prefix or an earlier row, or are in no known network.",
      ),
      done: w("号段已从表中删除", "The prefix is out of the list"),
      tone: "danger",
      deletes: true,
      inList: true,
      platform: true,
    },
  },
});
