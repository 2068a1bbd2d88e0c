// biome-ignore-all lint/suspicious/noTemplateCurlyInString: ${name} is how a template writes a parameter
/** Bodies as clients of KooMessage send them. */
import type { Json } from "./stage.ts";

/** A file as its API takes it. */
export const streamOf = (type: string, bytes: Uint8Array): string =>
  `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;

const TAP = { action_type: "OPEN_BROWSER", action: { target: "https://mall.example.com/orders" } };

/** A notice with a pair of facts and a picture: no marketing. */
export const noticeBody = (src: string, tpl_name: string): Json => ({
  ...{ card_id: "Notification1", tpl_name, scene: "通知", use_id: 1 },
  pages: [
    {
      page_order: 1,
      contents: [
        { type: "text", content: "签收提醒", is_text_title: "true", position_number: 1 },
        { type: "text", content: "${name}，您的包裹已到。拒收请回复R", position_number: 2 },
        { type: "text", content: "取件码", position_number: 3 },
        { type: "text", content: "${code}", position_number: 4 },
        { type: "image", src_type: 1, src, position_number: 5, ...TAP },
        { type: "button", content: "查看", position_number: 6, ...TAP },
      ],
    },
  ],
  params: [
    { type: 1, name: "${name}", example: "张女士" },
    { type: 1, name: "${code}", example: "6-2-1024" },
  ],
  factorys: [
    { factory_type: "HUAWEI", state: 1 },
    { factory_type: "XIAOMI", state: 1 },
  ],
});

/** A card with a picture of the account, a title, a text with a parameter and a button. `words`: another text. */
export function cardBody(
  src: string,
  { words, ...more }: { words?: string; [name: string]: unknown } = {},
): Json {
  return {
    ...{ card_id: "StandardImageAndText", tpl_name: "会员日", scene: "营销", use_id: 1 },
    pages: [
      {
        page_order: 1,
        contents: [
          { type: "image", src_type: 1, src, position_number: 1, ...TAP },
          { type: "text", content: "会员日", is_text_title: "true", position_number: 2 },
          { type: "text", content: words ?? "${name}，今天全场五折。拒收请回复R", position_number: 3 },
          { type: "button", content: "去看看", position_number: 4, ...TAP },
        ],
      },
    ],
    ...(words === undefined ? { params: [{ type: 1, name: "${name}", example: "张女士" }] } : {}),
    factorys: [
      { factory_type: "HUAWEI", state: 1 },
      { factory_type: "OPPO", state: 1 },
      { factory_type: "VIVO", state: 0 },
    ],
    ...more,
  };
}
