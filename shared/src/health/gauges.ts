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
    words: w("已冻结的副本", "Held copy"),
    means: w(
      "数据库由备份恢复（或发生过切换），平台管理员答复前不发送任何内容；见 restore list",
      "The database was restored from a backup or failed over; nothing goes out until a platform admin answers: restore list",
    ),
    unit: "count",
    most: 0,
  },
  clock_seconds: {
    words: w("时钟", "Clock"),
    means: w(
      "距上次推进的秒数；机器人停止时不断增大",
      "Since the clock last turned; it grows while no bot runs",
    ),
    unit: "seconds",
    most: 30,
  },
  dispatch_seconds: {
    words: w("发送排队", "Waiting to be handed over"),
    means: w(
      "最早到期的发送任务已等待的时间",
      "How long the oldest send that may go out has had nothing handed over",
    ),
    unit: "seconds",
    most: 120,
  },
  pending_messages: {
    words: w("待提交消息", "Messages not handed over"),
    means: w("正在发送的任务中尚未交给运营商的消息", "Messages of running sends that no carrier has yet"),
    unit: "count",
    most: null,
  },
  handed_messages: {
    words: w("待回执消息", "Messages without a receipt"),
    means: w("已交给运营商、尚无结果的消息", "Messages that a carrier has and of which nothing is known yet"),
    unit: "count",
    most: null,
  },
  roll_up_seconds: {
    words: w("报表延迟", "Lag of the reports"),
    means: w("最早一条未计入报表的链接事件的时间", "Age of the oldest link event that is in no report yet"),
    unit: "seconds",
    most: 60,
  },
  import_seconds: {
    words: w("号码导入", "Imports"),
    means: w(
      "最早一个未完成的号码导入已用的时间",
      "Age of the oldest number file that is still being imported",
    ),
    unit: "seconds",
    most: 1_800,
  },
  export_seconds: {
    words: w("导出排队", "Exports"),
    means: w("最早一个未完成的导出已等待的时间", "Age of the oldest export that is not finished"),
    unit: "seconds",
    most: 1_800,
  },
  vendor_handoff_seconds: {
    words: w("厂商送审", "Templates to vendors"),
    means: w(
      "最早一个尚未送达厂商的模板已等待的时间",
      "Age of the oldest template version that no vendor has yet",
    ),
    unit: "seconds",
    most: 600,
  },
  alert_seconds: {
    words: w("消息推送", "Alerts to chat"),
    means: w("最早一条尚未发到频道的消息已等待的时间", "Age of the oldest alert that is not posted yet"),
    unit: "seconds",
    most: 120,
  },
  chat_run_seconds: {
    words: w("聊天命令", "Commands from chat"),
    means: w(
      "最早一条尚未答复的聊天命令已等待的时间",
      "Age of the oldest command of which no answer is shown yet",
    ),
    unit: "seconds",
    most: 120,
  },
  seal_seconds: {
    words: w("日志封存", "Seal of the log"),
    means: w("最早一条未封存的审计日志的时间", "Age of the oldest row of the audit log that is not sealed"),
    unit: "seconds",
    most: 120,
  },
  paused_sends: {
    words: w("已暂停任务", "Paused sends"),
    means: w("所有企业中已暂停的发送任务", "Sends that are paused, of all enterprises"),
    unit: "count",
    most: null,
  },
  sick_channels: {
    words: w("异常通道", "Sick channels"),
    means: w("运营商没有应答的通道", "Channels whose carrier does not answer"),
    unit: "count",
    most: 0,
  },
  books_wrong: {
    words: w("账目不符", "Books that disagree"),
    means: w("账目核对未通过且尚无人查看的企业", "Enterprises whose books disagree, seen by nobody yet"),
    unit: "count",
    most: 0,
  },
  sweep_failed: {
    words: w("清理未完成", "Sweeps that fail"),
    means: w(
      "上次整点清理中失败的部分：到期数据、临时记录、账目核对；原因见数据库的 private.sweep_failures 与企业的保留期限页",
      "Parts of the last hourly sweep that failed: periods, temporary rows, the check of the books; why stands in private.sweep_failures and on the page of retention",
    ),
    unit: "count",
    most: 0,
  },
  connections: {
    words: w("数据库连接", "Connections"),
    means: w("正在使用的数据库连接", "Connections to the database in use"),
    unit: "count",
    most: null,
  },
  transaction_seconds: {
    words: w("最长事务", "Longest transaction"),
    means: w(
      "最早一个未结束的事务已用的时间；它使报表停住",
      "Age of the oldest open transaction; reports wait for it",
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
