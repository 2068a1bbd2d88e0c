// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import type { Parameter } from "../../templates/values.ts";
import type { BasicContent, Frame } from "../content.ts";
import { BASIC_STARTER_WORDS, type BasicStarter } from "../words.ts";

/** A public template of the basic edition as the set-up brings it. Its media are named by file (`supabase/public_templates`). */
export interface BasicPublicTemplate {
  /** What the set-up knows it by, whatever it is called later. */
  readonly key: string;
  readonly kind: "basic";
  readonly name: string;
  readonly industry: string;
  readonly content: BasicContent;
}

const text = (said: string): Frame => ({ type: "text", text: said });
const below = (caption: string | undefined) =>
  caption === undefined ? {} : ({ caption, caption_at: "below" } as const);
const picture = (scene: string, alt: string, caption?: string): Frame => ({
  type: "image",
  image: { src: `${scene}_16x9.jpg`, alt },
  ...below(caption),
});
/** As 3gp, which every carrier of the basic edition takes. */
const film = (scene: string, alt: string, name: string, caption?: string): Frame => ({
  type: "video",
  video: { src: `${scene}_16x9.3gp`, name: `${name}.3gp`, cover: { src: `${scene}_16x9.jpg`, alt } },
  ...below(caption),
});

const starter = (
  kind: BasicStarter,
  industry: string,
  subject: string,
  frames: Frame[],
  examples: Readonly<Record<string, string>> = {},
): BasicPublicTemplate => {
  const params = Object.entries(examples).map(([name, example]): Parameter => ({ name, example }));
  return {
    ...{ key: `basic_${kind}`, kind: "basic", name: BASIC_STARTER_WORDS[kind].zh, industry },
    content: { slots: { subject, frames }, ...(params.length > 0 ? { params } : {}) },
  };
};

/** The nine starters that every deployment offers (BAS-1), in the order in which a new template offers them. */
export const BASIC_STARTER_TEMPLATES: readonly BasicPublicTemplate[] = [
  starter(
    "welcome",
    "零售",
    "欢迎成为会员",
    [
      picture("gift", "系着丝带的礼盒", "这份见面礼是给您的"),
      text(
        "${name}，欢迎加入云杉会员。您的会员号是${member_no}，首单满 199 元可用 30 元礼券，有效期至${ends}。",
      ),
      text("常用功能都在会员中心： https://m.example.com/me 可查积分、订单和门店。"),
    ],
    { name: "张女士", member_no: "YS20261130", ends: "12月31日" },
  ),
  starter("promotion", "电商", "年末会员日", [
    picture("bags", "几只颜色鲜亮的购物袋", "全场满 300 元减 60 元，可与礼券同用"),
    text("活动时间：12 月 5 日 10:00 至 12 月 7 日 24:00。线上和门店同价，售完为止。"),
    picture("headphones", "一副头戴式耳机", "数码专区另有以旧换新补贴"),
    text("活动详情与门店地址： https://m.example.com/sale 。"),
  ]),
  starter("new_product", "数码家电", "新品手表开售", [
    film("watch", "转动的智能手表", "新品手表", "两周续航，睡眠与心率全天记录"),
    text("云杉手表 3 今天开售，首批附赠一条备用表带。"),
    picture("charger", "充电底座", "充电 15 分钟可用一天"),
    text("配置与价格： https://m.example.com/watch 。"),
  ]),
  starter(
    "coupon",
    "餐饮",
    "您的生日礼券",
    [
      picture("cards", "两张卡片", "凭此信息到店出示"),
      text("${name}，生日快乐！为您准备了一张${amount}元生日礼券，券码 ${code} ，请在${ends}前使用。"),
    ],
    { name: "李先生", amount: "50", code: "BD-2048", ends: "12月20日" },
  ),
  starter(
    "event",
    "文化娱乐",
    "邀请您来云杉之夜",
    [
      film("balloon", "升起的热气球", "云杉之夜"),
      text("${name}，诚邀您参加云杉之夜：${date}，${place}。凭席位号${seat}入场，可携一位家人。"),
      picture("popcorn", "一桶爆米花", "现场备有茶点"),
    ],
    { name: "王女士", date: "12月19日 19:00", place: "湖滨剧院", seat: "B-12" },
  ),
  starter("holiday", "零售", "祝您元宵安康", [
    film("lanterns", "夜里亮起的灯笼", "元宵灯会", "灯火可亲，愿您与家人团圆"),
    { type: "audio", audio: { src: "chime.wav", name: "祝福铃声.wav" }, ...below("点开听一段铃声") },
    text("门店在元宵当天照常营业，10:00 至 22:00，到店可领一盏纸灯笼，领完为止。"),
  ]),
  starter(
    "travel",
    "交通出行",
    "出行提醒",
    [
      picture("train", "驶过田野的列车"),
      text("${name}，您乘坐的 ${train} 次列车将于${departs}从${station}发车，${seat}，请提前 30 分钟到站。"),
      picture("umbrella", "一把雨伞", "目的地有雨，记得带伞"),
    ],
    { name: "陈女士", train: "G1378", departs: "12月8日 09:12", station: "杭州东", seat: "5 车 12A" },
  ),
  starter(
    "bill",
    "水电燃气",
    "本月用电账单",
    [
      picture("bulb", "亮着的灯泡"),
      text("户号${account}：${month}用电 ${usage} 度，应缴 ${amount} 元，请在${ends}前缴费。"),
      text("缴费与明细： https://m.example.com/bill 。"),
    ],
    { account: "3301008826", month: "11月", usage: "213", amount: "118.40", ends: "12月15日" },
  ),
  starter(
    "survey",
    "银行",
    "请为我们的服务打分",
    [
      picture("plant", "窗边的绿植"),
      text("${name}，感谢您${date}到云杉支行办理业务。请用一分钟告诉我们您的感受： ${address} 。"),
      text("您也可以直接回复 1 至 5，5 为满意。"),
    ],
    { name: "周先生", date: "12月2日", address: "https://m.example.com/s/8826" },
  ),
];
