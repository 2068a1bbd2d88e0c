import type { Words } from "../ground/locale.ts";
import { HOLIDAY_KIND_WORDS } from "../links/workdays.ts";
import { defineResource, form } from "../resource/define.ts";
import { MOST_DAYS, PLATFORM_INPUTS } from "./inputs.ts";

const DAY: Words = { zh: "日期", en: "Day" };
const KIND: Words = { zh: "安排", en: "What it is" };
const NAME: Words = { zh: "节日", en: "Holiday" };
const SAVED: Words = { zh: "日历已保存", en: "The calendar is saved" };

const kind = { kind: "choice", label: KIND, values: HOLIDAY_KIND_WORDS, initial: "off" } as const;
const name = { kind: "text", label: NAME, max: 64 } as const;

/** A day off or a working weekend in China (JMP-1), as the State Council publishes them for the next year each autumn. */
export const holiday = defineResource({
  noun: "holiday",
  view: "holiday_cards",
  title: "name",
  order: ["day", "desc"],
  number: "day",
  opens: false,
  words: {
    note: {
      zh: "审核时限按工作日计算。国务院办公厅每年秋天公布次年安排，请在年底前录入；缺少的年份只按周末计算并注明。",
      en: "Reviews are due by working days. The State Council publishes the next year each autumn: add it before the year ends. A year that is missing has only its weekends off, and is marked.",
    },
    empty: { zh: "还没有节假日", en: "No day yet" },
    empty_hint: { zh: "录入公布的放假与调休。", en: "Add the days that were published." },
  },
  fields: {
    day: { kind: "day", label: DAY, list: "head", filter: "span", sort: true },
    name: { kind: "text", label: NAME, list: "head", filter: "part" },
    kind: { kind: "choice", label: KIND, values: HOLIDAY_KIND_WORDS, filter: "is" },
  },
  forms: {
    create: form(PLATFORM_INPUTS.create_holiday, {
      verb: "create_holiday",
      makes: "holidays",
      title: { zh: "录入节假日", en: "Add holidays" },
      confirm: { zh: "保存", en: "Save" },
      done: { zh: "已录入 {count} 天", en: "{count} {count:day is|days are} added" },
      inputs: {
        day: { kind: "day", label: { zh: "开始日期", en: "From" } },
        until: {
          kind: "day",
          label: { zh: "结束日期", en: "Until" },
          hint: {
            zh: `含当日，最多 ${MOST_DAYS} 天；不填即只有开始那一天。`,
            en: `That day too, ${MOST_DAYS} days at most. Left empty, it is the first day alone.`,
          },
          optional: true,
        },
        kind,
        name,
      },
    }),
    update: form(PLATFORM_INPUTS.update_holiday, {
      verb: "update_holiday",
      title: { zh: "修改节假日", en: "Edit the day" },
      confirm: { zh: "保存", en: "Save" },
      note: {
        zh: "已告知的审核时限不变。",
        en: "Reviews that wait keep the time that was said.",
      },
      done: SAVED,
      inputs: { day: { kind: "day", label: DAY }, kind, name },
    }),
  },
  transitions: {
    delete: {
      label: { zh: "从日历删除", en: "Take it out" },
      question: { zh: "从日历删除 {day}（{name}）？", en: "Take {day} ({name}) out of the calendar?" },
      body: {
        zh: "这一天恢复为普通的工作日或周末。",
        en: "It is an ordinary day of its week again.",
      },
      done: { zh: "{day}（{name}）已从日历删除", en: "{day} ({name}) is out of the calendar" },
      tone: "danger",
      deletes: true,
      inList: true,
      platform: true,
    },
  },
});
