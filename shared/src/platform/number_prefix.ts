import { type Words, w } from "../ground/locale.ts";
import { label } from "../ground/tone.ts";
import { NAMED_NETWORK_LABELS, NETWORK, NETWORK_LABELS } from "../numbers/networks.ts";
import { defineResource, form } from "../resource/define.ts";
import { PLATFORM_INPUTS } from "./inputs.ts";
import { PREFIX_SOURCES } from "./words.ts";

const PREFIX: Words = w("号段", "Prefix");
const SINCE: Words = w("生效日期", "Effective from");
const SOURCE: Words = w("来源", "Source");
const SAVED: Words = w("号段已保存", "Prefix saved");

const inputs = {
  prefix: {
    kind: "text",
    label: PREFIX,
    hint: w(
      "号码的前 3 到 7 位，较长的号段优先。",
      "The first 3 to 7 digits. Longer prefixes take priority.",
    ),
    max: 7,
    problem: (value: string) =>
      /^1[3-9]\d{1,5}$/.test(value.trim()) ? null : w("号段为 3 到 7 位数字", "Prefixes have 3 to 7 digits"),
  },
  network: { kind: "choice", label: NETWORK, values: NAMED_NETWORK_LABELS, initial: "mobile" },
  since: { kind: "day", label: SINCE },
  source: {
    kind: "text",
    label: SOURCE,
    hint: w("公布该号段的文件或机构。", "The document or authority that published this prefix."),
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
      "号码可能已携号转网，按号段只能估计网络；回执中写明网络的，以回执为准。",
      "Numbers can be ported, so a prefix gives only an estimate. The network reported in a receipt takes priority.",
    ),
    empty: w("还没有号段", "No prefixes yet"),
    empty_hint: w("录入官方公布的号段。", "Add the published prefixes."),
  },
  fields: {
    prefix: { kind: "text", label: PREFIX, list: "head", filter: "part", sort: true },
    network: { kind: "choice", label: NETWORK, values: NETWORK_LABELS, list: "head", filter: "is" },
    since: { kind: "day", label: SINCE, sort: true },
    counts: {
      kind: "flag",
      label: w("现行", "Current"),
      values: {
        true: label("good", "现行", "Current"),
        false: label("neutral", "未生效或已被取代", "Not in force"),
      },
      filter: "is",
    },
    source: { kind: "text", label: SOURCE, known: PREFIX_SOURCES },
  },
  forms: {
    create: form(PLATFORM_INPUTS.create_number_prefix, {
      verb: "create_number_prefix",
      title: w("录入号段", "Add prefix"),
      confirm: w("保存", "Save"),
      done: w("号段 {prefix} 已录入", "Prefix {prefix} added"),
      inputs,
    }),
    update: form(PLATFORM_INPUTS.update_number_prefix, {
      verb: "update_number_prefix",
      title: w("修改号段", "Edit prefix"),
      confirm: w("保存", "Save"),
      note: w("已生成的消息保持原来的网络。", "Messages already created keep their network."),
      done: SAVED,
      inputs,
    }),
  },
  transitions: {
    delete: {
      label: w("删除号段", "Delete prefix"),
      question: w("删除号段 {prefix}？", "Delete prefix {prefix}?"),
      body: w(
        "该号段的号码改按较短的号段或较早的记录判断网络；均不匹配时，网络为未知。",
        "The network then comes from a shorter prefix or an earlier entry, or is unknown.",
      ),
      done: w("号段已从表中删除", "Prefix deleted from the list"),
      tone: "danger",
      deletes: true,
      inList: true,
      platform: true,
    },
  },
});
