import type bolt from "@slack/bolt";
import type { ChatRun } from "../../chat/runs.ts";
import { cut } from "../../chat/words.ts";
import type { Answer } from "../../ground/answer.ts";
import { options } from "../../registry/options.ts";
import type { AnyCommand } from "../../registry/registry.ts";
import { named, typedLine } from "../../registry/typed_line.ts";
import { type AskNote, askView } from "./ask_view.ts";
import type { MessageTarget, SlackContext } from "./context.ts";
import { type FormNote, formView, type KeptFile } from "./form.ts";
import type { SlackFile } from "./form_input.ts";
import { tell } from "./handlers.ts";
import { slackStage } from "./stage.ts";
import { refusalText, type Submission } from "./submission.ts";

/** The two kinds of modals as submissions: the form of a command, and the one field that a button asked for. */

/** A file as a form keeps it. */
export function keptFile({ id, name, size }: SlackFile): KeptFile {
  return { id, ...(name ? { name: cut(name, 200) } : {}), ...(size === undefined ? {} : { size }) };
}

interface SubmittedForm {
  readonly arrived: number;
  readonly body: bolt.SlackViewAction;
  readonly ack: Submission["ack"];
  readonly note: FormNote;
  readonly command: AnyCommand;
  readonly raw: Readonly<Record<string, unknown>>;
}

/** The form of a command. */
export function formSubmission(
  context: SlackContext,
  run: ChatRun,
  { arrived, body, ack, note, command, raw }: SubmittedForm,
): Submission {
  const { locale, channel, responseUrl } = note;
  const target: MessageTarget = { channel, user: body.user.id, responseUrl };
  const files = options(command).flatMap(({ name, kind }) =>
    kind === "file" && raw[name] ? [[name, keptFile(raw[name] as SlackFile)] as const] : [],
  );
  const next: FormNote = { ...note, files: Object.fromEntries(files), attempt: (note.attempt ?? 0) + 1 };
  return {
    viewId: body.view.id,
    arrived,
    title: formView(command, {}, note).title,
    locale,
    alone: command.audience === "person",
    ack,
    run: (answered) => carried(context, run, answered, ({ refusal }) => !!refusal),
    again(refusal) {
      const text = refusalText(refusal, locale);
      return formView(command, raw, next, { text, option: refusal.refusal?.option ?? null });
    },
    tell(refusal) {
      const typed = typedLine("/tidings", command, raw, named);
      return tell(context, run.person, target, { ...refusal, typed });
    },
  };
}

interface SubmittedField {
  readonly arrived: number;
  readonly body: bolt.SlackViewAction;
  readonly ack: Submission["ack"];
  readonly note: AskNote;
  readonly said: string;
}

/** The one field that a button asked for. */
export function askSubmission(
  context: SlackContext,
  run: ChatRun,
  { arrived, body, ack, note, said }: SubmittedField,
): Submission {
  const { channel, option, locale, responseUrl } = note;
  const target: MessageTarget = { channel, user: body.user.id, responseUrl };
  const next: AskNote = { ...note, attempt: (note.attempt ?? 0) + 1 };
  return {
    viewId: body.view.id,
    arrived,
    title: askView(note).title,
    locale,
    alone: false,
    ack,
    // Only what was typed can be corrected. Any other refusal is told beside the card.
    run: (answered) => carried(context, run, answered, ({ refusal }) => refusal?.status === 422),
    again: (refusal) => askView(next, said, { text: refusalText(refusal, locale), option }),
    tell: (refusal) => tell(context, run.person, target, { ...refusal, typed: said }),
  };
}

/** Carries the run out. Its answer is reported before it is posted, and taken where it is one for the modal. */
function carried(
  context: SlackContext,
  run: ChatRun,
  answered: (refusal: Answer | null) => void,
  mine: (answer: Answer) => boolean,
): Promise<void> {
  const takes = (answer: Answer) => {
    const taken = mine(answer);
    answered(taken ? answer : null);
    return taken;
  };
  return context.carrier.carry(run, slackStage(context, run, { takes }));
}
