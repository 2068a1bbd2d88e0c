import { checkBasic } from "@tidings/shared/basic/check.ts";
import { BASIC_STATE_WORDS, type BasicState, basicTemplate } from "@tidings/shared/basic/template.ts";
import { say } from "@tidings/shared/ground/locale.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import type { Answer } from "../../ground/answer.ts";
import { basicPreview } from "../../pictures/basic.ts";
import { changeLines, reviewChanges } from "../changes.ts";
import { fieldsOf } from "../fields.ts";
import { shortId } from "../find.ts";
import { historyNote } from "../history.ts";
import type { Transitions } from "../transitions.ts";
import { actionsOf, toneOf, type View } from "../view.ts";
import { findingsText, LABELS } from "./template.ts";

/** A row of `basic_template_cards`, as far as its card shows more than fields. */
interface BasicTemplateCard {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly shown_state: BasicState;
  readonly version: number;
  readonly content: unknown;
  readonly signature: string | null;
  readonly adapter: string | null;
  readonly submitted_at: string | null;
  readonly submitted_by_name: string | null;
  readonly decided_at: string | null;
  readonly decided_by_name: string | null;
}

/** The card of a basic template: its state, what five phones show, the findings of the automatic check, and the buttons. */
export async function basicTemplateAnswer(
  view: View,
  row: BasicTemplateCard & Row,
  transitions: Transitions,
): Promise<Answer> {
  const { locale, session, sender } = view;
  const card = { resource: "basic_template", id: row.id } as const;
  const { content, signature, adapter } = row;
  const [note, picture, changes] = await Promise.all([
    historyNote(view, card, row),
    basicPreview(
      { content, signature },
      {
        name: `preview-${shortId(row.id)}-${row.version}`,
        title: `${say(LABELS.preview, locale)}: ${row.name}`,
        ...{ sender, locale, project: session.url },
      },
    ),
    reviewChanges(view, basicTemplate, row),
  ]);
  const lines = changes ? changeLines(changes.head, changes.lines, locale) : [];
  const found = checkBasic(content, { signature, adapter, measures: null });
  return {
    tone: toneOf(BASIC_STATE_WORDS[row.shown_state]),
    title: row.name,
    fields: fieldsOf(basicTemplate, row, view),
    text: [...lines, findingsText(found, locale)].join("\n"),
    picture,
    note,
    actions: actionsOf(view, card, transitions),
    card,
    live: row.state === "vendor_review",
  };
}
