import { w } from "@tidings/shared/ground/locale.ts";

/** Texts of the sealed chain of the audit log: its head, its proof, its export. */
export const words = {
  chain: w("日志封存链", "Sealed chain"),
  head: w("第 {seq, number} 条 · {at} 封存", "Row {seq, number}, sealed {at}"),
  none: w("还没有封存的记录", "No rows sealed yet"),
  unsealed: w("{count, number} 条待封存", "{count, number} {count:row|rows} waiting to be sealed"),
  hint: w(
    "每条记录写入后，即用前一条的哈希封存。请把此哈希另存一份（聊天频道订阅「审计日志最新哈希」后每天都会收到）：以后链上任何一条被改动、删除或插入，核验时都会发现。",
    "Each row is sealed with the hash of the one before it. Keep a copy of this hash elsewhere (subscribe a chat channel to “Audit log hash” to get it daily). If any row in the chain is later changed, deleted or inserted, verification finds it.",
  ),
  prove: w("核验", "Verify"),
  proving: w("正在核验：{last, number} / {all, number}", "Verifying {last, number} of {all, number}"),
  stop: w("停止", "Stop"),
  whole: w(
    "日志完整：{count, number} 条封存记录逐条重算，全部一致。",
    "The log is intact: {count, number} sealed {count:row was|rows were} recomputed, and {count:it matches|all of them match}.",
  ),
  whole_unsealed: w(
    "另有 {count, number} 条刚写入，尚未封存。",
    "{count, number} more {count:row was just written and isn't|rows were just written and aren't} sealed yet.",
  ),
  row_changed: w(
    "第 {seq, number} 条封存记录与原记录不符：编号 {id} 的记录在封存之后被改动。",
    "Seal {seq, number} doesn't match its row: row {id} was changed after it was sealed.",
  ),
  row_missing: w(
    "第 {seq, number} 条封存记录对应的原记录（编号 {id}）已被删除。",
    "The row that seal {seq, number} refers to (row {id}) was deleted.",
  ),
  seal_missing: w("缺少第 {seq, number} 条封存记录。", "Seal {seq, number} is missing."),
  row_unsealed: w(
    "编号 {id} 的记录没有封存，而其后的记录已封存，说明该记录是事后插入的。",
    "Row {id} has no seal, although later rows have one, so it was inserted afterwards.",
  ),
  broken_hint: w(
    "日志在此处断开，请保留现场并联系平台管理员。此前的 {count, number} 条核验一致。",
    "The log is broken here. Leave everything as it is and contact a platform admin. The {count, number} {count:row before it matches|rows before it match}.",
  ),
  see_row: w("查看该记录", "View row"),
  export: w("导出", "Export"),
  export_title: w("导出封存记录", "Export sealed rows"),
  export_note: w(
    "每行一条 JSON：seq、hash、previous、row、names。row 是被封存的原文，sha256(previous + row) 即为 hash，可在别处重新计算；其中人名与邮箱以 person:… 代替，names 列出各代号对应的人。不含未封存的记录。",
    "One JSON object per line: seq, hash, previous, row, names. “row” is the sealed text; sha256(previous + row) equals hash, so you can recompute it anywhere. People's names and emails appear as person:…, and “names” maps each of these to its person. Unsealed rows are skipped.",
  ),
  period: w("时间段（不选则为全部）", "Period (leave empty for the full log)"),
  cancel: w("取消", "Cancel"),
};
