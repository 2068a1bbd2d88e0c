import { w } from "../ground/locale.ts";
import type { Layout } from "./layout.ts";
import { buttons, image, LENGTHS, text } from "./slots.ts";

/** The texts of a trip card: title, body, place, time, date, number, note, detail (§7.2.1). */
function tripTexts(number: { zh: string; en: string }) {
  return [
    text("title", "标题", "Title", LENGTHS.title),
    text("body", "正文", "Text", LENGTHS.body),
    text("from_place", "出发地点", "From", LENGTHS.line),
    text("to_place", "到达地点", "To", LENGTHS.line),
    text("from_time", "出发时间", "Departure", LENGTHS.line),
    text("to_time", "到达时间", "Arrival", LENGTHS.line, { required: false }),
    text("date", "日期", "Date", LENGTHS.line),
    text("number", number.zh, number.en, LENGTHS.line),
    text("note", "说明", "Note", LENGTHS.line, { required: false }),
    text("detail", "详情", "Details", LENGTHS.body, { required: false }),
  ];
}

const picture = image("image", "图片", "Image", "16:9", { required: false });

function trip(layout: string, zh: string, en: string, number: { zh: string; en: string }): Layout {
  return {
    layout,
    category: "trip",
    words: { zh, en },
    vendors: ["huawei", "samsung"],
    styles: [],
    options: [],
    slots: [...tripTexts(number), picture, buttons(1, 2)],
    max_parameters: 20,
  };
}

/** Trip notices 行程通知 and flight trip notices 飞机行程通知 (§7.2.1 step 6). */
export const TRIP_LAYOUTS: readonly Layout[] = [
  trip("flight", "机票类", "Flight", w("航班号", "Flight number")),
  trip("train", "火车票类", "Train", w("车次", "Train number")),
  trip("bus", "汽车票类", "Bus", w("班次", "Bus number")),
  {
    layout: "flight_enhanced",
    category: "flight_trip",
    words: w("增强机票类", "Flight, enhanced"),
    vendors: ["huawei"],
    styles: [],
    options: [],
    slots: [
      ...tripTexts(w("航班号", "Flight number")),
      text("gate", "登机口", "Gate", LENGTHS.line, { required: false }),
      text("seat", "座位", "Seat", LENGTHS.line, { required: false }),
      picture,
      buttons(1, 1),
    ],
    max_parameters: 20,
  },
];
