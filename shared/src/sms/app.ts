import { CALLBACK_HEALTH_WORDS, LAST_TAKEN, WHY_NOT_TAKEN } from "../callbacks/words.ts";
import { type Words, w } from "../ground/locale.ts";
import { reachTroubleWords } from "../ground/reach_trouble.ts";
import { ENABLED_WORDS } from "../ground/tone.ts";
import { addressProblem, MAX_JUMP_URL } from "../links/jump.ts";
import { defineResource, form } from "../resource/define.ts";
import { SMS_INPUTS } from "./inputs.ts";

const NAME: Words = w("应用名称", "Application name");
const UPLINK: Words = w("上行短信接收地址", "Reply URL");

const inputs = {
  name: {
    kind: "text",
    label: NAME,
    hint: w(
      "只能包含英文字母、数字、下划线，不区分大小写。",
      "Use only letters, digits and underscores. Names aren't case-sensitive.",
    ),
    max: 64,
    problem: (name: string) =>
      /^[A-Za-z0-9_]+$/.test(name.trim())
        ? null
        : w(
            "应用名称只能包含英文字母、数字、下划线",
            "Application names can contain only letters, digits and underscores",
          ),
  },
  uplink_url: {
    kind: "text",
    label: UPLINK,
    hint: w(
      "接收用户回复的公网 http 或 https 地址，推荐使用域名，也可以是 IP:端口。保存并生成签名密钥后开始推送；更换地址后须重新生成密钥。",
      "A public http or https address that receives replies. We recommend a domain, but IP:port also works. After saving, generate a secret to start pushing, and generate a new one whenever you change the address.",
    ),
    max: MAX_JUMP_URL,
    optional: true,
    problem: (url: string) => addressProblem(url),
  },
} as const;

/** An SMS application (SMS-1, §7.3.2): what signatures and SMS templates belong to; never deleted. */
export const smsApp = defineResource({
  noun: "sms_app",
  view: "sms_app_cards",
  title: "name",
  order: ["created_at", "desc"],
  most: 20,
  words: {
    note: w(
      "每个签名和短消息模板都属于一个应用。应用添加后不能删除，但可以禁用。",
      "Signatures and SMS templates each belong to one application. You can't delete an application, but you can disable it.",
    ),
    empty: w("还没有短消息应用", "No SMS applications yet"),
    empty_hint: w("先添加一个应用，再添加签名。", "Add an application first, then a signature."),
  },
  fields: {
    name: { kind: "text", label: NAME, list: "head", page: "no", filter: "part" },
    enabled: {
      kind: "flag",
      label: w("状态", "State"),
      values: ENABLED_WORDS,
      filter: "is",
      turn: ["enable", "disable"],
    },
    uplink_url: {
      kind: "address",
      label: UPLINK,
      list: "no",
      when: ({ uplink_url }) => uplink_url !== null,
    },
    uplink_health: {
      kind: "choice",
      label: w("回复推送", "Reply push"),
      values: CALLBACK_HEALTH_WORDS,
      list: "wide",
    },
    uplink_error: {
      kind: "text",
      label: WHY_NOT_TAKEN,
      list: "no",
      when: ({ uplink_error }) => uplink_error !== null,
      text: ({ uplink_error }) => reachTroubleWords(uplink_error ?? ""),
      reads: ["uplink_error"],
    },
    uplink_at: {
      kind: "time",
      label: LAST_TAKEN,
      list: "no",
      when: ({ uplink_at }) => uplink_at !== null,
    },
    signatures: { kind: "count", label: w("签名", "Signatures") },
    templates: { kind: "count", label: w("短消息模板", "SMS templates") },
    created_at: {
      kind: "time",
      label: w("创建时间", "Created"),
      by: "created_by_name",
      filter: "span",
      sort: true,
    },
  },
  forms: {
    create: form(SMS_INPUTS.create_sms_app, {
      verb: "create_sms_app",
      title: w("添加应用", "Add application"),
      confirm: w("添加", "Add"),
      note: w("应用添加后不能删除。", "An application can't be deleted once it's added."),
      done: w("应用已添加", "Application added"),
      inputs,
    }),
    update: form(SMS_INPUTS.update_sms_app, {
      verb: "update_sms_app",
      title: w("修改应用", "Edit application"),
      confirm: w("保存", "Save"),
      done: w("应用已保存", "Application saved"),
      inputs,
    }),
  },
  transitions: {
    rotate: {
      label: w("生成推送密钥", "Generate push secret"),
      question: w("为「{name}」生成推送密钥？", "Generate a push secret for “{name}”?"),
      body: w(
        "此后用户的每条回复（含完整号码）都会推送到 {uplink_url}，并用此密钥签名；原密钥在 24 小时内仍同时用于签名。此操作需要查看完整号码的权限。",
        "From then on, every reply (with its full number) is pushed to {uplink_url}, signed with this secret. For 24 more hours, pushes are also signed with the old secret. You need permission to view full numbers.",
      ),
      about: w(
        "此后用户的每条回复（含完整号码）都会推送到上行短信接收地址，并用新密钥签名。",
        "From then on, every reply (with its full number) is pushed to the reply URL, signed with the new secret.",
      ),
      done: w("「{name}」的回复推送已开启", "Reply push enabled for “{name}”"),
      once: {
        key: "secret",
        label: w("推送密钥", "Push secret"),
        note: w(
          "请将此密钥提供给接收服务，用于验证签名（Standard Webhooks）。密钥只显示这一次。",
          "Give this secret to the receiving service to verify signatures (Standard Webhooks). It's shown only once.",
        ),
      },
    },
    resume: {
      label: w("恢复推送", "Resume push"),
      question: w("恢复「{name}」的回复推送？", "Resume reply push for “{name}”?"),
      body: w(
        "停止期间的回复已保留，将按顺序补推。",
        "Replies received while push was stopped were kept and will be pushed in order.",
      ),
      done: w("「{name}」的回复推送已恢复", "Reply push resumed for “{name}”"),
      tone: "main",
    },
    enable: {
      label: w("启用", "Enable"),
      title: w("启用短消息应用", "Enable SMS application"),
      question: w("启用「{name}」？", "Enable “{name}”?"),
      body: w(
        "启用后，可以再次在此应用下添加签名和短消息模板。",
        "You can add signatures and SMS templates under this application again.",
      ),
      done: w("应用已启用", "Application enabled"),
    },
    disable: {
      label: w("禁用", "Disable"),
      title: w("禁用短消息应用", "Disable SMS application"),
      question: w("禁用「{name}」？", "Disable “{name}”?"),
      body: w(
        "此后不能在该应用下添加签名和短消息模板；已有的不受影响。",
        "You won't be able to add signatures or SMS templates under this application. Existing ones aren't affected.",
      ),
      done: w(
        "应用已禁用，不能再添加签名和短消息模板；已有的不受影响",
        "Application disabled. You can't add signatures or SMS templates to it. Existing ones aren't affected.",
      ),
    },
  },
});
