import { type Words, w } from "../ground/locale.ts";
import { type Labels, label, YES_NO } from "../ground/tone.ts";
import {
  NAMED_NETWORK_LABELS,
  NAMED_NETWORK_WORDS,
  NAMED_NETWORKS,
  splitNetworks,
} from "../numbers/networks.ts";
import { defineResource, form } from "../resource/define.ts";
import { CHANNEL_INPUTS, CHANNEL_NUMBER } from "./inputs.ts";
import { troubleWords } from "./trouble.ts";
import { CARRIER_NAMES, CHANNEL_HEALTH_WORDS, type ChannelHealth, RESOLVER_WORDS } from "./words.ts";

const RATE: Words = w("每秒最多（条）", "Max messages per second");
const ENTERPRISE: Words = w("企业", "Enterprise");
const CARRIER: Words = w("运营商", "Carrier");
const RESOLVER: Words = w("厂商审核结果", "Vendor decisions");
const MINTER: Words = w("短链生成方", "Short links created by");
const NUMBER: Words = w("通道号", "Channel number");
const LINK_RISK: Words = w("链接受限的网络", "Networks that restrict links");
const NO_LIMIT: Words = w("不限", "No limit");

/** Carriers that can make links, in a form: the law refuses any other. */
const MINTER_INPUT = {
  kind: "reference",
  label: MINTER,
  hint: w(
    "留空则由本平台生成短链。选择 KooMessage 运营商时，由该运营商生成卡片短链并审核模板，卡片由其厂商展示。",
    "Leave empty to have this platform create short links. If you choose a KooMessage carrier, it creates card links, its vendors show the cards, and it also reviews templates.",
  ),
  optional: true,
  from: {
    view: "carrier_cards",
    key: "id",
    title: "name",
    everywhere: true,
    known: CARRIER_NAMES,
    where: { adapter: "koomessage" },
  },
} as const;

/** What the health of a channel means for what is sent through it. */
const STORIES: Labels<ChannelHealth> = {
  well: label("good", "运营商应答正常。", "The carrier responds normally."),
  throttled: label(
    "warning",
    "运营商要求降速，稍后自动恢复。",
    "The carrier asked us to slow down. Sending resumes automatically.",
  ),
  sick: label(
    "bad",
    "连续多次未收到有效应答；每隔一段时间探测一次，恢复后自动继续。",
    "The channel got no valid response several times in a row. We check it at intervals, and sending resumes once it recovers.",
  ),
  paused: label(
    "warning",
    "已由成员暂停，不再提交；回执照常接收。",
    "Paused by a member. Nothing is sent, but receipts still come in.",
  ),
  held: label(
    "warning",
    "平台已暂停该运营商，恢复后自动继续；回执照常接收。",
    "The platform has paused this carrier. Sending continues automatically once the platform resumes it. Receipts still come in.",
  ),
  revoked: label(
    "bad",
    "平台已收回该通道，不能再用于发送；回执照常接收。",
    "The platform has revoked this channel. You can't send through it, but receipts still come in.",
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
    note: w(
      "消息经通道提交给运营商。系统会自动停用异常的通道并定时探测，恢复后自动继续。",
      "Messages go to carriers through channels. A failing channel is disabled automatically and probed regularly, and resumes once it recovers.",
    ),
    empty: w("还没有通道", "No channels yet"),
    empty_hint: w(
      "平台管理员为企业开通的通道会显示在这里。",
      "Channels appear here once a platform admin grants them.",
    ),
  },
  story: ({ health }) => STORIES[health as ChannelHealth],
  fields: {
    name: {
      kind: "text",
      label: w("名称", "Name"),
      list: "head",
      page: "no",
      filter: "part",
      known: CARRIER_NAMES,
    },
    is_default: {
      kind: "flag",
      label: w("默认通道", "Default channel"),
      values: YES_NO,
      list: "no",
      page: "chat",
      when: (row) => row.is_default === true,
      mark: { tone: "good", zh: "默认", en: "Default" },
    },
    health: {
      kind: "choice",
      label: w("状态", "Health"),
      values: CHANNEL_HEALTH_WORDS,
      list: "head",
      filter: "is",
    },
    enterprise_name: { kind: "text", label: ENTERPRISE, platform: true, filter: "part" },
    carrier_name: { kind: "text", label: CARRIER, list: "wide", filter: "part", known: CARRIER_NAMES },
    resolver: { kind: "choice", label: RESOLVER, values: RESOLVER_WORDS, list: "no" },
    mints_at_name: {
      kind: "text",
      label: MINTER,
      list: "no",
      text: ({ mints_at_name }) => mints_at_name ?? w("本平台", "This deployment"),
    },
    number: { kind: "text", label: NUMBER, list: "no" },
    rate_per_s: {
      kind: "count",
      label: w("限速（条/秒）", "Rate limit (messages/s)"),
      text: ({ rate_per_s }) => (rate_per_s === null ? NO_LIMIT : String(rate_per_s)),
    },
    link_risk: {
      kind: "choices",
      label: LINK_RISK,
      values: NAMED_NETWORK_WORDS,
      list: "wide",
      filter: "has",
    },
    batch_size: { kind: "count", label: w("每批条数", "Batch size"), list: "no", page: "page" },
    receipt_timeout: {
      kind: "text",
      label: w("等待回执", "Wait for receipts"),
      list: "no",
      page: "page",
      text: ({ receipt_timeout }) => {
        const hours = hoursOf(String(receipt_timeout));
        if (hours === null) return String(receipt_timeout);
        return {
          zh: `最长 ${hours} 小时，之后记为回执超时`,
          en: `Up to ${hours} ${hours === 1 ? "hour" : "hours"}, then counted as timed out`,
        };
      },
    },
    failures: { kind: "count", label: w("连续失败", "Consecutive failures") },
    sick_since: { kind: "time", label: w("异常开始时间", "Failing since"), list: "no" },
    tries_at: { kind: "time", label: w("下次尝试", "Next attempt"), list: "wide" },
    last_error: {
      kind: "long",
      label: w("最近的错误", "Last error"),
      list: "wide",
      when: ({ failures }) => Number(failures) > 0,
      text: ({ last_error }) => troubleWords(last_error ?? ""),
    },
  },
  forms: {
    create: form(CHANNEL_INPUTS.grant_channel, {
      verb: "grant_channel",
      title: w("为企业开通通道", "Grant channel"),
      confirm: w("开通", "Grant"),
      done: w("通道已开通", "Channel granted"),
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
        name: { kind: "text", label: w("名称", "Name"), max: 64 },
        number: {
          kind: "text",
          label: NUMBER,
          hint: w(
            "留空则按运营商的通道号前缀自动分配下一个号码。",
            "Leave empty to assign the next number with the carrier's prefix.",
          ),
          max: 20,
          optional: true,
          problem: (value: string) =>
            CHANNEL_NUMBER.test(value.trim())
              ? null
              : w("通道号须为 3 到 20 位数字", "Channel numbers have 3 to 20 digits"),
        },
        resolver: {
          kind: "choice",
          label: RESOLVER,
          hint: w(
            "运营商不回传厂商审核结果时，由平台管理员人工登记。",
            "If the carrier doesn't return vendor decisions, a platform admin records them manually.",
          ),
          values: RESOLVER_WORDS,
          initial: "carrier",
        },
        rate_per_s: { kind: "count", label: RATE, option: "rate", min: 1, max: 100_000, optional: true },
        mints_at: MINTER_INPUT,
      },
    }),
    update: form(CHANNEL_INPUTS.update_channel, {
      verb: "update_channel",
      alias: "channel limit",
      title: w("通道设置", "Channel settings"),
      confirm: w("保存", "Save"),
      done: w("通道设置已保存", "Channel settings saved"),
      inputs: {
        rate_per_s: {
          kind: "count",
          label: RATE,
          hint: w(
            "所有发送进程合计；留空则不限。",
            "For all sending processes together. Leave empty for no limit.",
          ),
          option: "rate",
          min: 1,
          max: 100_000,
          optional: true,
        },
        link_risk: {
          kind: "texts",
          label: LINK_RISK,
          hint: w(
            "含链接的短信在这些网络常被拦截；审批时会提示涉及多少号码。",
            "Texts with links are often blocked on these networks. Approvers see how many numbers are affected.",
          ),
          most: NAMED_NETWORKS.length,
          values: NAMED_NETWORKS,
          named: NAMED_NETWORK_LABELS,
          split: splitNetworks,
          option: "link_risk",
          optional: true,
        },
      },
    }),
  },
  // The first two are acts of a chat_channel, whose name ends in this one; the form grants.
  elsewhere: ["subscribe_chat", "update_chat", "unsubscribe_chat", "grant"],
  transitions: {
    pause: {
      label: w("暂停通道", "Pause channel"),
      question: w("暂停通道「{name}」？", "Pause channel “{name}”?"),
      body: w(
        "所有经此通道的任务立即停止提交；已提交的消息继续等待回执。",
        "All sends through this channel stop submitting immediately. Messages already sent to the carrier still wait for receipts.",
      ),
      done: w(
        "通道「{name}」已暂停：不再提交，回执照常接收",
        "Channel “{name}” paused. Nothing more is submitted, but receipts still arrive.",
      ),
      tone: "danger",
      reason: "required",
      inList: true,
    },
    resume: {
      label: w("恢复通道", "Resume channel"),
      question: w("恢复通道「{name}」？", "Resume channel “{name}”?"),
      body: w(
        "系统将通道视为正常，等待中的任务继续提交。",
        "The channel is treated as working, and waiting sends continue.",
      ),
      done: w("通道「{name}」已恢复", "Channel “{name}” resumed"),
      tone: "main",
      inList: true,
    },
    set_default: {
      label: w("设为默认通道", "Set as default channel"),
      question: w("设为默认通道？", "Set as default channel?"),
      body: w(
        "未选择通道的发送任务将经「{name}」发送。",
        "Sends that don't specify a channel go through “{name}”.",
      ),
      done: w("已将「{name}」设为默认通道", "“{name}” is now the default channel"),
      inList: true,
    },
    set_minter: {
      label: w("设置短链生成方", "Set link creator"),
      question: w("设置「{name}」的短链生成方？", "Set who creates short links for “{name}”?"),
      about: w("设置通道的卡片短链由谁生成", "Sets who creates the card links of a channel"),
      body: w(
        "之后审批的任务按新的设置生成短链；已审批的任务不变。模板须由新的生成方审核后才能发送。",
        "Sends approved from now on get links from the new creator, while those already approved keep theirs. The new creator must approve templates before you can send them.",
      ),
      done: w("「{name}」的短链生成方已保存", "Link creator of “{name}” saved"),
      platform: true,
      inputs: { mints_at: MINTER_INPUT },
    },
    revoke: {
      label: w("收回通道", "Revoke channel"),
      question: w("收回通道「{name}」？", "Revoke channel “{name}”?"),
      body: (row) => ({
        zh: `${row.enterprise_name} 不能再经此通道发送，企业会看到原因；已提交的消息继续等待回执。`,
        en: `${row.enterprise_name} can't send through this channel any more and sees why. Messages already sent to the carrier still wait for receipts.`,
      }),
      done: w("通道「{name}」已收回", "Channel “{name}” revoked"),
      tone: "danger",
      reason: "required",
      inList: true,
      from: ["active", "paused", "held"],
      platform: true,
    },
    restore: {
      label: w("恢复授权", "Restore access"),
      question: w("恢复通道「{name}」的授权？", "Restore access to channel “{name}”?"),
      body: (row) => ({
        zh: `${row.enterprise_name} 已可重新使用此通道发送。`,
        en: `${row.enterprise_name} can send through this channel again.`,
      }),
      done: w("通道「{name}」已恢复授权", "Access to channel “{name}” restored"),
      tone: "main",
      inList: true,
      from: ["revoked"],
      platform: true,
    },
  },
});
