import { toldOnce } from "@tidings/shared/catalogue/answers.ts";
import { say, type Words, w } from "@tidings/shared/ground/locale.ts";
import {
  type Offer,
  type Resource,
  type Row,
  sureOf,
  textFor,
  verbOf,
} from "@tidings/shared/resource/define.ts";
import { rightOf } from "@tidings/shared/resource/nouns.ts";
import { calledRow } from "@tidings/shared/resource/text.ts";
import { z } from "zod";
import { answerOf, verb } from "../data/database.ts";
import { rowWithId } from "../data/rows.ts";
import { type Action, type Answer, titled } from "../ground/answer.ts";
import type { AnyCommand, Context } from "../registry/registry.ts";
import { decide } from "./decide.ts";
import { doneAnswer } from "./done.ts";
import { findTask } from "./drawn/typed_link.ts";
import { fieldsOf } from "./fields.ts";
import { findOne, namesLike, type ResourceMatch } from "./find.ts";
import {
  formChoices,
  formShape,
  formWords,
  positionalOf,
  suggestionsOf,
  understoodOf,
  valuesOf,
  verbInput,
} from "./form_options.ts";
import { commandHead, DECISIONS, permissionOf, REASON, WHICH } from "./head.ts";
import { dataNow } from "./program.ts";
import { answeredCard, isLive, resourceAnswer } from "./resource.ts";
import { SPECIAL } from "./special.ts";
import { askSure } from "./sure.ts";
import { requireRight } from "./transitions.ts";
import { commandOf, viewOf } from "./view.ts";

type Typed = Readonly<Record<string, unknown>>;

/** A command for every other transition: `<noun> <act>`, or its own short name. */
export function actCommands(of: Resource): AnyCommand[] {
  const others = new Set([...DECISIONS, ...(SPECIAL[of.noun]?.byHand ?? [])]);
  return Object.entries(of.transitions)
    .filter(([act]) => !others.has(act))
    .map(([act, offer]) => actCommand(of, act, offer));
}

/** The option of a reason, for acts that ask for one. */
function reasonOf({ reason }: Offer): z.ZodRawShape {
  if (reason === undefined) return {};
  const text = z.string().trim().min(1).max(500);
  return { reason: reason === "required" ? text : text.optional() };
}

/** The row that is meant. What cannot be undone is named by its whole name; a row that has none, by its number. */
async function rowOf(context: Context, of: Resource, typed: string, offer: Offer): Promise<ResourceMatch> {
  const whole = offer.final !== undefined || (offer.deletes === true && !of.numbered) || undefined;
  if (of.noun === "resolve_task")
    return { resource: of.noun, id: await findTask(context, typed, { whole }), name: typed };
  return (await findOne(context, typed, [of.noun], offer.from, whole)) as ResourceMatch;
}

function actCommand(of: Resource, act: string, offer: Offer): AnyCommand {
  const { label, title, about, body, reason, from } = offer;
  const asked = { inputs: offer.inputs ?? {} };
  const isSure = sureOf(offer);
  const [name, argument] = verbOf(of, act);
  const head = commandHead(of.noun, act.replaceAll("_", "-"), offer.alias ? [offer.alias] : []);
  return {
    ...head,
    name: commandOf(of, act, offer),
    audience: offer.platform ? "person" : head.audience,
    words: {
      title: title ?? label,
      // What is said of one row has places that nothing fills here.
      description: about ?? (typeof body === "function" || body.en.includes("{") ? label : body),
      options: {
        resource: WHICH,
        ...formWords(asked),
        ...(reason ? { reason: REASON } : {}),
        ...(isSure ? { sure: isSure } : {}),
      },
      choices: formChoices(asked),
    },
    input: z.object({
      resource: z.string().trim().min(1).max(300),
      ...formShape(asked),
      ...reasonOf(offer),
      ...(isSure ? { sure: z.boolean().optional() } : {}),
    } as z.ZodRawShape),
    positional: ["resource", ...positionalOf(asked), ...(reason ? ["reason"] : [])],
    permission: offer.platform ? null : permissionOf(of.noun, offer.needs ?? rightOf(of.noun, "update")),
    // In chat nobody runs the deployment, and a platform would keep a secret.
    ...(offer.platform ? { platform: true, terminalOnly: true } : {}),
    ...(offer.once ? { terminalOnly: true } : {}),
    reads: false,
    suggests: {
      ...suggestionsOf(asked),
      resource: (context, typed) => namesLike(context, typed, [of.noun], from),
    },
    values: valuesOf(asked),
    async run(context: Context, { resource, sure, reason: why, ...typed }: Typed): Promise<Answer> {
      const found = await rowOf(context, of, String(resource), offer);
      // What is said names its row: a card that keeps itself up to date has the name, others are read before they change.
      const asks = isSure !== undefined && !sure;
      const row =
        isLive(of.noun) && !asks ? null : await answerOf<Row>(rowWithId(context.session, of.view, found.id));
      const read = isLive(of.noun) ? null : row;
      const told = (text: string, ended: Row | null = null) => {
        const row: Row = read ?? { ...found, [of.title]: text };
        const done = say(
          textFor(offer.done, row, context.zone, calledRow(of, row, context), ended),
          context.locale,
        );
        return [done, ...understoodOf(context, asked, typed)].join("\n");
      };
      const more = {
        ...(offer.inputs ? { input: await verbInput(context, asked, {}, typed, row ?? undefined) } : {}),
        ...(reason ? { reason: why ?? null } : {}),
      };
      if (offer.shown) {
        const { decided, answer, row: ended } = await decide(context, act as "release", found, more);
        return decided ? { ...answer, title: told(found.name, ended ?? null) } : answer;
      }
      if (row && asks && (from?.includes(String(row.state)) ?? true)) {
        await requireRight(context, act, found);
        const input = why === undefined ? typed : { ...typed, reason: why };
        return questionOf(context, of, offer, row, { command: commandOf(of, act, offer), input });
      }
      const request = context.request(`${name}/${found.id}`);
      const answer = await verb<Typed>(context.session, name, { [argument]: found.id, ...more, request });
      if (offer.once && read)
        return {
          ...secretAnswer(context, offer.once, answer, told(found.name)),
          ...(await dataNow(context, found, toldOnce(answer, [offer.once.key]))),
        };
      if (offer.deletes)
        return {
          tone: "good",
          text: told(found.name),
          // What is gone can no longer be looked up.
          ...(read ? { fields: fieldsOf(of, read, context) } : {}),
          ...(await dataNow(context, found)),
          ...(head.audience === "person" ? { ephemeral: true } : {}),
        };
      if (read) return doneAnswer(context, [answeredCard(found, answer)], told(found.name));
      const card = await resourceAnswer(viewOf(context), answeredCard(found, answer));
      return titled(card, told(card.title ?? found.name, answer as Row));
    },
  };
}

const SHOWN_BEFORE: Words = w(
  "该内容只显示一次，现已无法再次显示。请重新生成。",
  "This is shown only once and can't be shown again. Generate a new one.",
);

/** What the verb answers this once, for the person who asked. */
function secretAnswer(
  { locale }: Context,
  { key, label, note }: NonNullable<Offer["once"]>,
  answer: Typed,
  title: string,
): Answer {
  const secret = answer[key];
  const told = typeof secret === "string";
  return {
    tone: told ? "good" : "warn",
    title,
    text: say(told ? note : SHOWN_BEFORE, locale),
    fields: told ? [{ label: say(label, locale), value: secret }] : [],
    ephemeral: true,
  };
}

/** What is asked before it is done; nothing is done yet. */
function questionOf(
  context: Context,
  of: Resource,
  offer: Offer,
  row: Row,
  { command, input }: Pick<Action, "command" | "input">,
): Answer {
  const told = (words: Offer["body"]) =>
    say(textFor(words, row, context.zone, calledRow(of, row, context)), context.locale);
  return {
    ...askSure(context, {
      text: told(offer.body),
      sure: sureOf(offer),
      action: {
        command,
        input: { ...input, resource: String(row.id) },
        label: say(offer.label, context.locale),
        ...(offer.tone === "danger" ? { style: "danger" as const } : {}),
      },
    }),
    title: told(offer.question),
    fields: fieldsOf(of, row, context),
  };
}
