import type { Words } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import { defineResource, form } from "../resource/define.ts";
import { CHANNEL_INPUTS, CHANNEL_NUMBER } from "./inputs.ts";
import { troubleWords } from "./trouble.ts";
import { CARRIER_NAMES, CHANNEL_HEALTH_WORDS, type ChannelHealth, RESOLVER_WORDS } from "./words.ts";

const RATE: Words = { zh: "每秒最多（条）", en: "Messages a second, at most" };
const ENTERPRISE: Words = { zh: "企业", en: "Enterprise" };
const CARRIER: Words = { zh: "运营商", en: "Carrier" };
const RESOLVER: Words = { zh: "厂商审核结果", en: "Decisions of vendors" };
const NUMBER: Words = { zh: "通道号", en: "Number" };
const NO_LIMIT: Words = { zh: "不限", en: "No limit" };

/** What the health of a channel means for what is sent through it. */
const STORIES: Labels<ChannelHealth> = {
  well: label("good", "运营商应答正常。", "The carrier answers, and takes what is sent."),
  throttled: label(
    "warning",
    "运营商要求放慢，稍后自动继续。",
    "The carrier asked for a rest; it goes on by itself.",
  ),
  sick: label(
    "bad",
    "连续多次没有得到正确应答；每隔一段时间探测一次，恢复后自动继续。",
    "Several calls in a row had no good answer. It is probed now and then and goes on when it is well.",
  ),
  paused: label(
    "warning",
    "已由成员暂停，不再提交；回执照常接收。",
    "A member paused it: nothing is handed over, receipts still come in.",
  ),
  held: label(
    "warning",
    "平台已暂停该运营商，恢复后自动继续；回执照常接收。",
    "The platform has paused its carrier. It goes on by itself when that is over; receipts still come in.",
  ),
  revoked: label(
    "bad",
    "平台已收回该通道，不能再经它发送；回执照常接收。",
    "The platform has taken it away: nothing is handed over, receipts still come in.",
  ),
};

/** An interval as Postgres writes it, `72:00:00` or `3 days`, in hours; null where it is written otherwise. */
function hoursOf(interval: string): number | null {
  const parts = /^(?:(\d+) days? ?)?(?:(\d+):\d+:\d+)?$/.exec(interval);
  return parts && Number(parts[1] ?? 0) * 24 + Number(parts[2] ?? 0);
}

/** A channel to a carrier (CHL-1, GRD-1): its health, its rate, and who pauses it. */
export const channel = defineResource({
  noun: "channel",
  view: "channel_cards",
  title: "name",
  order: ["name", "asc"],
  number: "number",
  words: {
    note: {
      zh: "消息经通道提交给运营商。异常的通道会自动停用并定时探测，恢复后自动继续。",
      en: "Messages go to the carriers through channels. A sick one is left alone but for a probe now and then, and goes on when it is well.",
    },
    empty: { zh: "还没有通道", en: "No channels yet" },
    empty_hint: {
      zh: "平台管理员为企业开通通道后会显示在这里。",
      en: "A platform admin grants the channels of an enterprise.",
    },
  },
  story: ({ health }) => STORIES[health as ChannelHealth],
  fields: {
    name: {
      kind: "text",
      label: { zh: "名称", en: "Name" },
      list: "head",
      page: "no",
      filter: "part",
      known: CARRIER_NAMES,
    },
    health: {
      kind: "choice",
      label: { zh: "状态", en: "Health" },
      values: CHANNEL_HEALTH_WORDS,
      list: "head",
      filter: "is",
    },
    enterprise_name: { kind: "text", label: ENTERPRISE, platform: true, filter: "part" },
    carrier_name: { kind: "text", label: CARRIER, list: "wide", filter: "part", known: CARRIER_NAMES },
    resolver: { kind: "choice", label: RESOLVER, values: RESOLVER_WORDS, list: "no" },
    number: { kind: "text", label: NUMBER, list: "no" },
    rate_per_s: {
      kind: "count",
      label: { zh: "限速（条/秒）", en: "Rate a second" },
      text: ({ rate_per_s }) => (rate_per_s === null ? NO_LIMIT : String(rate_per_s)),
    },
    batch_size: { kind: "count", label: { zh: "每批", en: "Batch" }, list: "no", page: "page" },
    receipt_timeout: {
      kind: "text",
      label: { zh: "等待回执", en: "Waits for receipts" },
      list: "no",
      page: "page",
      text: ({ receipt_timeout }) => {
        const hours = hoursOf(String(receipt_timeout));
        if (hours === null) return String(receipt_timeout);
        return {
          zh: `最长 ${hours} 小时，之后记为回执超时`,
          en: `${hours} ${hours === 1 ? "hour" : "hours"}, then a message counts as timed out`,
        };
      },
    },
    failures: { kind: "count", label: { zh: "连续失败", en: "Failures in a row" } },
    sick_since: { kind: "time", label: { zh: "异常开始", en: "Sick since" }, list: "no" },
    tries_at: { kind: "time", label: { zh: "下次尝试", en: "Tried again at" }, list: "wide" },
    last_error: {
      kind: "long",
      label: { zh: "最近的错误", en: "Last error" },
      list: "wide",
      when: ({ failures }) => Number(failures) > 0,
      text: ({ last_error }) => troubleWords(last_error ?? ""),
    },
  },
  forms: {
    create: form(CHANNEL_INPUTS.grant_channel, {
      verb: "grant_channel",
      title: { zh: "为企业开通通道", en: "Grant a channel" },
      confirm: { zh: "开通", en: "Grant it" },
      done: { zh: "通道已开通", en: "The channel is granted" },
      inputs: {
        enterprise_id: {
          kind: "reference",
          label: ENTERPRISE,
          option: "enterprise",
          from: { view: "tenant_cards", key: "id", title: "name", everywhere: true },
        },
        carrier_id: {
          kind: "reference",
          label: CARRIER,
          option: "carrier",
          from: {
            view: "carrier_cards",
            key: "id",
            title: "name",
            everywhere: true,
            known: CARRIER_NAMES,
            makes: "carrier",
          },
        },
        name: { kind: "text", label: { zh: "名称", en: "Name" }, max: 64 },
        number: {
          kind: "text",
          label: NUMBER,
          hint: {
            zh: "留空则按运营商的通道号前缀分配下一个。",
            en: "Left empty, it is the next one that begins with the carrier's prefix.",
          },
          max: 20,
          optional: true,
          problem: (value: string) =>
            CHANNEL_NUMBER.test(value.trim())
              ? null
              : { zh: "通道号为 3 到 20 位数字", en: "A number has 3 to 20 digits" },
        },
        resolver: {
          kind: "choice",
          label: RESOLVER,
          hint: {
            zh: "运营商不回传厂商审核结果时，由平台管理员人工登记。",
            en: "Where the carrier does not tell what vendors decide, a platform admin writes it down.",
          },
          values: RESOLVER_WORDS,
          initial: "carrier",
        },
        rate_per_s: { kind: "count", label: RATE, option: "rate", min: 1, max: 100_000, optional: true },
      },
    }),
    update: form(CHANNEL_INPUTS.update_channel, {
      verb: "update_channel",
      alias: "channel limit",
      title: { zh: "限速", en: "Limit the rate" },
      confirm: { zh: "保存", en: "Save" },
      done: { zh: "限速已保存", en: "The rate is saved" },
      inputs: {
        rate_per_s: {
          kind: "count",
          label: RATE,
          hint: {
            zh: "所有发送进程合计；留空为不限。",
            en: "Of all dispatchers together; empty for no limit.",
          },
          option: "rate",
          min: 1,
          max: 100_000,
          optional: true,
        },
      },
    }),
  },
  // The first two are acts of a chat_channel, whose name ends in this one; the form grants.
  elsewhere: ["subscribe_chat", "update_chat", "unsubscribe_chat", "grant"],
  transitions: {
    pause: {
      label: { zh: "暂停通道", en: "Pause channel" },
      question: { zh: "暂停通道「{name}」？", en: "Pause the channel “{name}”?" },
      body: {
        zh: "所有经此通道的任务立即停止提交；已提交的继续等待回执。",
        en: "Every send through it stops handing over at once; what was handed over goes on to its receipt.",
      },
      done: {
        zh: "通道「{name}」已暂停：不再提交，回执照常接收",
        en: "The channel {name} is paused: nothing goes out through it, receipts still come in",
      },
      tone: "danger",
      reason: "required",
      inList: true,
    },
    resume: {
      label: { zh: "恢复通道", en: "Resume channel" },
      question: { zh: "恢复通道「{name}」？", en: "Resume the channel “{name}”?" },
      body: {
        zh: "视为工作正常，等待中的任务继续提交。",
        en: "It counts as well, and the sends that wait go on.",
      },
      done: { zh: "通道「{name}」已恢复", en: "The channel {name} works again" },
      tone: "main",
      inList: true,
    },
    revoke: {
      label: { zh: "收回通道", en: "Revoke channel" },
      question: { zh: "收回通道「{name}」？", en: "Revoke the channel “{name}”?" },
      body: (row) => ({
        zh: `${row.enterprise_name} 不能再经它发送，企业会看到原因；已提交的继续等待回执。`,
        en: `${row.enterprise_name} can send nothing through it any more, and reads why. What was handed over goes on to its receipt.`,
      }),
      done: { zh: "通道「{name}」已收回", en: "The channel {name} is revoked" },
      tone: "danger",
      reason: "required",
      inList: true,
      from: ["active", "paused", "held"],
      platform: true,
    },
    restore: {
      label: { zh: "恢复授权", en: "Give it back" },
      question: { zh: "恢复通道「{name}」的授权？", en: "Give the channel “{name}” back?" },
      body: (row) => ({
        zh: `${row.enterprise_name} 可以再次经它发送。`,
        en: `${row.enterprise_name} can send through it again.`,
      }),
      done: { zh: "通道「{name}」已恢复授权", en: "The channel {name} is given back" },
      tone: "main",
      inList: true,
      from: ["revoked"],
      platform: true,
    },
  },
});
