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
      "平台提供的模板：复制到本企业后修改、审核、发送。",
      "Templates that the deployment offers: copy one into your enterprise, change it, have it reviewed and send it.",
    ),
    empty: w("没有公共模板", "No public template"),
    empty_hint: w("由平台管理员提供。", "Platform admins offer them."),
  },
  fields: {
    name: {
      kind: "text",
      label: w("模板名称", "Name"),
      list: "head",
      page: "no",
      filter: "part",
      sort: true,
    },
    id: {
      kind: "text",
      label: w("模板 ID", "Template id"),
      mono: true,
      list: "no",
      page: "no",
      filter: "id",
    },
    kind: {
      kind: "choice",
      label: w("信息类型", "Message kind"),
      values: MESSAGE_KIND_WORDS,
      list: "no",
      filter: "is",
      advanced: true,
    },
    is_dynamic: {
      kind: "flag",
      label: w("模板类型", "Type"),
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
      label: w("启用状态", "On or off"),
      values: ENABLED_WORDS,
      list: "no",
      platform: true,
      turn: ["enable", "disable"],
    },
    position: {
      kind: "count",
      label: w("次序", "Place in the list"),
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
      title: w("复制公共模板", "Copy a public template"),
      body: w(
        "以相同的内容和厂商在本企业新建一个草稿，可修改后提交审核。",
        "A draft of your enterprise with the same content and vendors is made: change it and submit it.",
      ),
    },
    enable: {
      label: w("启用", "Enable"),
      title: w("启用公共模板", "Offer a public template again"),
      question: w("启用公共模板「{name}」？", "Offer the public template “{name}” again?"),
      body: w("所有企业都能看到并复制它。", "Every enterprise sees it and can copy it."),
      done: w("公共模板已启用", "The public template is offered"),
      platform: true,
    },
    disable: {
      label: w("停用", "Disable"),
      title: w("停用公共模板", "Offer a public template no longer"),
      question: w("停用公共模板「{name}」？", "Offer the public template “{name}” no longer?"),
      body: w(
        "企业不再看到它；已复制的不受影响。",
        "No enterprise sees it any more. Copies stay as they are.",
      ),
      done: w("公共模板已停用", "The public template is not offered any more"),
      platform: true,
    },
    delete: {
      label: w("删除", "Delete"),
      title: w("删除公共模板", "Delete a public template"),
      question: w("删除公共模板「{name}」？", "Delete the public template “{name}”?"),
      body: w("不能恢复；已复制的不受影响。", "This cannot be undone. Copies stay as they are."),
      done: w("公共模板「{name}」已删除", "The public template “{name}” is deleted"),
      tone: "danger",
      deletes: true,
      platform: true,
      final: w("我确认删除此公共模板", "I am sure: delete the public template"),
    },
  },
});
