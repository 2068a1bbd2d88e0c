// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
import type { Content } from "./content.ts";

/**
 * Contents that pass the check for all vendors of their layout, for the demo enterprise (云杉商城) and for tests. Plain
 * JSON, so `JSON.stringify` of one can be pasted into seed.sql.
 */

/** 16:9 drawings as inline images, for installations without media. */
const drawing = (svg: string): string => `data:image/svg+xml;base64,${toBase64(svg)}`;

function toBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** 会员日: spruce hills at dusk. */
const HILLS = drawing(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="#f6d9b8"/><circle cx="470" cy="120" r="54" fill="#f2994a"/><path d="M0 270 160 150 300 270 430 170 640 290V360H0Z" fill="#4f7d6b"/><path d="M0 310 120 230 260 320 400 240 640 330V360H0Z" fill="#2c5547"/></svg>',
);

/** 包裹: a parcel on a belt. */
const PARCEL = drawing(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 360"><rect width="640" height="360" fill="#dfe9f3"/><rect y="270" width="640" height="90" fill="#8fa3b5"/><path d="M220 130h200v140H220z" fill="#c98d52"/><path d="M300 130h40v140h-40z" fill="#e3b47c"/></svg>',
);

/** image_text 图文, marketing: a members' day. Only actions that OPPO allows too. */
export const IMAGE_TEXT_SAMPLE: Content = {
  slots: {
    image: {
      src: HILLS,
      alt: "云杉会员日主视觉：暮色中的山丘",
      width: 640,
      height: 360,
      action: { type: "open_browser", target: "https://mall.example.com/member-day" },
    },
    title: "云杉会员日 福利已到账",
    body: "${name}，您的 ${amount} 元会员券已放入卡包，${deadline} 前有效。拒收请回复R",
    buttons: [
      {
        text: "立即使用",
        action: { type: "open_browser", target: "https://mall.example.com/member-day?m=${member_no}" },
      },
    ],
  },
  params: [
    { name: "name", example: "张女士", type: "text" },
    { name: "amount", example: "50", type: "money" },
    { name: "deadline", example: "12月31日", type: "date" },
    { name: "member_no", example: "YS20261118", type: "text" },
  ],
};

/** notice 一般通知类: an order is on its way. Four pairs, the most that all its vendors take together. */
export const NOTICE_SAMPLE: Content = {
  slots: {
    title: "订单发货通知",
    body: "${name}，您的订单已发货，请留意收件。",
    pairs: [
      { label: "订单编号", value: "${order_no}" },
      { label: "承运快递", value: "${carrier}" },
      { label: "运单号", value: "${waybill}" },
      { label: "预计送达", value: "${eta}" },
    ],
    image: { src: PARCEL, alt: "传送带上的包裹", width: 640, height: 360 },
    buttons: [
      {
        text: "查看物流",
        action: { type: "open_browser", target: "https://mall.example.com/orders/${order_no}" },
      },
      {
        text: "打开商城",
        action: {
          type: "open_app",
          target: "yunshan://orders",
          package: "com.example.yunshan",
          fallback: "https://mall.example.com/",
        },
      },
    ],
  },
  params: [
    { name: "name", example: "李先生", type: "text" },
    { name: "order_no", example: "YS2026112400017", type: "text" },
    { name: "carrier", example: "顺丰速运", type: "text" },
    { name: "waybill", example: "SF1020304050607", type: "text" },
    { name: "eta", example: "11月26日", type: "date" },
  ],
};

/** 开卡欢迎图文: image_text without parameters, so that a group link can serve it. */
export const WELCOME_SAMPLE: Content = {
  slots: {
    image: { src: HILLS, alt: "云杉商城欢迎图：山丘与夕阳", width: 640, height: 360 },
    title: "欢迎加入云杉商城",
    body: "新会员专享首单立减，三步领取开卡礼。拒收请回复R",
    buttons: [
      { text: "领取开卡礼", action: { type: "open_browser", target: "https://mall.example.com/welcome" } },
    ],
  },
};
