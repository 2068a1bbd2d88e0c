import {
  CAPABILITY_WORDS,
  daysOf,
  MOST_NUMBERS,
  NUMBERS_WORDS,
  type NumberCapability,
  type NumbersAnswer,
  numbersIn,
} from "@tidings/shared/devices/numbers.ts";
import { fillPlaces, type Locale, say, w } from "@tidings/shared/ground/locale.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import { z } from "zod";
import { invoke } from "../../data/database.ts";
import type { Answer } from "../../ground/answer.ts";
import { UserError } from "../../ground/errors.ts";
import { defineCommand } from "../../registry/registry.ts";

const NONE = w("请输入号码，以逗号或换行分隔。", "Enter numbers, separated by commas or line breaks.");

/** DEV-1: which of these numbers show cards, as the carrier says. Numbers are masked in the answer. */
export const deviceNumbers = defineCommand({
  name: "device-numbers",
  aliases: ["device numbers"],
  feature: "devices",
  words: {
    title: NUMBERS_WORDS.title,
    description: w("查询一批号码的手机能否展示卡片", "Checks which of these numbers can show cards"),
    options: {
      numbers: w("号码，以逗号或换行分隔，最多 500 个", "Numbers, separated by commas, at most 500"),
    },
  },
  input: z.object({ numbers: z.string().trim().min(1).max(12_000) }),
  positional: ["numbers"],
  permission: "KooMessage:channel:list",
  reads: false,
  audience: "person",
  async run({ session, locale, at }, { numbers: typed }): Promise<Answer> {
    const numbers = listed(typed);
    if (numbers.length === 0) throw new UserError(say(NONE, locale));
    if (numbers.length > MOST_NUMBERS)
      throw new UserError(
        fillPlaces(say(NUMBERS_WORDS.many, locale), {
          most: String(MOST_NUMBERS),
          count: String(numbers.length),
        }),
      );
    const answer = await invoke<NumbersAnswer>(session, "check-device", { numbers });
    return drawn(answer, locale, at.getTime());
  },
});

/** On a line numbers stand apart by spaces too, and a number may have spaces inside: words are joined where they are no numbers of their own. */
function listed(typed: string): string[] {
  return numbersIn(typed).flatMap((one) => {
    const words = one.split(/\s+/);
    return words.length > 1 && words.every((word) => phoneOrNull(word) !== null) ? words : [one];
  });
}

function drawn({ numbers, untold }: NumbersAnswer, locale: Locale, now: number): Answer {
  const count = (wanted: NumberCapability["state"]) =>
    String(numbers.filter(({ state }) => state === wanted).length);
  const counts = fillPlaces(say(NUMBERS_WORDS.counts, locale), {
    ...{ can: count("can"), cannot: count("cannot") },
    ...{ unknown: count("unknown"), invalid: count("invalid") },
  });
  const columns = ["number", "cards", "vendor", "age"] as const;
  return {
    tone: untold === null ? "plain" : "warn",
    title: say(NUMBERS_WORDS.title, locale),
    text: [counts, untold ? say(untold.words, locale) : ""].filter((line) => line !== "").join("\n"),
    table: {
      name: "numbers",
      columns: columns.map((name) => ({ title: say(NUMBERS_WORDS[name], locale) })),
      rows: numbers.map((one) => [
        one.number,
        say(CAPABILITY_WORDS[one.state], locale),
        one.vendor === null ? "" : say(VENDOR_WORDS[one.vendor], locale),
        one.asked_at === null ? "" : ageOf(one.asked_at, locale, now),
      ]),
    },
    note: say(NUMBERS_WORDS.note, locale),
  };
}

function ageOf(askedAt: string, locale: Locale, now: number): string {
  const days = daysOf(askedAt, now);
  return days === 0
    ? say(NUMBERS_WORDS.today, locale)
    : fillPlaces(say(NUMBERS_WORDS.days, locale), { days: String(days) });
}
