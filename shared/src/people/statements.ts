import { type Words, w } from "../ground/locale.ts";

/** The day from which these texts hold; `private.statement_edition` has the same one. Another text is another day. */
export const STATEMENT_EDITION = "2026-11-01";

/** A statement that anyone who opens an enterprise accepts (ENT-2, §2): its title, and its points. */
export interface Statement {
  readonly title: Words;
  readonly points: readonly Words[];
}

/** The statements (声明) by the names that `create_enterprise` takes, in the order of reading. The texts are ours, for a deployment of Tidings. */
export const STATEMENTS = {
  koomessage: {
    title: w("《KooMessage服务使用声明》", "KooMessage service usage statement"),
    points: [
      w(
        "仅企业可以使用本服务。我是该企业的授权代表，所填写的企业名称与之后提交的备案资料真实、有效。",
        "Only enterprises can use this service. I'm an authorised representative of this enterprise; its name and the filings submitted later are true and valid.",
      ),
      w(
        "智能信息的模板、短信签名、短信模板、域名与跳转链接须经审核；提交人不能审核自己的内容。",
        "Rich message templates, SMS signatures, SMS templates, domains and target links must be reviewed. Submitters can't review their own content.",
      ),
      w(
        "内容遵守法律法规，不含违法、虚假、侵权或误导性信息；使用他人的商标、图片与文字已取得授权。",
        "Content is lawful and contains nothing illegal, false, infringing or misleading. We have permission to use others' trademarks, images and text.",
      ),
      w(
        "按智能信息解析计费：开通后默认按需计费，购买套餐包后优先扣除套餐包额度；套餐包售出后不退款。",
        "Billing is per resolution of a rich message. Pay-as-you-go is on by default; once you buy a package, its quota is used first. Packages aren't refundable.",
      ),
      w(
        "只有受支持的终端机型能够展示卡片，其余终端收到普通短信；送达与展示以运营商和厂商的结果为准。",
        "Only supported phone models show cards; other phones get a plain SMS. Whether a message was delivered or shown is determined by the results from carriers and vendors.",
      ),
      w(
        "接收人的号码与参数只用于本企业的消息发送；我们已依法告知接收人并取得处理其个人信息的依据。",
        "Recipients' numbers and parameters are used only for this enterprise's messages. We have informed recipients as required by law and have a basis for processing their data.",
      ),
      w(
        "账号与权限由企业自行管理；成员的操作记入审计日志，由企业承担责任。",
        "The enterprise manages its own accounts and permissions. Members' actions are recorded in the audit log, and the enterprise is responsible for them.",
      ),
    ],
  },
  sms: {
    title: w("《短信服务使用声明》", "SMS service usage statement"),
    points: [
      w(
        "短信签名属于本企业，或已取得其权利人的授权；签名与正文不冒充他人。",
        "SMS signatures belong to this enterprise or are authorised by their owner. Signatures and texts don't impersonate anyone.",
      ),
      w(
        "营销短信只发送给事先同意接收的人，并写明拒收方式；收到拒收回复后不再发送。",
        "Marketing messages say how to opt out and go only to people who agreed beforehand. After an opt-out reply, nothing more is sent.",
      ),
      w(
        "营销短信只在企业设置的时段内发送，默认 08:00 至 21:00；同一号码的发送频次不超过设置的上限。",
        "Marketing messages go out only during the hours the enterprise sets (08:00–21:00 by default), and no more often to each number than the configured cap allows.",
      ),
      w(
        "不发送金融诈骗、赌博、色情、违禁品等法律禁止的内容，也不发送索取验证码、密码的信息。",
        "No financial fraud, gambling, pornography, contraband or other illegal content, and no messages asking for verification codes or passwords.",
      ),
      w(
        "号码文件来源合法；不向来自空号库、购买或抓取的号码发送。",
        "Number files come from lawful sources. No sending to unassigned, purchased or scraped numbers.",
      ),
      w(
        "因投诉、举报或监管要求，发送可能被暂停；企业须配合核查并提供接收人同意的证明。",
        "Sending can be paused after complaints, reports or regulatory requests. The enterprise must cooperate and provide proof of recipients' consent.",
      ),
    ],
  },
} as const satisfies Record<string, Statement>;

/** The name of a statement. */
export type StatementName = keyof typeof STATEMENTS;
