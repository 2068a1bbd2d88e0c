import { timeText } from "../../ground/clock.ts";
import type { Words } from "../../ground/locale.ts";

/**
 * When KooMessage's reviewers work: 9:00 to 18:00 on workdays in China, not on weekends and holidays (support.huaweicloud.com, 云消息服务,
 * 智能信息模板审核时间). Its page gives each vendor hours of its own in a table, and no number of days; the two working days of its other reviews
 * (user guide, 自定义跳转链接管理) are what is expected. `private.review_due` computes them.
 */
export const REVIEW_ZONE = "Asia/Shanghai";

interface Expected {
  readonly expected_at: string | null;
  readonly expected_certain: boolean | null;
}

/** Until when vendors are expected to decide. */
export function expectedWords({ expected_at, expected_certain }: Expected): Words {
  const at = timeText(expected_at ?? "", REVIEW_ZONE);
  const known = expected_certain
    ? { zh: "", en: "" }
    : { zh: "，假期安排未公布", en: ", holidays not published yet" };
  return {
    zh: `${at} 前（审核时段：工作日 9:00–18:00${known.zh}）`,
    en: `by ${at} (reviewed on workdays, 9:00–18:00${known.en})`,
  };
}
