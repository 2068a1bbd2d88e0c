import { type Words, w } from "../ground/locale.ts";
import { type Labels, label } from "../ground/tone.ts";
import { defineResource } from "../resource/define.ts";

const STATE_WORDS: Labels<"open" | "accepted" | "dismissed"> = {
  open: label("warning", "等待答复", "Awaiting an answer"),
  accepted: label("good", "已确认由备份恢复", "Confirmed as restored"),
  dismissed: label("neutral", "未丢失数据", "No data lost"),
};
const NOTICED_WORDS: Labels<"database" | "operator"> = {
  database: label("neutral", "数据库", "Database"),
  operator: label("neutral", "部署方", "Deployer"),
};
const NOTICED: Words = w("发现时间", "Detected");

/** A copy of the database that was restored from a backup, and what a platform admin said about it. */
export const restore = defineResource({
  noun: "restore",
  view: "restore_cards",
  title: "name",
  order: ["noticed_at", "desc"],
  words: {
    note: w(
      "数据库由备份恢复后，会把备份之后已发出的内容当作未发出。因此在平台管理员答复前不发送任何内容；回执与链接照常处理。",
      "A database restored from a backup treats everything sent after the backup as unsent. Until you answer, nothing is sent. Receipts and links work as usual.",
    ),
    empty: w("没有恢复过备份", "No backups restored"),
    empty_hint: w(
      "数据库由备份恢复后会自动出现在这里；由磁盘快照恢复时，请执行 npm run setup -- restored。",
      "A database restored from a backup appears here automatically. For a disk snapshot, run npm run setup -- restored.",
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
    noticed_by: { kind: "choice", label: w("发现方", "Detected by"), values: NOTICED_WORDS, filter: "is" },
    known_until: { kind: "time", label: w("数据截止时间", "Data up to") },
    sends: { kind: "count", label: w("已暂停的任务", "Paused sends") },
    numbers: { kind: "count", label: w("存疑号码", "Numbers in doubt") },
    reviews: { kind: "count", label: w("退回的审批", "Approval requests returned"), list: "no" },
    decided_at: { kind: "time", label: w("答复", "Answer"), by: "decided_by_name", list: "no" },
    reason: { kind: "long", label: w("说明", "Note"), list: "no" },
  },
  forms: {},
  transitions: {
    accept: {
      label: w("确认当前数据由备份恢复", "Confirmed as restored from a backup"),
      title: w("确认由备份恢复", "Confirm restore"),
      question: w("确认数据库由备份恢复？", "Confirm that the database was restored from a backup?"),
      body: w(
        "所有未结束的任务会暂停，由各企业决定是否继续发送；待审批的任务须重新提交。备份之后创建的内容已丢失。",
        "All sends that haven't ended are paused, and each enterprise decides whether to continue them. Sends waiting for approval must be resubmitted. Anything created after the backup is lost.",
      ),
      done: w("已确认，任务已暂停", "Confirmed, sends paused"),
      tone: "main",
      reason: "required",
      from: ["open"],
      platform: true,
      final: w(
        "请先确认旧数据库已停止：两个数据库同时运行会重复发送。确定吗？",
        "First make sure the old database has stopped. Two databases running in parallel send everything twice. Continue?",
      ),
    },
    dismiss: {
      label: w("未丢失数据", "No data lost"),
      title: w("未丢失数据", "No data lost"),
      question: w("确认仍是同一数据库？", "Confirm that this is the same database?"),
      body: w(
        "适用于没有丢失任何数据的故障切换或升级。所有任务立即继续，不再询问；若数据库由备份恢复，会重复发送。",
        "Use this after a failover or upgrade that lost no data at all. All sends continue immediately, with no further questions. If the database was restored from a backup, messages are sent twice.",
      ),
      done: w("已确认，继续发送", "Confirmed, sending continues"),
      tone: "danger",
      reason: "required",
      from: ["open"],
      platform: true,
      final: w(
        "若数据由备份恢复，接收人会再次收到消息。确定没有丢失数据吗？",
        "If the data was restored from a backup, recipients get their messages again. Are you sure no data was lost?",
      ),
    },
  },
});
