import { type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";

const STATE_WORDS: Labels<"open" | "accepted" | "dismissed"> = {
  open: label("warning", "等待答复", "Waits for an answer"),
  accepted: label("good", "已确认为恢复", "Restored"),
  dismissed: label("neutral", "未丢失数据", "Nothing was lost"),
};
const NOTICED_WORDS: Labels<"database" | "operator"> = {
  database: label("neutral", "数据库", "The database"),
  operator: label("neutral", "部署者", "The person who deploys"),
};
const NOTICED: Words = w("发现时间", "Noticed");

/** A copy of the database that was restored from a backup, and what a platform admin said about it. */
export const restore = defineResource({
  noun: "restore",
  view: "restore_cards",
  title: "name",
  order: ["noticed_at", "desc"],
  words: {
    note: w(
      "数据库由备份恢复后，会把备份之后已发出的内容当作未发出。因此在答复前不发送任何内容；回执与链接照常处理。",
      "A database that was restored from a backup takes what went out after it for unsent. Until somebody answers, nothing goes out; receipts and links are answered.",
    ),
    empty: w("没有恢复过备份", "No backup was restored"),
    empty_hint: w(
      "数据库由备份恢复后会自动出现在这里；磁盘快照请执行 npm run setup -- restored。",
      "A restored database notices it and says so here. For a snapshot of the disk run npm run setup -- restored.",
    ),
  },
  fields: {
    name: { kind: "text", label: w("恢复", "Restore"), list: "head", page: "no" },
    state: {
      kind: "choice",
      label: w("状态", "State"),
      values: STATE_WORDS,
      list: "head",
      page: "chat",
      filter: "is",
    },
    noticed_at: { kind: "time", label: NOTICED, filter: "span", sort: true },
    noticed_by: { kind: "choice", label: w("发现者", "Noticed by"), values: NOTICED_WORDS, filter: "is" },
    known_until: { kind: "time", label: w("数据截至", "Known until") },
    sends: { kind: "count", label: w("已暂停的任务", "Sends paused") },
    numbers: { kind: "count", label: w("存疑号码", "Numbers in doubt") },
    reviews: { kind: "count", label: w("退回的审批", "Reviews given back"), list: "no" },
    decided_at: { kind: "time", label: w("答复", "Answered"), by: "decided_by_name", list: "no" },
    reason: { kind: "long", label: w("说明", "Reason"), list: "no" },
  },
  forms: {},
  transitions: {
    accept: {
      label: w("确认为恢复的备份", "It was restored from a backup"),
      title: w("确认恢复", "Restored from a backup"),
      question: w("确认数据库由备份恢复？", "Was this database restored from a backup?"),
      body: w(
        "所有未结束的任务会暂停，由各企业决定是否继续发送；待审批的任务须重新提交。备份之后创建的内容已丢失。",
        "Every send that had not ended is paused, and its enterprise is asked whether the rest goes out; what was in review is submitted again. What was made after the backup is lost.",
      ),
      done: w("已确认，任务已暂停", "Accepted; the sends are paused"),
      tone: "main",
      reason: "required",
      from: ["open"],
      platform: true,
      final: w(
        "请先确认旧数据库已停止：两份同时运行会重复发送。确定吗？",
        "Make sure that the former database has stopped: two that run send everything twice. Is it so?",
      ),
    },
    dismiss: {
      label: w("未丢失数据", "Nothing was lost"),
      title: w("未丢失数据", "Nothing was lost"),
      question: w("确认仍是同一数据库？", "Is this the same database?"),
      body: w(
        "适用于故障切换或升级：数据一条不少。所有任务立即继续，不再询问；若由备份恢复，会重复发送。",
        "After a failover or an upgrade that lost nothing. Everything goes on at once and nobody is asked; after a restore it would be sent twice.",
      ),
      done: w("已确认，发送继续", "Confirmed; it goes on"),
      tone: "danger",
      reason: "required",
      from: ["open"],
      platform: true,
      final: w(
        "若数据由备份恢复，号码会再次收到信息。确定没有丢失数据吗？",
        "If this was restored from a backup, people get their messages again. Was nothing lost?",
      ),
    },
  },
});
