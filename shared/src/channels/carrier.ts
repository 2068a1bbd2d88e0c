import type { Enum } from "../ground/enums.ts";
import { type Words, w } from "../ground/locale.ts";
import { type Labels, label, YES_NO } from "../ground/tone.ts";
import { phoneOrNull } from "../numbers/phone.ts";
import { defineResource, form } from "../resource/define.ts";
import {
  BASE_URL_INPUT,
  CREDENTIAL_INPUTS,
  fits,
  notOfKoomessage,
  SETTING_FIELDS,
  SETTING_INPUTS,
} from "./adapter_form.ts";
import { CHANNEL_INPUTS, NUMBER_PREFIX } from "./inputs.ts";
import { troubleWords } from "./trouble.ts";
import {
  ADAPTER_WORDS,
  CALLBACKS_WORDS,
  CARRIER_HEALTH_WORDS,
  CARRIER_NAMES,
  type CarrierHealth,
} from "./words.ts";

const NAME: Words = w("名称", "Name");
const KIND: Words = w("接口", "Interface");
const RATE: Words = w("总限速（条/秒）", "Total rate limit (messages/s)");
const OPEN: Words = w("新企业自动开通", "Enable for new enterprises");
const PREFIX: Words = w("通道号前缀", "Channel number prefix");
const BATCH: Words = w("每批最多（条）", "Max messages per batch");
const HOURS: Words = w("等待回执（小时）", "Wait for receipts (hours)");

/** What the health of a carrier means for the enterprises that use it. */
const STORIES: Labels<CarrierHealth> = {
  well: label("good", "所有通道应答正常。", "All channels respond normally."),
  partly: label(
    "warning",
    "部分通道连续多次未收到有效应答，正在定时探测。",
    "Some channels got no valid response several times in a row. We check them at intervals.",
  ),
  sick: label("bad", "所有通道都未收到有效应答。", "No channel is getting a valid response."),
  unused: label("neutral", "还没有企业使用此运营商。", "No enterprise uses this carrier yet."),
  keyless: label("bad", "尚未设置密钥，不能提交消息。", "No key is set, so no messages can be sent."),
  paused: label(
    "warning",
    "平台已暂停：所有企业的通道停止提交，回执照常接收。",
    "Paused by the platform. All enterprises' channels stop sending, but receipts still come in.",
  ),
};

const ROTATIONS: Readonly<Record<Enum<"channel_adapter">, Words>> = {
  sandbox: w(
    "从下一次提交起使用新密钥；用旧密钥签名的回调会被拒绝，运营商会重新发送。",
    "The next submission uses the new key. Callbacks signed with the old secret are rejected, and the carrier sends them again.",
  ),
  smpp: w("下一次连接网关时使用新的账号和密码。", "The next gateway connection uses the new credentials."),
  koomessage: w(
    "从下一次提交起使用新密钥。回执地址随之更换，旧地址 24 小时内仍然有效，请在此期间重新登记。",
    "The next submission uses the new key. The callback URL changes too; the old one keeps working for 24 hours. Register the new one within that time.",
  ),
};

const place = { name: { kind: "text", label: NAME, max: 64 }, base_url: BASE_URL_INPUT } as const;

const terms = {
  ...SETTING_INPUTS,
  rate_per_s: {
    kind: "count",
    label: RATE,
    hint: w(
      "所有企业合计；留空则不限。KooMessage 最多 1000。",
      "For all enterprises together. Leave empty for no limit. KooMessage allows up to 1,000.",
    ),
    option: "rate",
    min: 1,
    max: 100_000,
    optional: true,
  },
  // KooMessage has a limit of its own, which is always used.
  batch_size: { kind: "count", label: BATCH, min: 1, max: 1_000, initial: 1_000, when: notOfKoomessage },
  receipt_hours: { kind: "count", label: HOURS, min: 1, max: 720, initial: 72 },
  open_to_all: {
    kind: "flag",
    label: OPEN,
    hint: w(
      "选择“是”后，新开通的企业会立即获得一个通道。",
      "If “Yes”, new enterprises get a channel right away.",
    ),
    values: YES_NO,
    initial: false,
  },
  number_prefix: {
    kind: "text",
    label: PREFIX,
    hint: w(
      "3 到 12 位数字，用于自动分配通道号。",
      "3 to 12 digits, used to assign channel numbers automatically.",
    ),
    max: 12,
    optional: true,
    problem: fits(NUMBER_PREFIX, "前缀须为 3 到 12 位数字", "The prefix must be 3–12 digits"),
  },
} as const;

/** A connection of the deployment to a carrier (CHL-1). Platform admins keep it; enterprises use it through channels. */
export const carrier = defineResource({
  noun: "carrier",
  view: "carrier_cards",
  title: "name",
  order: ["name", "asc"],
  words: {
    note: w(
      "本部署与运营商之间的连接。企业通过获授权的通道使用这些连接；密钥只能写入，不能查看。",
      "This deployment's connections to carriers. Enterprises use them through granted channels. Keys can be written but never viewed.",
    ),
    empty: w("还没有运营商", "No carriers yet"),
    empty_hint: w("新增一个运营商，再为企业开通通道。", "Add a carrier, then grant channels to enterprises."),
  },
  story: ({ health }) => STORIES[health as CarrierHealth],
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", filter: "part", known: CARRIER_NAMES },
    health: {
      kind: "choice",
      label: w("状态", "Health"),
      values: CARRIER_HEALTH_WORDS,
      list: "head",
      filter: "is",
    },
    channels: { kind: "count", label: w("通道", "Channels"), sort: true },
    sick: { kind: "count", label: w("异常通道", "Failing channels"), list: "wide" },
    minutes_down: {
      kind: "count",
      label: w("30 天内异常", "Failed in the last 30 days"),
      sort: true,
      text: ({ minutes_down }) => {
        const share = (100 - (Number(minutes_down) / (30 * 24 * 60)) * 100).toFixed(2);
        return Number(minutes_down) === 0
          ? w("无", "None")
          : {
              zh: `${minutes_down} 分钟（可用 ${share} %）`,
              en: `${minutes_down} min (${share} % available)`,
            };
      },
    },
    last_outage_at: { kind: "time", label: w("最近异常", "Last failure"), list: "no" },
    adapter: { kind: "choice", label: KIND, values: ADAPTER_WORDS, list: "no" },
    base_url: { kind: "text", label: BASE_URL_INPUT.label, mono: true, list: "wide" },
    rate_per_s: {
      kind: "count",
      label: RATE,
      list: "wide",
      text: ({ rate_per_s }) => (rate_per_s === null ? w("不限", "No limit") : String(rate_per_s)),
    },
    batch_size: { kind: "count", label: BATCH, list: "no" },
    receipt_hours: { kind: "count", label: HOURS, list: "no" },
    open_to_all: { kind: "flag", label: OPEN, values: YES_NO },
    number_prefix: { kind: "text", label: PREFIX, list: "no" },
    ...SETTING_FIELDS,
    key_rotated_at: { kind: "time", label: w("密钥设置时间", "Key set on"), list: "wide" },
    callbacks: {
      kind: "choice",
      label: w("回执地址", "Callback URLs"),
      values: CALLBACKS_WORDS,
      list: "no",
      when: ({ callbacks }) => callbacks !== null,
    },
    callbacks_why: {
      kind: "text",
      label: w("登记结果", "Registration result"),
      list: "no",
      when: ({ callbacks_why }) => callbacks_why !== null,
      text: ({ callbacks_why }) => troubleWords(callbacks_why ?? ""),
    },
    callbacks_address: {
      kind: "text",
      label: w("待粘贴的地址", "Address to paste"),
      list: "no",
      mono: true,
      when: ({ callbacks_address }) => callbacks_address !== null,
    },
    created_at: { kind: "time", label: w("创建时间", "Created"), list: "no" },
  },
  forms: {
    create: form(CHANNEL_INPUTS.create_carrier, {
      verb: "create_carrier",
      sudo: true,
      title: w("新增运营商", "Add carrier"),
      confirm: w("保存", "Save"),
      done: w("运营商已保存", "Carrier saved"),
      inputs: {
        adapter: { kind: "choice", label: KIND, values: ADAPTER_WORDS, initial: "sandbox" },
        ...place,
        ...CREDENTIAL_INPUTS,
        ...terms,
      },
    }),
    update: form(CHANNEL_INPUTS.update_carrier, {
      verb: "update_carrier",
      sudo: true,
      revised: true,
      title: w("修改运营商", "Edit carrier"),
      confirm: w("保存", "Save"),
      note: w(
        "使用该运营商的所有通道立即采用新的地址和限制。密钥不变，需另行更换。",
        "The carrier's channels use the new settings immediately. The key is unchanged. Rotate it separately.",
      ),
      done: w("运营商已保存", "Carrier saved"),
      inputs: { ...place, ...terms },
    }),
  },
  transitions: {
    test: {
      label: w("发送测试短信", "Send test SMS"),
      question: w("经「{name}」发送测试短信？", "Send a test message through “{name}”?"),
      body: w(
        "系统会经该运营商的一个通道向您自己的手机发送一条短信，结果显示在「测试短信」中。每小时最多 10 条。",
        "One message goes to your own phone through one of this carrier's channels. See the result under “Test messages”. Up to 10 per hour.",
      ),
      done: w("测试短信已加入发送队列", "Test message queued"),
      platform: true,
      inputs: {
        phone: {
          kind: "text",
          label: w("您的手机号", "Your phone number"),
          max: 64,
          problem: (value: string) =>
            phoneOrNull(value) === null ? w("请输入 11 位手机号", "Enter an 11-digit mobile number") : null,
        },
      },
      sure: w("这是我自己的手机号", "This is my own number"),
    },
    register_callbacks: {
      label: w("登记回执地址", "Register callbacks"),
      question: w("为「{name}」登记回执地址？", "Register callback URLs for “{name}”?"),
      body: w(
        "在 KooMessage 账号中登记回执、模板状态和解析回执的地址，已有的不重复登记。账号无权登记时，会显示待粘贴的地址。",
        "Addresses for receipts, template states and resolution receipts are registered with your KooMessage account. Existing ones aren't registered again. If the account can't register them, the addresses to paste are shown.",
      ),
      done: w("正在登记，结果稍后显示", "Registering. The result appears shortly."),
      platform: true,
    },
    rotate: {
      label: w("更换密钥", "Rotate key"),
      question: w("更换「{name}」的密钥？", "Rotate the key of “{name}”?"),
      about: w("更换运营商的密钥；所有密钥均须重新填写", "Rotates a carrier's keys; all must be re-entered"),
      body: ({ adapter }) => ROTATIONS[adapter as Enum<"channel_adapter">],
      done: w("「{name}」的密钥已更换", "Key of “{name}” rotated"),
      platform: true,
      inputs: CREDENTIAL_INPUTS,
    },
    pause: {
      label: w("暂停运营商", "Pause carrier"),
      question: w("暂停运营商「{name}」？", "Pause carrier “{name}”?"),
      body: (row) => ({
        zh: `${row.channels} 个通道立即停止提交，企业会看到原因；已提交的消息继续等待回执。`,
        en: `This carrier's channels (${row.channels}) stop submitting immediately, and enterprises see why. Messages already sent to the carrier still wait for receipts.`,
      }),
      done: w("「{name}」已暂停", "“{name}” paused"),
      tone: "danger",
      reason: "required",
      inList: true,
      from: ["active"],
      platform: true,
    },
    resume: {
      label: w("恢复运营商", "Resume carrier"),
      question: w("恢复运营商「{name}」？", "Resume carrier “{name}”?"),
      body: w(
        "该运营商的通道恢复提交；企业自行暂停的通道保持暂停。",
        "The carrier's channels resume submitting. Channels that enterprises paused stay paused.",
      ),
      done: w("「{name}」已恢复", "“{name}” resumed"),
      tone: "main",
      inList: true,
      from: ["paused"],
      platform: true,
    },
  },
});
