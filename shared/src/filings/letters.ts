import { w } from "../ground/locale.ts";
import type { Letter } from "../resource/kinds.ts";
import type { Material } from "./forms.ts";

/** The letters of a filing (FIL-4, tables 6-1 to 6-3): filled in with the name of the company, to be signed, sealed and handed in. */

const SEALED = ["单位名称（盖章）：{company}", "法定代表人或授权代表（签字）：____", "日期：____"];

/** The authorisation of signatures: a filing takes it, and a signature that the filing's does not name (授权函模板, table 8-2). */
export const SIGNATURE_LETTER: Letter = {
  label: w("下载《签名授权函》", "Download signature authorisation letter"),
  name: "签名授权函",
  paragraphs: [
    "致：{company}（统一社会信用代码：{code}）",
    "我公司 ____（统一社会信用代码：____）为下列短消息签名的权利人：",
    "签名：【____】",
    "签名来源（企业名称、网站、应用、小程序、店铺或商标）：____",
    "现授权 {company} 在智能信息和短消息业务中使用上述签名，授权期限自 ____ 至 ____。我公司保证对上述签名享有合法权利，由此产生的责任由我公司承担。",
  ],
  signed: ["授权单位（盖章）：____", "授权代表（签字）：____", "日期：____"],
};

export const FILING_LETTERS: Readonly<Partial<Record<Material, Letter>>> = {
  commitment: {
    label: w("下载《智能信息业务素材承诺函》", "Download content commitment letter"),
    name: "智能信息业务素材承诺函",
    paragraphs: [
      "{company}（统一社会信用代码：{code}，以下简称“我公司”）使用智能信息业务，就所提交的素材承诺如下：",
      "一、我公司提交的文字、图片、音频、视频、链接及其他素材真实、合法，不含法律法规禁止发布或传输的内容。",
      "二、我公司对素材享有合法权利或已取得权利人的授权，不侵犯任何第三方的知识产权、肖像权、名誉权等合法权益。",
      "三、我公司仅向已同意接收的用户发送商业性信息，并提供便捷的退订方式；用户退订后不再发送。",
      "四、素材的内容与审核通过的版本一致，未经重新审核不作变更；跳转页面的内容亦同。",
      "五、因素材引起的投诉、纠纷及责任由我公司承担，并配合核查和处置。",
    ],
    signed: SEALED,
  },
  signature_authorisation: SIGNATURE_LETTER,
  company_relation: {
    label: w("下载《公司关系授权函》", "Download letter proving the company relationship"),
    name: "公司关系授权函",
    paragraphs: [
      "{company}（统一社会信用代码：{code}）与 ____（统一社会信用代码：____）的关系为：____（母公司、子公司、分公司、关联公司或其他）。",
      "{company} 使用智能信息业务时，可使用 ____ 的下列名称、签名、域名或素材：____",
      "授权期限自 ____ 至 ____。双方保证上述关系真实，由此产生的责任由双方共同承担。",
    ],
    signed: ["单位名称（盖章）：{company}", "日期：____", "关联单位（盖章）：____", "日期：____"],
  },
  port_register: {
    label: w("下载《端口客户信息登记书》", "Download channel number registration form"),
    name: "端口客户信息登记书",
    paragraphs: [
      "单位名称：{company}",
      "统一社会信用代码：{code}",
      "注册地址：____",
      "办公地址：____",
      "法定代表人：____　证件类型及号码：____",
      "责任人：____　联系电话：____　邮箱：____",
      "使用的短信端口号码：____",
      "业务用途及发送内容：____",
      "短消息签名：【____】",
      "我单位承诺以上信息真实、准确，端口仅由本单位用于上述用途，不转租、转借；信息变更时及时更新登记。",
    ],
    signed: ["单位名称（盖章）：{company}", "经办人（签字）：____", "日期：____"],
  },
  huawei_authorisation: {
    label: w("下载《智能信息授权书》", "Download rich messaging authorisation"),
    name: "华为智能信息授权书",
    paragraphs: [
      "致：华为软件技术有限公司",
      "{company}（统一社会信用代码：{code}）授权贵公司在智能信息服务号业务中展示我公司的名称、标识及服务号资料，并为提供该业务使用我公司提交的素材。",
      "服务号名称：____",
      "授权期限自 ____ 至 ____。我公司保证对上述名称、标识及素材享有合法权利，由此产生的责任由我公司承担。",
    ],
    signed: SEALED,
  },
};
