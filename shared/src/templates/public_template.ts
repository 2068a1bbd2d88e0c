import { w } from "../ground/locale.ts";
import { defineResource } from "../resource/define.ts";
import { MESSAGE_KIND_WORDS } from "../sends/words.ts";
import { VENDOR_WORDS } from "../vendors/words.ts";
import { INDUSTRY_WORDS } from "./industries.ts";
import { KIND_FIELDS } from "./template.ts";
import { COPY } from "./template_acts.ts";
import { ENABLED_WORDS, PARAMETER_WORDS, TEMPLATE_USAGE_WORDS } from "./words.ts";

/** What the deployment offers to all enterprises to begin from (TPL-1). A copy is a draft of the enterprise in use. */
export const publicTemplate = defineResource({
  noun: "public_template",
  view: "public_template_cards",
  title: "name",
  order: ["position", "asc"],
  words: {
    note: w(
      "平台提供的模板，复制到本企业后可修改、送审和发送。",
      "Templates provided by the platform. Copy one to your enterprise, edit it, have it reviewed, then send it.",
    ),
    empty: w("没有公共模板", "No public templates"),
    empty_hint: w("公共模板由平台管理员提供。", "Platform admins provide them."),
  },
  fields: {
    name: {
      kind: "text",
      label: w("模板名称", "Template name"),
      list: "head",
      page: "no",
      filter: "part",
      sort: true,
    },
    id: {
      kind: "text",
      label: w("模板 ID", "Template ID"),
      mono: true,
      list: "no",
      page: "no",
      filter: "id",
    },
    kind: {
      kind: "choice",
      label: w("信息类型", "Message type"),
      values: MESSAGE_KIND_WORDS,
      list: "no",
      filter: "is",
      advanced: true,
    },
    is_dynamic: {
      kind: "flag",
      label: w("模板类型", "Template type"),
      values: PARAMETER_WORDS,
      list: "no",
      filter: "is",
    },
    industry: { kind: "choice", label: w("模板行业", "Industry"), values: INDUSTRY_WORDS, filter: "is" },
    ...KIND_FIELDS,
    vendors: {
      kind: "choices",
      label: w("厂商", "Vendors"),
      values: VENDOR_WORDS,
      filter: "has",
    },
    usage: {
      kind: "choice",
      label: w("用途", "Usage"),
      values: TEMPLATE_USAGE_WORDS,
      list: "no",
      filter: "is",
      advanced: true,
    },
    parameters: { kind: "texts", label: w("参数", "Parameters"), list: "no" },
    enabled: {
      kind: "flag",
      label: w("启用状态", "Enabled"),
      values: ENABLED_WORDS,
      list: "no",
      platform: true,
      turn: ["enable", "disable"],
    },
    position: {
      kind: "count",
      label: w("次序", "Sort order"),
      list: "no",
      platform: true,
      sort: true,
    },
    created_at: { kind: "time", label: w("创建时间", "Created"), list: "no", page: "page" },
  },
  forms: {},
  // The set-up brings them; a platform admin's own come through the API.
  elsewhere: ["create", "update"],
  transitions: {
    copy: {
      ...COPY,
      title: w("复制公共模板", "Copy public template"),
      body: w(
        "以相同的内容和厂商在本企业新建一个草稿，可修改后提交审核。",
        "This creates a draft in your enterprise with the same content and vendors. You can edit it and submit it for review.",
      ),
    },
    enable: {
      label: w("启用", "Enable"),
      title: w("启用公共模板", "Enable public template"),
      question: w("启用公共模板「{name}」？", "Enable public template “{name}”?"),
      body: w("所有企业都能看到并复制此模板。", "All enterprises can see and copy this template."),
      done: w("公共模板已启用", "Public template enabled"),
      platform: true,
    },
    disable: {
      label: w("停用", "Disable"),
      title: w("停用公共模板", "Disable public template"),
      question: w("停用公共模板「{name}」？", "Disable public template “{name}”?"),
      body: w(
        "此后各企业看不到此模板；已复制的不受影响。",
        "Enterprises no longer see this template. Existing copies aren't affected.",
      ),
      done: w("公共模板已停用", "Public template disabled"),
      platform: true,
    },
    delete: {
      label: w("删除", "Delete"),
      title: w("删除公共模板", "Delete public template"),
      question: w("删除公共模板「{name}」？", "Delete public template “{name}”?"),
      body: w("删除后不能恢复；已复制的不受影响。", "You can't undo this. Existing copies aren't affected."),
      done: w("公共模板「{name}」已删除", "Public template “{name}” deleted"),
      tone: "danger",
      deletes: true,
      platform: true,
      final: w("我确认删除此公共模板", "Yes, delete this public template"),
    },
  },
});
