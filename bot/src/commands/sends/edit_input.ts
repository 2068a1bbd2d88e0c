import { timeText } from "@tidings/shared/ground/clock.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { columnsText } from "@tidings/shared/numbers/columns.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { rhythmSaid } from "@tidings/shared/sends/said_rhythm.ts";
import { SEND_TIMING_WORDS } from "@tidings/shared/sends/words.ts";
import { findOne, type Match } from "../../engine/find.ts";
import { ownLine, ownTyped } from "../../engine/own.ts";
import { storeProof } from "../../engine/proof.ts";
import { atOption, UserError } from "../../ground/errors.ts";
import { columnMap } from "../../numbers/typed_params.ts";
import type { Context, InputFile } from "../../registry/registry.ts";
import { mustFit, mustFitBasic } from "./fits.ts";
import { cronOf, instant, NONE, untilOf, wayOf } from "./input.ts";
import { trialBegun } from "./trial.ts";

/** What an edit changes of a send: only what is named. */

type Timing = SendCard["timing"];

/** The options of `edit` that change something; those left out stay as they are. */
export interface Changes {
  readonly name?: string | undefined;
  readonly template?: string | undefined;
  readonly sms?: string | undefined;
  readonly file?: InputFile | undefined;
  readonly numbers?: string | undefined;
  readonly params?: string | undefined;
  readonly map?: string | undefined;
  readonly consent?: string | undefined;
  readonly consent_file?: InputFile | undefined;
  readonly trial?: boolean | undefined;
  readonly trial_size?: number | undefined;
  readonly timing?: Timing | undefined;
  readonly schedule?: string | undefined;
  readonly cron?: string | undefined;
  readonly until?: string | undefined;
  readonly validity_days?: number | undefined;
  readonly channel?: string | undefined;
  readonly domain?: string | undefined;
  readonly own?: string | undefined;
  /** Of the basic edition. */
  readonly type?: "group" | "personal" | undefined;
}

export const CHANGES = [
  ...["schedule", "timing", "cron", "until", "name", "template", "sms", "file", "numbers", "params", "map"],
  ...["consent", "consent_file", "trial", "trial_size", "validity_days", "channel", "domain", "own"],
  "type",
] as readonly (keyof Changes)[];

const SAYS = {
  one: w(
    "定时（schedule）和循环（cron）二选一。",
    "Give either a time (schedule) or a recurrence (cron), not both.",
  ),
  other: w(
    "发送方式是「{timing}」：要使用此项，请同时修改发送方式（timing）。",
    "The timing is “{timing}”. To use this option, change the timing (timing) too.",
  ),
  when: w(
    "请写明发送时间（schedule），例如 2026-12-01 10:00。",
    "Give the send time (schedule), for example 2026-12-01 10:00.",
  ),
  recurs: w(
    "循环发送请写明循环时间（cron），例如「每周一10点」。",
    "Give the times of a recurring send (cron), for example “every mon at 10:00”.",
  ),
  plan: w("until 只用于循环发送。", "The until option is only for recurring sends."),
} as const satisfies Record<string, Words>;

/** The send as the options of `edit` say it, for a form to begin with. Numbers are not shown again: they stay those of its file. */
export function filledWith(context: Context, row: SendCard): Record<string, unknown> {
  const { zone } = context;
  const columns = columnsText(row.columns);
  return {
    resource: row.batch_no,
    timing: row.timing,
    ...(row.scheduled_at === null ? {} : { schedule: timeText(row.scheduled_at, zone) }),
    ...(row.cron === null ? {} : { cron: rhythmSaid(row.cron, context.locale) }),
    ...(row.repeat_until === null ? {} : { until: timeText(row.repeat_until, zone) }),
    name: row.name,
    ...(row.template_name === null ? {} : { template: row.template_name }),
    ...(row.sms_template_name === null ? {} : { sms: row.sms_template_name }),
    ...(columns === "" ? {} : { map: columns }),
    ...(row.consent === null ? {} : { consent: row.consent }),
    trial: trialBegun(context, row.trial, row.kind),
    trial_size: row.trial_size,
    ...(row.kind === "aim" ? { validity_days: row.validity_days } : {}),
    channel: row.channel_name,
    ...(row.domain_name === null ? {} : { domain: row.domain_name }),
    ...(Object.keys(row.own).length === 0 ? {} : { own: ownLine(row.own) }),
    ...(row.send_type === null ? {} : { type: row.send_type }),
    revision: row.revision,
  };
}

/**
 * The input of `update_send`, with the numbers that it has, and the parameters that numbers fill. What is typed as it is there is no change.
 * @throws UserError, Refusal, at the option that is wrong
 */
export async function inputOf(context: Context, row: SendCard, changes: Changes) {
  const { template, sms, map, consent, consent_file: ground, own } = changes;
  const match = (resource: Match["resource"], id: string, name: string | null): Match => ({
    ...{ resource, id, name: name ?? "" },
    state: "",
  });
  const was = row.template_id === null ? null : match("template", row.template_id, row.template_name);
  const [card, text] = [
    template === undefined || template === row.template_name
      ? was
      : NONE.has(template.toLowerCase())
        ? null
        : await atOption("template", () =>
            findOne(context, template, [row.kind === "basic" ? "basic_template" : "template"], ["approved"]),
          ),
    sms === undefined || sms === row.sms_template_name
      ? null
      : await atOption("sms", () => findOne(context, sms, ["sms_template"], ["approved"])),
  ];
  const timing = timingOf(context, row, changes);
  const agreed = consent ?? row.consent ?? undefined;
  const other = card?.id !== was?.id;
  // A storyboard comes without a text.
  const words =
    text ??
    (row.sms_template_id === null ? null : match("sms_template", row.sms_template_id, row.sms_template_name));
  const parameters =
    words !== null
      ? await mustFit(context, card, words, agreed)
      : card
        ? await mustFitBasic(context, card, agreed)
        : [];
  const way = await wayOf(context, {
    channel: changes.channel === row.channel_name ? undefined : changes.channel,
    domain: changes.domain === row.domain_name ? undefined : changes.domain,
  });
  const columns = await atOption("map", () => columnsOf(context, row, map));
  const proof = ground
    ? await atOption("consent_file", () => storeProof(context, "consent", ground))
    : undefined;
  const input = {
    name: changes.name ?? row.name,
    template_id: card?.id ?? null,
    sms_template_id: words?.id ?? null,
    // Named of a card it is for the law to refuse.
    ...typeOf(row, changes),
    number_file_id: row.number_file_id,
    // Columns of another template, or of another file, are named anew.
    columns: columns ?? (other || changes.file || changes.numbers !== undefined ? {} : row.columns),
    ...(agreed ? { consent: agreed, ...(proof ? { consent_proof: proof } : {}) } : {}),
    ...timing,
    trial: changes.trial ?? (changes.trial_size !== undefined ? true : row.trial),
    trial_size: changes.trial_size ?? row.trial_size,
    validity_days: changes.validity_days ?? row.validity_days,
    channel_id: row.channel_id,
    domain_id: card && words ? row.domain_id : null,
    ...way,
    // Those that are not named stay as they are.
    ...(own === undefined || own === ownLine(row.own) ? {} : { own: await ownTyped(context, "send", own) }),
  };
  return { input, parameters };
}

function typeOf({ send_type: was }: SendCard, { type }: Changes) {
  const now = type ?? was;
  return now === null ? {} : { send_type: now };
}

function columnsOf({ locale }: Context, row: SendCard, map: string | undefined) {
  if (map === undefined) return null;
  return map === columnsText(row.columns) ? null : columnMap(map, locale);
}

function timingOf(context: Context, row: SendCard, { timing: named, schedule, cron: said, until }: Changes) {
  const { locale, zone } = context;
  if (schedule === "") instant(context, "schedule", schedule);
  const cron = said === undefined ? undefined : cronOf(context, said);
  const at = row.scheduled_at === null ? undefined : timeText(row.scheduled_at, zone);
  const end = row.repeat_until === null ? undefined : timeText(row.repeat_until, zone);
  // A form sends everything that it was filled with: only what differs was meant.
  const [time, recurs] = [schedule !== undefined && schedule !== at, cron !== undefined && cron !== row.cron];
  if (time && recurs) throw new UserError(say(SAYS.one, locale), "cron");
  const timing = named ?? (time ? "scheduled" : recurs ? "recurring" : row.timing);
  const other = (option: string) => {
    const words = { timing: say(SEND_TIMING_WORDS[timing], locale) };
    return new UserError(fillPlaces(say(SAYS.other, locale), words), option);
  };
  if (time && timing !== "scheduled") throw other("schedule");
  if (recurs && timing !== "recurring") throw other("cron");
  if (until !== undefined && until !== end && timing !== "recurring")
    throw new UserError(say(SAYS.plan, locale), "until");
  if (timing === "scheduled") {
    const scheduled_at = time && schedule !== undefined ? instant(context, "schedule", schedule) : null;
    if (scheduled_at === null && row.scheduled_at === null)
      throw new UserError(say(SAYS.when, locale), "schedule");
    return { timing, scheduled_at: scheduled_at ?? row.scheduled_at };
  }
  if (timing === "immediate") return { timing };
  if (cron === undefined && row.cron === null) throw new UserError(say(SAYS.recurs, locale), "cron");
  const ends = until === undefined || until === end ? row.repeat_until : null;
  const repeat_until =
    until === undefined || until === end || NONE.has(until.toLowerCase()) ? ends : untilOf(context, until);
  return { timing, cron: cron ?? row.cron, repeat_until };
}
