import { fillPlaces, type Words } from "../locale.ts";

const ROOM: Words = {
  zh: "还可添加 {left} 个，已添加 {count} 个，共支持 {most} 个。",
  en: "{left} more can be added; {count} of {most} are there.",
};

/** How many rows can be added, are there and are allowed, for a noun of which an enterprise has at most so many (`most`). */
export function roomWords(most: number, count: number): Words {
  const figures = { most, count, left: Math.max(0, most - count) };
  return { zh: fillPlaces(ROOM.zh, figures), en: fillPlaces(ROOM.en, figures) };
}
