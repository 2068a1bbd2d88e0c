import { type Words, w } from "../ground/locale.ts";
import { type Ahead, heldWords } from "../resource/ahead.ts";
import type { Offer } from "../resource/define.ts";

/** What people do with a template of their own and with a public one alike. */

/** A copy asks for a name at most, as one of a public template does. */
export const COPY = {
  label: w("复制", "Copy"),
  title: w("复制模板", "Copy template"),
  about: w("以相同的内容新建一个草稿。", "This creates a draft with the same content."),
  question: w("复制「{name}」？", "Copy “{name}”?"),
  body: w(
    "以相同的内容、厂商和自定义字段新建一个草稿，可修改后提交审核。",
    "This creates a draft with the same content, vendors and custom fields. You can edit it and submit it for review.",
  ),
  done: w("已复制「{name}」，新模板是草稿", "“{name}” copied; the new template is a draft"),
  needs: "KooMessage:template:create",
  inputs: {
    name: {
      kind: "text",
      label: w("新模板名称", "New template name"),
      hint: w("留空则自动命名。", "Leave empty to name it automatically."),
      max: 64,
      optional: true,
    },
  },
} as const satisfies Offer;

/** What a test asks for; its own numbers are few, so it takes no approval. */
export const TEST = {
  label: w("测试发送", "Send test"),
  about: w("向测试号码立即发送，无需审批。", "This sends to test numbers immediately, without approval."),
  question: w("测试发送「{name}」？", "Send a test of “{name}”?"),
  body: w(
    "立即发送，无需审批；每个企业共 10 个测试号码。退订、频次与营销时段的限制照常适用，费用与普通发送相同。",
    "The test goes out immediately, without approval. Each enterprise has 10 test numbers in all. Opt-outs, frequency caps and marketing hours apply as usual, and the test costs the same as a normal send.",
  ),
  done: w("「{name}」的测试已发送", "Test of “{name}” sent"),
  needs: "KooMessage:template:submit",
  inputs: {
    numbers: {
      kind: "texts",
      label: w("手机号码", "Phone numbers"),
      hint: w("最多 10 个，用空格或逗号分隔。", "Up to 10, separated by spaces or commas."),
      most: 10,
      split: (text: string) => text.split(/[\s,，、;；]+/).filter((one) => one !== ""),
    },
    params: {
      kind: "texts",
      label: w("参数", "Parameters"),
      hint: w(
        "每个参数的值，例如 name=张女士; amount=50。",
        "A value for each parameter, such as name=Zhang; amount=50.",
      ),
      most: 40,
      optional: true,
      split: typedValues,
    },
    sms_template_id: {
      kind: "reference",
      label: w("短消息模板", "SMS template"),
      hint: w(
        "留空则使用最近一次与该模板一同发送的短消息模板。",
        "Leave empty to use the SMS template last sent with this template.",
      ),
      optional: true,
      from: { view: "sms_template_cards", key: "id", title: "name", where: { usable: "true" } },
    },
    domain_id: {
      kind: "reference",
      label: w("域名", "Domain"),
      hint: w("留空则使用默认域名。", "Leave empty to use the default domain."),
      optional: true,
      from: { view: "domain_cards", key: "id", title: "name", where: { state: "approved" } },
    },
    channel_id: {
      kind: "reference",
      label: w("通道", "Channel"),
      hint: w("留空则使用默认通道。", "Leave empty to use the default channel."),
      optional: true,
      from: { view: "channel_cards", key: "id", title: "name" },
    },
  },
} as const satisfies Offer;

/** Takes it back from review. */
export const WITHDRAW = {
  label: w("撤回", "Withdraw"),
  title: w("撤回模板", "Withdraw template"),
  question: w("撤回审核？", "Withdraw from review?"),
  body: w(
    "模板将恢复为草稿，可修改后重新提交。",
    "The template becomes a draft again. You can edit and resubmit it.",
  ),
  done: w("已撤回，模板恢复为草稿", "Withdrawn; the template is a draft again"),
  needs: "KooMessage:template:submit",
  from: ["in_review"],
} as const satisfies Offer;

/** Its submitter mends it. */
export const REJECT = {
  label: w("驳回", "Reject"),
  question: w("驳回此模板？", "Reject this template?"),
  body: w(
    "提交人会看到您的意见，修改后可重新提交。",
    "The submitter sees your note and can edit and resubmit it.",
  ),
  done: w("已驳回：{name}", "Rejected: {name}"),
  reason: "required",
} as const satisfies Offer;

/** Of an approved one. */
export const ENABLE = {
  label: w("启用", "Enable"),
  title: w("启用模板", "Enable template"),
  question: w("启用「{name}」？", "Enable “{name}”?"),
  body: w("启用后可用于新的发送任务。", "You can use this template for new sends again."),
  done: w("模板已启用", "Template enabled"),
} as const satisfies Offer;

/** Of an approved one: what waits or runs with it is held. */
export const DISABLE = {
  label: w("禁用", "Disable"),
  title: w("禁用模板", "Disable template"),
  question: w("禁用「{name}」？", "Disable “{name}”?"),
  body: (row: Ahead): Words => {
    const held = heldWords(row);
    return {
      zh: `禁用后不能再用于新的发送任务。${held.zh}`,
      en: `You can't use this template for new sends any more. ${held.en}`,
    };
  },
  done: w("模板已禁用，不能再用于新的发送任务", "Template disabled; you can't use it for new sends"),
} as const satisfies Offer<Ahead>;

/** For good; what was made of it keeps its name. */
export const DELETE = {
  label: w("删除", "Delete"),
  title: w("删除模板", "Delete template"),
  question: w("删除模板「{name}」？", "Delete template “{name}”?"),
  body: w(
    "删除后不能恢复。已发出的短链继续显示这张卡片，历史与报表保留模板名称；该名称可用于新的模板。",
    "You can't undo this. Links already sent keep showing the card. History and reports keep the template name. You can reuse the name for a new template.",
  ),
  done: w("「{name}」已删除", "“{name}” deleted"),
  needs: "KooMessage:template:delete",
  tone: "danger",
  deletes: true,
  from: ["draft", "rejected", "approved"],
  final: w("我确认删除此模板", "Yes, delete this template"),
} as const satisfies Offer;

/** `name=张女士; amount=50` as the one set of values that all numbers get. */
function typedValues(text: string): Record<string, string>[] {
  const pairs = text.split(/[;；\n]/).flatMap((part) => {
    const [, name, value] = /^\s*([^=＝\s]+)\s*[=＝]\s*(.*?)\s*$/.exec(part) ?? [];
    return name && value ? [[name, value] as const] : [];
  });
  return pairs.length > 0 ? [Object.fromEntries(pairs)] : [];
}

/** How the form of an edit is named. An approved version serves on while its edit waits. */
export const EDIT_BY_HAND = {
  title: w("编辑", "Edit"),
  byHand: true,
  button: ({ state }: { readonly state: string | null }) => ({
    label: state === "approved" ? w("编辑为新版本", "Edit as a new version") : w("编辑", "Edit"),
  }),
} as const;
