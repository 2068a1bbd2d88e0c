import { w } from "../ground/locale.ts";
import type { Letter } from "../resource/kinds.ts";

/** Authorises a company to use another's domain. */
export const AUTHORISATION_LETTER: Letter = {
  label: w("下载《公司关系授权函》", "Download letter proving the company relationship"),
  name: "公司关系授权函",
  paragraphs: [
    "致：____",
    "我公司 ____（统一社会信用代码：____）为下列域名的持有人：",
    "域名：____",
    "现授权 {company}（统一社会信用代码：{code}，与我公司的关系：____）使用上述域名作为智能信息短链域名，授权期限自 ____ 至 ____。我公司保证对上述域名享有合法权利，由此产生的责任由我公司承担。",
  ],
  signed: ["授权单位（盖章）：____", "日期：____"],
};
