import { timeText } from "../ground/clock.ts";
import { type Words, w } from "../ground/locale.ts";
import { defineResource, form } from "../resource/define.ts";
import { NOUNS } from "../resource/nouns.ts";
import { CREATED_AT, reviewFields, reviewOffers } from "../resource/reviewed.ts";
import { LINK_INPUTS } from "./inputs.ts";
import { JUMP_LIMITS, JUMP_SOURCE_WORDS, jumpForm, jumpTrouble, splitUrls } from "./jump.ts";
import { JUMP_TROUBLE_WORDS } from "./jump_words.ts";

/** Due times follow working hours in China, so they are shown in China's time zone, whatever the enterprise's. */
export const CHINA = "Asia/Shanghai";

interface DueRow {
  readonly state: string;
  readonly due_at: string;
  readonly due_certain: boolean;
}

/** Has the review of a batch passed its time? */
function isOverdue({ state, due_at }: DueRow, now = new Date()): boolean {
  return state === "in_review" && Date.parse(due_at) < now.getTime();
}

/** When a review is due, whether it is late, and whether that time is certain. */
export function dueWords(row: DueRow, now = new Date()): Words {
  const at = timeText(row.due_at, CHINA);
  if (isOverdue(row, now)) return { zh: `${at}（已超时）`, en: `${at} (overdue)` };
  if (row.due_certain) return { zh: at, en: at };
  return {
    zh: `${at}（假期安排未公布，仅按周末推算）`,
    en: `${at} (holidays not published yet, so only weekends are skipped)`,
  };
}

const LINKS: Words = w("链接", "Links");

/** Links as they are submitted. A first row without "://" is a heading. */
const urls = {
  kind: "lines",
  label: LINKS,
  split: splitUrls,
  isHeading: (cell: string) => !cell.includes("://"),
  alike: jumpForm,
  why(url: string): Words | null {
    const trouble = jumpTrouble(url);
    return trouble && JUMP_TROUBLE_WORDS[trouble.code];
  },
} as const;

/** A batch of custom jump links (JMP-1, §7.2.3): requested and reviewed as a whole; a rejected one is made anew. */
export const jumpBatch = defineResource({
  noun: "jump_batch",
  view: "jump_cards",
  title: "name",
  order: ["created_at", "desc"],
  number: "batch_no",
  words: {
    note: w(
      "群发短链要跳转的地址。提交后由另一位成员审核，通过后即可使用。",
      "Addresses that group links can lead to. Another member reviews what you submit. You can use the addresses once they're approved.",
    ),
    empty: w("还没有自定义跳转链接", "No target links yet"),
    empty_hint: w(
      "提交要跳转的链接。审核通过后，群发短链即可跳转到这些地址。",
      "Submit addresses for review. Once they're approved, group links can lead to them.",
    ),
  },
  lead: ({ first_urls, links }) => {
    const first = first_urls as readonly string[];
    const rest = links > first.length;
    return {
      zh: [...first, ...(rest ? [`……等 ${links} 个`] : [])].join("\n"),
      en: [...first, ...(rest ? [`… ${links} in all`] : [])].join("\n"),
    };
  },
  fields: {
    name: { kind: "text", label: w("任务名称", "Task name"), list: "head", page: "no", filter: "part" },
    ...reviewFields("rar", w("其他材料", "Other materials")),
    batch_no: {
      kind: "text",
      label: w("申请批次号", "Batch number"),
      mono: true,
      list: "no",
      filter: "is",
      advanced: true,
    },
    links: { kind: "count", label: w("链接数量", "Number of links") },
    source: {
      kind: "choice",
      label: w("链接上传", "Link upload"),
      values: JUMP_SOURCE_WORDS,
      list: "no",
    },
    purpose: { kind: "long", label: w("申请理由", "Reason for request"), list: "no" },
    due_at: {
      kind: "time",
      label: w("预计完成", "Expected by"),
      sort: true,
      when: (row) => row.state === "in_review",
      text: (row) => dueWords(row),
    },
    created_at: CREATED_AT,
  },
  forms: {
    create: form(LINK_INPUTS.create_jump_batch, {
      verb: "create_jump_batch",
      title: w("创建自定义链接", "Create target links"),
      confirm: w("提交审核", "Submit for review"),
      done: w(
        "已提交 {links, number} 个链接，需另一位成员审核",
        "Submitted {links, number} {links:link|links} for another member's approval",
      ),
      inputs: {
        name: { kind: "text", label: w("任务名称", "Task name"), max: 64 },
        purpose: { kind: "long", label: w("申请理由", "Reason for request"), option: "reason", max: 500 },
        source: {
          kind: "choice",
          label: w("链接上传", "Link upload"),
          values: JUMP_SOURCE_WORDS,
          initial: "typed",
        },
        urls: {
          kind: "variant",
          label: LINKS,
          by: "source",
          forms: {
            typed: {
              ...urls,
              from: "text",
              most: JUMP_LIMITS.typed,
              hint: w(
                "每行一个，须为公网 http 或 https 链接，不超过 256 个字符。",
                "One per line: public http or https links, up to 256 characters each.",
              ),
            },
            file: {
              ...urls,
              from: "workbook",
              option: "file",
              most: JUMP_LIMITS.file,
              hint: w(
                "链接放在第一列，每行一个，首行可为标题。",
                "Put links in the first column, one per row. The first row can be a header.",
              ),
            },
          },
        },
        proof: {
          kind: "file",
          label: w("其他材料", "Other materials"),
          proof: "rar",
          optional: true,
        },
      },
    }),
  },
  transitions: reviewOffers(
    NOUNS.jump_batch.one,
    w("{links} 个链接将全部可用于群发短链。", "Group links can use {links:this link|all {links} links}."),
    w(
      "驳回后，整批链接均不能使用；提交人可修改后重新创建。",
      "None of the links in this batch can be used. The submitter can edit them and create a new batch.",
    ),
  ),
});
