import { type Words, w } from "../ground/locale.ts";
import { HOLIDAY_KIND_WORDS } from "../links/workdays.ts";
import { defineResource, form } from "../resource/define.ts";
import { MOST_DAYS, PLATFORM_INPUTS } from "./inputs.ts";

const DAY: Words = w("日期", "Date");
const KIND: Words = w("安排", "Day type");
const NAME: Words = w("节日", "Holiday");
const SAVED: Words = w("日历已保存", "Calendar saved");

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
    note: w(
      "审核时限按工作日计算。国务院办公厅每年秋天公布次年安排，请在年底前录入；未录入的年份只扣除周末，并会注明。",
      "Review deadlines count working days. The State Council publishes next year's holidays each autumn. Add them before the year ends. For years without entries, only weekends are excluded, and a note says so.",
    ),
    empty: w("还没有节假日", "No holidays yet"),
    empty_hint: w("录入国务院公布的放假与调休安排。", "Add the published holidays and make-up days."),
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
      title: w("录入节假日", "Add holidays"),
      confirm: w("保存", "Save"),
      done: w("已录入 {count} 天", "{count} {count:day|days} added"),
      inputs: {
        day: { kind: "day", label: w("开始日期", "Start date") },
        until: {
          kind: "day",
          label: w("结束日期", "End date"),
          hint: {
            zh: `含当日，最多 ${MOST_DAYS} 天；不填则只录入开始日期当天。`,
            en: `The period includes the end date and lasts up to ${MOST_DAYS} days. Leave empty for the start date only.`,
          },
          optional: true,
        },
        kind,
        name,
      },
    }),
    update: form(PLATFORM_INPUTS.update_holiday, {
      verb: "update_holiday",
      title: w("修改节假日", "Edit holiday"),
      confirm: w("保存", "Save"),
      note: w("已告知的审核时限不变。", "Review deadlines already announced don't change."),
      done: SAVED,
      inputs: { day: { kind: "day", label: DAY }, kind, name },
    }),
  },
  transitions: {
    delete: {
      label: w("从日历删除", "Delete from calendar"),
      question: w("从日历删除 {day}（{name}）？", "Delete {day} ({name}) from the calendar?"),
      body: w(
        "这一天恢复为普通的工作日或周末。",
        "This day becomes an ordinary weekday or weekend day again.",
      ),
      done: w("{day}（{name}）已从日历删除", "{day} ({name}) deleted from the calendar"),
      tone: "danger",
      deletes: true,
      inList: true,
      platform: true,
    },
  },
});
