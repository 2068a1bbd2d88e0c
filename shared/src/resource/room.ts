import { fillPlaces, type Words, w } from "../ground/locale.ts";

const ROOM: Words = w(
  "已添加 {count} 个，还可添加 {left} 个，最多 {most} 个。",
  "You can add {left} more ({count} of {most} added).",
);

/** Of at most so many it is always said, as each one counts; of more, once a tenth is left. */
const FEW = 20;

/** How many rows can be added, are there and are allowed, of a noun of which an enterprise has at most so many (`most`); null while there is plenty of room. */
export function roomWords(most: number, count: number): Words | null {
  const left = Math.max(0, most - count);
  if (most > FEW && left > most / 10) return null;
  const figures = { most, count, left };
  return { zh: fillPlaces(ROOM.zh, figures), en: fillPlaces(ROOM.en, figures) };
}
