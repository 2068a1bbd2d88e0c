import { type Words, w } from "../ground/locale.ts";
import type { FindingLevel } from "./findings.ts";

/**
 * Claims that 中华人民共和国广告法 (2021) does not allow, as rows. An error is what the law names word by word: no context makes it
 * right. A warning is what an author and a reviewer have to weigh, since 广告绝对化用语执法指南 (市场监管总局, 2023) lets such words stand where
 * they are not about the goods, compare one's own goods, or are proved. Platform admins ban more words (`banned_words`).
 */
export interface ForbiddenClaim {
  /** As it stands in a text, compared without spaces, punctuation and width. */
  readonly word: string;
  /** Longer words that it is the beginning of and that claim nothing. */
  readonly unless?: readonly string[];
  readonly level: FindingLevel;
  readonly why: Words;
  readonly source: Words;
}

const article = (zh: string, en: string): Words => ({
  zh: `《广告法》${zh}`,
  en: `${en} of the Advertising Law`,
});

const NINE_2 = article("第九条第（二）项", "article 9 (2)");
const NINE_3 = article("第九条第（三）项", "article 9 (3)");
const SIXTEEN = article("第十六条、第十七条", "articles 16 and 17");
const EIGHTEEN = article("第十八条", "article 18");
const TWENTY_FOUR = article("第二十四条", "article 24");
const TWENTY_FIVE = article("第二十五条", "article 25");
const TWENTY_SIX = article("第二十六条", "article 26");
const TWENTY_EIGHT = article("第二十八条", "article 28");

const ABSOLUTE = w("绝对化用语", "absolute claim");
const NAMED = w("法律明文禁止的绝对化用语", "absolute claim explicitly banned by law");
const STATE = w("借用国家机关或其人员的名义", "use of the name of a state organ or its staff");
const CURE = w("医疗用语或功效保证", "medical terms or a promised effect");
const HEALTH = w("保健食品的功效保证", "promise about a health food's effects");
const PASS = w("对升学、考试、证书的保证", "promise about admission, exams or certificates");
const GAIN = w("对收益或本金的保证", "promise of returns or principal protection");
const HOUSE = w("房地产升值或回报的承诺", "promise that property will gain value or pay returns");
const UNPROVED = w("无法证实的承诺", "promise that can't be proved");

const rows = (
  level: FindingLevel,
  why: Words,
  source: Words,
  words: readonly (string | readonly [word: string, ...unless: string[]])[],
): ForbiddenClaim[] =>
  words.map((one) => {
    const [word = "", ...unless] = typeof one === "string" ? [one] : one;
    return { word, ...(unless.length > 0 ? { unless } : {}), level, why, source };
  });

/** In the order in which they are looked for: the first that a place of a text has is said there. */
export const FORBIDDEN_CLAIMS: readonly ForbiddenClaim[] = [
  ...rows("error", NAMED, NINE_3, ["国家级", "最高级", "最佳"]),
  ...rows("warning", ABSOLUTE, NINE_3, [
    ...[
      "世界级",
      "全球级",
      "宇宙级",
      "顶级",
      "顶尖",
      "顶峰",
      "极品",
      "极致",
      "终极",
      "至尊",
      "巅峰",
      "王牌",
      "冠军品牌",
    ],
    ...["独家", "独一无二", "绝无仅有", "前无古人", "史无前例", "万能", "百分之百", "100%", "零缺陷", "唯一"],
    ...["全国首家", "全网首发", "行业领先", "全球领先", "世界领先", "遥遥领先", "领导品牌", "填补国内空白"],
    ...["全网最低", "销量冠军", "史上", "永久", "无敌", "完美无缺", "国际品质", "高档次"],
    [
      "第一",
      "第一时间",
      "第一次",
      "第一步",
      "第一天",
      "第一季",
      "第一周",
      "第一批",
      "第一个",
      "第一章",
      "第一条",
      "第一件",
    ],
    ["首选", "首选项"],
    [
      "最",
      ...[
        "最后",
        "最近",
        "最多",
        "最少",
        "最终",
        "最晚",
        "最早",
        "最迟",
        "最长",
        "最短",
        "最高可",
        "最高减",
        "最高返",
      ],
      ...[
        "最高立减",
        "最高抵",
        "最高领",
        "最高赢",
        "最高额度",
        "最低消费",
        "最低还款",
        "最新账单",
        "最新进展",
        "最新通知",
      ],
    ],
  ]),
  ...rows("warning", STATE, NINE_2, [
    ...[
      "国家机关推荐",
      "国家领导人",
      "国务院推荐",
      "中央推荐",
      "政府推荐",
      "政府指定",
      "人民大会堂",
      "特供",
      "专供",
      "国宴用",
    ],
  ]),
  ...rows("warning", CURE, SIXTEEN, [
    ...[
      "根治",
      "治愈",
      "药到病除",
      "无副作用",
      "安全无毒",
      "疗效",
      "有效率",
      "祖传秘方",
      "包治",
      "降血压",
      "降血糖",
      "防癌",
      "抗癌",
    ],
  ]),
  ...rows("warning", HEALTH, EIGHTEEN, ["增强免疫力", "延年益寿", "预防疾病", "替代药物"]),
  ...rows("warning", PASS, TWENTY_FOUR, ["包过", "保过", "保录取", "包拿证", "命题专家", "押题"]),
  ...rows("warning", GAIN, TWENTY_FIVE, [
    ...[
      "保本",
      "保收益",
      "无风险",
      "零风险",
      "稳赚",
      "稳赢",
      "必赚",
      "包赚",
      "只赚不赔",
      "高收益",
      "秒批",
      "百分百通过",
      "躺赚",
    ],
  ]),
  ...rows("warning", HOUSE, TWENTY_SIX, ["升值潜力", "升值空间", "投资回报", "包租", "抄底", "稳升"]),
  ...rows("warning", UNPROVED, TWENTY_EIGHT, [
    "无效退款",
    "假一赔万",
    "永不反弹",
    "一次见效",
    "立竿见影",
    "亏本甩卖",
  ]),
];

const fold = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s\p{C}]|(?!%)[\p{P}\p{S}]/gu, "");

/** The claims that a text makes, the most serious first, each word once; a word inside of one that is said already is not said again. */
export function claimsIn(text: string): ForbiddenClaim[] {
  let rest = fold(text);
  const found: ForbiddenClaim[] = [];
  for (const claim of FORBIDDEN_CLAIMS) {
    const bare = (claim.unless ?? []).reduce((said, longer) => said.replaceAll(longer, "|"), rest);
    if (!bare.includes(fold(claim.word))) continue;
    found.push(claim);
    rest = rest.replaceAll(fold(claim.word), "|");
  }
  return found;
}
