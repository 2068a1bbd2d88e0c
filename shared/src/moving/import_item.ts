import { w } from "../ground/locale.ts";
import { refusalWords } from "../refusals/register.ts";
import { defineResource } from "../resource/define.ts";
import { IMPORT_KIND_WORDS, IMPORT_PLAN_WORDS, IMPORT_STATE_WORDS } from "./words.ts";

/** What an account at another service has, and what it became here (CHL-1). `npm run tidings -- import koomessage` reads it. */
export const importItem = defineResource({
  noun: "import_item",
  view: "import_item_cards",
  title: "name",
  order: ["read_at", "desc"],
  counted: false,
  words: {
    note: w(
      "从 KooMessage 账号读取的模板、签名、域名与任务。迁入后成为草稿，厂商已通过的结果会保留，但仍须本企业审核。",
      "Templates, signatures, domains and tasks read from a KooMessage account. Imported items become drafts. Vendor approvals are kept, but the drafts still need review here.",
    ),
    empty: w("尚未读取账号", "No account has been read yet"),
    empty_hint: w(
      "请先在终端执行 npm run -s tidings -- import koomessage 读取并查看，再迁入。",
      "In a terminal, run npm run -s tidings -- import koomessage and check what it reads. Then import it here.",
    ),
  },
  fields: {
    name: { kind: "text", label: w("名称", "Name"), list: "head", page: "no", filter: "part" },
    kind: { kind: "choice", label: w("类型", "Type"), values: IMPORT_KIND_WORDS, list: "head", filter: "is" },
    outside_id: { kind: "text", label: w("原编号", "Original ID"), mono: true, list: "wide", filter: "part" },
    outside_state: {
      kind: "choice",
      label: w("原状态", "Original state"),
      values: IMPORT_STATE_WORDS,
      filter: "is",
    },
    plan: { kind: "choice", label: w("迁入结果", "Import result"), values: IMPORT_PLAN_WORDS, list: "head" },
    problem: {
      kind: "long",
      label: w("原因", "Reason"),
      list: "wide",
      when: ({ problem }) => problem !== null,
      text: ({ problem, problem_details }) =>
        w(
          refusalWords(problem, "zh-CN", problem_details).message,
          refusalWords(problem, "en", problem_details).message,
        ),
    },
    summary: { kind: "long", label: w("内容", "Content"), list: "no" },
    read_at: { kind: "time", label: w("读取时间", "Read at"), sort: true, filter: "span" },
    brought_at: { kind: "time", label: w("迁入时间", "Imported"), list: "wide" },
  },
  forms: {},
  transitions: {
    bring: {
      label: w("迁入", "Import"),
      question: w("迁入「{name}」？", "Import “{name}”?"),
      body: w(
        "在本企业新建一份草稿，由成员补充并提交审核。已有的同名项目保持不变，任务仅供留存查看。推广类短信只发送给已有订单关系的会员。",
        "This creates a draft here for members to complete and submit for review. Existing items with the same name don't change. Tasks are kept for viewing only. Promotional SMS can go only to members with an existing subscription.",
      ),
      done: w("「{name}」已迁入", "“{name}” imported"),
      tone: "main",
      inList: true,
      from: ["found"],
      needs: "KooMessage:template:create",
    },
  },
});
