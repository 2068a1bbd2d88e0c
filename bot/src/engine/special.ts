import type { Row } from "@tidings/shared/resource/define.ts";
import type { Noun } from "@tidings/shared/resource/nouns.ts";
import type { Answer } from "../ground/answer.ts";
import type { Refusal } from "../ground/errors.ts";
import type { Context } from "../registry/registry.ts";
import { partPicture, shortcutPhones } from "./drawn/account.ts";
import { basicTemplateAnswer } from "./drawn/basic_template.ts";
import { formsLeft } from "./drawn/filing.ts";
import { incidentAnswer } from "./drawn/incident.ts";
import { invitationMade } from "./drawn/invitation.ts";
import { rejectsOf } from "./drawn/rejects.ts";
import { taskAnswer } from "./drawn/resolve_task.ts";
import { sendAnswer } from "./drawn/send.ts";
import { templateAnswer } from "./drawn/template.ts";
import type { Transitions } from "./transitions.ts";
import type { View } from "./view.ts";

/** What chat does for a noun beyond its declaration. */
interface Special {
  /** Its card, where that follows what moves by itself, or shows more than fields. */
  draw?(view: View, row: never, transitions: Transitions): Promise<Answer>;
  /** What its card has beside its fields. */
  more?(view: View, row: Row): Promise<Partial<Answer>>;
  /** What is said of a new row, where that is more than its card: a secret that is answered once. */
  made?(context: Context, answer: Readonly<Record<string, unknown>>): Promise<Answer>;
  /** What is said where making one is refused, beside the refusal; null where there is nothing to say. */
  refused?(context: Context, refusal: Refusal): Promise<Answer | null>;
  /** Acts with a command by hand, which ask for more or answer more than an act does. */
  readonly byHand?: readonly string[];
}

/** The one table of nouns that are special in chat. */
export const SPECIAL: Readonly<Partial<Record<Noun, Special>>> = {
  template: { draw: templateAnswer },
  basic_template: { draw: basicTemplateAnswer },
  send: { draw: sendAnswer, byHand: ["resend", "break_glass"] },
  resolve_task: { draw: taskAnswer, byHand: ["freeze", "unfreeze", "regenerate"] },
  link: { byHand: ["freeze", "unfreeze"] },
  incident: { draw: incidentAnswer },
  number_file: { more: rejectsOf },
  account_part: { more: partPicture },
  shortcut: { more: shortcutPhones },
  invitation: { made: invitationMade },
  filing: { refused: formsLeft },
};
