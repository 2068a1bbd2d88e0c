import { type Words, w } from "../ground/locale.ts";

/**
 * How the deployment is, as figures: the keys of `deployment_health`. Each is read by the command `health`, by the page of platform
 * admins and, as `tidings_<name>`, by whatever reads `/metrics` of the bot.
 */
export interface Gauge {
  readonly words: Words;
  /** What it means, for `/metrics` and for the person who has to act. */
  readonly means: Words;
  readonly unit: "seconds" | "count";
  /** Above it somebody should look; null where no figure is bad by itself. */
  readonly most: number | null;
}

const GAUGE_ROWS = {
  held_copies: {
    words: w("已冻结的副本", "Frozen copy"),
    means: w(
      "数据库由备份恢复或发生过主备切换，平台管理员确认之前不发送任何内容（见 restore list）",
      "The database was restored from a backup or failed over. Nothing is sent until a platform admin confirms it (see the command restore list)",
    ),
    unit: "count",
    most: 0,
  },
  clock_seconds: {
    words: w("时钟", "Clock"),
    means: w(
      "距时钟上次运行的秒数；机器人停止后会持续增大",
      "Seconds since the clock last ticked (grows while the bot is stopped)",
    ),
    unit: "seconds",
    most: 30,
  },
  dispatch_seconds: {
    words: w("发送排队", "Send queue"),
    means: w("到期发送任务的最长等待时间", "How long the oldest due send has been waiting"),
    unit: "seconds",
    most: 120,
  },
  pending_messages: {
    words: w("待提交消息", "Unsent messages"),
    means: w(
      "正在发送的任务中尚未提交给运营商的消息",
      "Messages in running sends that haven't been sent to the carrier yet",
    ),
    unit: "count",
    most: null,
  },
  handed_messages: {
    words: w("待回执消息", "Awaiting receipt"),
    means: w("已提交给运营商、尚无结果的消息", "Messages sent to the carrier with no result yet"),
    unit: "count",
    most: null,
  },
  roll_up_seconds: {
    words: w("报表延迟", "Report lag"),
    means: w("未计入报表的链接事件的最长等待时间", "Age of the oldest link event not yet in reports"),
    unit: "seconds",
    most: 60,
  },
  import_seconds: {
    words: w("号码导入", "Number imports"),
    means: w("未完成的号码导入的最长耗时", "How long the oldest unfinished number import has taken"),
    unit: "seconds",
    most: 1_800,
  },
  export_seconds: {
    words: w("导出排队", "Export queue"),
    means: w("未完成导出的最长等待时间", "How long the oldest unfinished export has waited"),
    unit: "seconds",
    most: 1_800,
  },
  vendor_handoff_seconds: {
    words: w("送厂商审核", "Vendor submissions"),
    means: w("待送厂商模板的最长等待时间", "Longest wait for a template to be sent to a vendor"),
    unit: "seconds",
    most: 600,
  },
  alert_seconds: {
    words: w("消息推送", "Channel messages"),
    means: w("频道待发消息的最长等待时间", "Longest wait for a message to be posted to a channel"),
    unit: "seconds",
    most: 120,
  },
  chat_run_seconds: {
    words: w("聊天命令", "Chat commands"),
    means: w("待答复聊天命令的最长等待时间", "How long the oldest unanswered chat command has waited"),
    unit: "seconds",
    most: 120,
  },
  seal_seconds: {
    words: w("日志封存", "Log seal"),
    means: w("未封存审计日志的最长等待时间", "Age of the oldest unsealed audit log entry"),
    unit: "seconds",
    most: 120,
  },
  paused_sends: {
    words: w("已暂停任务", "Paused sends"),
    means: w("所有企业中已暂停的发送任务", "Paused sends across all enterprises"),
    unit: "count",
    most: null,
  },
  sick_channels: {
    words: w("异常通道", "Failing channels"),
    means: w("运营商无响应的通道", "Channels whose carrier isn't responding"),
    unit: "count",
    most: 0,
  },
  books_wrong: {
    words: w("账目不符", "Ledger mismatches"),
    means: w(
      "账目核对未通过且尚无人查看的企业",
      "Enterprises with a failed ledger check that no one has looked at",
    ),
    unit: "count",
    most: 0,
  },
  sweep_failed: {
    words: w("清理未完成", "Incomplete cleanups"),
    means: w(
      "上次整点清理中失败的部分（到期数据、临时记录、账目核对），原因见数据库的 private.sweep_failures 与企业的保留期限页",
      "What failed in the last hourly cleanup (expired data, temporary records, ledger check). See private.sweep_failures in the database and the enterprise's retention page.",
    ),
    unit: "count",
    most: 0,
  },
  connections: {
    words: w("数据库连接", "Database connections"),
    means: w("正在使用的数据库连接", "Database connections in use"),
    unit: "count",
    most: null,
  },
  transaction_seconds: {
    words: w("最长事务", "Longest transaction"),
    means: w(
      "未结束事务的最长持续时间（期间报表不更新）",
      "How long the oldest open transaction has run (reports stall until it ends)",
    ),
    unit: "seconds",
    most: 300,
  },
} as const satisfies Record<string, Gauge>;

export type GaugeName = keyof typeof GAUGE_ROWS;
export const GAUGES: Readonly<Record<GaugeName, Gauge>> = GAUGE_ROWS;

/** The figures of `deployment_health`. */
export type Health = Readonly<Record<GaugeName, number>>;

/** Is this figure more than it should be? */
export function isHigh(name: GaugeName, value: number): boolean {
  const { most } = GAUGES[name];
  return most !== null && value > most;
}
