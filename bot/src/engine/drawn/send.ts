import { count, percent } from "@tidings/shared/ground/figures.ts";
import { fillPlaces, type Locale, say, w } from "@tidings/shared/ground/locale.ts";
import type { ReviewChanges } from "@tidings/shared/refusals/review_changes.ts";
import { type SendCard, variablesIn } from "@tidings/shared/sends/card.ts";
import { type FirstMessage, shownTo } from "@tidings/shared/sends/first_message.ts";
import { sendStateLabel } from "@tidings/shared/sends/outcome.ts";
import { send } from "@tidings/shared/sends/send.ts";
import { outcomeOf } from "@tidings/shared/sends/trial.ts";
import { sendTitle } from "@tidings/shared/sends/words.ts";
import { verb } from "../../data/database.ts";
import type { Answer, Picture, Progress, Tone } from "../../ground/answer.ts";
import { previewOf, type Shown } from "../../pictures/preview.ts";
import { changeLines, reviewChanges } from "../changes.ts";
import { shortId } from "../find.ts";
import { historyOf } from "../history.ts";
import type { Transitions } from "../transitions.ts";
import { actionsOf, toneOf, type View } from "../view.ts";
import { aroundSend } from "./send_around.ts";
import { withEdits } from "./send_edit.ts";
import { fieldsOf, parametersIn, textOf, valuesText } from "./send_fields.ts";
import { withFigures } from "./send_figures.ts";
import { layoutWithId, versionWithId } from "./version.ts";

const ON_PHONE = w("手机预览", "Phone preview");
const BEFORE = w("上次提交", "Previous submission");
const FAILED = w("失败 {count}（{share}）", "{count} failed ({share})");

/** The card of a send: its settings, its tally, its progress, what it waits for, and the buttons. */
export async function sendAnswer(view: View, row: SendCard, transitions: Transitions): Promise<Answer> {
  const card = { resource: "send", id: row.id } as const;
  const version = isLive(row) || row.version_id === null ? null : await versionWithId(view, row.version_id);
  const parameters = version ? parametersIn(version.content) : variablesIn(row);
  const first = parameters.length > 0 ? await firstMessage(view, row.id) : null;
  const whose = parameters.length > 0 ? shownTo(first, row, view.locale) : "";
  const [around, changes] = await Promise.all([aroundSend(view, row), reviewChanges(view, send, { ...row })]);
  const filled = { caption: whose, params: first?.values ?? {} };
  const picture = await pictureOfSend(view, row, [
    ...(await versionBefore(view, row, changes)),
    ...(version && row.layout ? [{ ...version, layout: row.layout, ...filled }] : []),
  ]);
  const { note, broken } = await historyOf(view, card, row);
  const progress = progressOf(row, view.locale);
  const values = row.state === "in_review" ? valuesText(row, parameters, first, view.locale) : null;
  const compared = changes ? changeLines(changes.head, changes.lines, view.locale) : [];
  const text = [textOf(row, view, broken, first?.values), values, ...compared].filter(Boolean).join("\n");
  return {
    tone: toneOfSend(row, broken),
    title: sendTitle(row, view.locale),
    fields: fieldsOf(row, view, around),
    ...(progress ? { progress } : {}),
    ...(text === "" ? {} : { text }),
    ...(picture ? { picture } : {}),
    note,
    actions: withFigures(row, withEdits(view, row, transitions, actionsOf(view, card, transitions))),
    card,
    live: isLive(row),
  };
}

/** What its first number gets, masked; null where no line of its file is checked yet. */
function firstMessage({ session }: View, send: string): Promise<FirstMessage | null> {
  return verb<FirstMessage | null>(session, "first_message", { send });
}

/** The card of its submission before, on one phone, where that was another one. */
async function versionBefore(view: View, row: SendCard, changes: ReviewChanges | null): Promise<Shown[]> {
  const id = changes?.rows.template;
  if (typeof id !== "string" || id === row.version_id) return [];
  const version = await versionWithId(view, id);
  const layout = version && (await layoutWithId(view, version.template_id));
  if (!version || !layout) return [];
  return [{ ...version, layout, vendors: version.vendors.slice(0, 1), caption: say(BEFORE, view.locale) }];
}

/** What phones show of it. A card that counts by itself has none: it would be uploaded again with every count. */
async function pictureOfSend(
  view: View,
  row: SendCard,
  versions: readonly Shown[],
): Promise<Picture | undefined> {
  const { locale, session } = view;
  const title = `${say(ON_PHONE, locale)}: ${sendTitle(row, locale)}`;
  const name = `send-${shortId(row.id)}`;
  const request = { name, title, sender: row.signature, locale, project: session.url };
  return previewOf(versions, request);
}

/** Red for one that failed, yellow for what to look at before it is decided. */
function toneOfSend(row: SendCard, broken: boolean): Tone {
  const state = sendStateLabel(row);
  if (row.state === "done" && state.tone === "bad") return "alarm";
  return row.twin || broken || (row.cost?.pay_as_you_go ?? 0) > 0 ? "warn" : toneOf(state);
}

/** Does the send still change by itself? One that waits for its time or for a person does not. */
export function isLive(row: Pick<SendCard, "state" | "timing" | "waits_until">): boolean {
  if (row.waits_until) return false;
  return (
    row.state === "expanding" ||
    row.state === "sending" ||
    (row.state === "ready" && row.timing === "immediate")
  );
}

function progressOf(row: SendCard, locale: Locale): Progress | null {
  const label = say(sendStateLabel(row), locale);
  const failed = failedPart(row, locale);
  if (row.state === "expanding") return { label, done: row.expanded ?? 0, total: row.accepted };
  if (!["sending", "trial_hold", "paused", "done"].includes(row.state)) return null;
  if (row.dispatch_limit === null && row.state !== "done") return null; // paused before its numbers were expanded
  // Until a trial is released its numbers are all there is to do: nothing else is dispatched.
  const total = row.state === "done" ? row.accepted : (row.dispatch_limit ?? row.accepted);
  if (row.state === "trial_hold") return { label, done: total, total, ...failed };
  // Who has opted out is counted over the whole send, so of a trial only what was sent says how far it is.
  const ended =
    total < row.accepted ? outcomeOf(row).sent - row.handed : row.accepted - row.pending - row.handed;
  return { label, done: Math.min(total, Math.max(0, ended)), total, ...failed };
}

/** What failed so far, where anything did. */
function failedPart(row: SendCard, locale: Locale): Pick<Progress, "failed"> {
  const { failed, sent } = outcomeOf(row);
  if (failed === 0) return {};
  const places = { count: count(failed), share: percent(failed, sent) };
  return { failed: { count: failed, words: fillPlaces(say(FAILED, locale), places) } };
}
