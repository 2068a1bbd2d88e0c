import { isOwnFine, ownGiven } from "@tidings/shared/own/fields.ts";
import { hasErrors } from "@tidings/shared/templates/content.ts";
import { App, Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useDraft } from "../ui/draft.ts";
import { DraftNote } from "../ui/draft-note.tsx";
import { EditNotes, InReviewNote } from "../ui/edit-notes.tsx";
import { type Found, useEditedRow } from "../ui/edited-row.tsx";
import { showFirstWrong } from "../ui/first-wrong.ts";
import { useMay } from "../ui/me.tsx";
import { useOwnFields } from "../ui/own/use-own-fields.ts";
import { Page } from "../ui/page.tsx";
import { FailedNote } from "../ui/states.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { checkSaved } from "./check.ts";
import { findingsOf, goToFirstWrong } from "./editor/checked.ts";
import { Editor } from "./editor/editor.tsx";
import { nameFinding } from "./editor/name.ts";
import { ThingsLeft } from "./editor/things-left.tsx";
import { type EditorValue, readyContent } from "./editor/value.ts";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";

/** Edits a template. When somebody else saved meanwhile, the editor is told and keeps what was typed (TPL-5). */
export function TemplateEdit() {
  const t = useTranslations(words);
  const found = useEditedRow<TemplateCard>("template_cards", "template");
  if (!found.row) return found.instead;
  const { row } = found;
  if (found.open) return <Edit key={row.id} found={found} />;
  return (
    <Page title={t("edit_title", { name: row.name })} back={`/templates/${row.id}`}>
      <InReviewNote page={`/templates/${row.id}`} />
    </Page>
  );
}

interface TemplateDraft {
  readonly value: EditorValue;
  /** The version the draft is based on. */
  readonly version: string;
  readonly revision: number;
}

function begin(card: TemplateCard): TemplateDraft {
  const { name, usage, layout, vendors, content, own } = card;
  const { version_id: version, revision } = card;
  return { value: { name, usage, layout, vendors, content, own }, version, revision };
}

function Edit({ found }: { found: Found<TemplateCard> }) {
  const { row: card, editable, retry: reload } = found;
  const t = useTranslations(words);
  const may = useMay();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const draft = useDraft<TemplateDraft>(found.draft, begin(card));
  const save = useVerb<TemplateCard>("update_template");
  const submit = useVerb("submit_template");
  const [tried, setTried] = useState(false);
  const { definitions } = useOwnFields("template");
  const [failure, setFailure] = useState<unknown>(null);
  const { value } = draft.value;
  const moved = draft.value.version !== card.version_id || draft.value.revision !== card.revision;
  const saving = save.running || submit.running;

  async function keep(andSubmit: boolean) {
    if (
      nameFinding(value.name) !== null ||
      (andSubmit && hasErrors(findingsOf(value))) ||
      !isOwnFine(definitions, value.own ?? {}, andSubmit)
    ) {
      setTried(true);
      if (!goToFirstWrong(value)) showFirstWrong();
      return;
    }
    setFailure(null);
    try {
      const saved = await save.run({
        template: card.id,
        input: {
          name: value.name.trim(),
          vendors: value.vendors,
          content: readyContent(value.content),
          own: ownGiven(definitions, value.own ?? {}),
          base_version: draft.value.version,
          base_revision: draft.value.revision,
        },
      });
      // Where the submission is refused, what is edited on is what was saved.
      draft.set((before) => ({ ...before, version: saved.version_id, revision: saved.revision }));
      if (andSubmit) {
        await checkSaved(card.id);
        await submit.run({ template: card.id });
      }
      draft.forget();
      message.success(t(andSubmit ? "submit_done" : "saved"));
      navigate(`/templates/${card.id}`, { replace: true });
    } catch (refusal) {
      setFailure(refusal);
      reload();
    }
  }

  return (
    <Page
      title={t("edit_title", { name: card.name })}
      note={draft.keptAt && <DraftNote keptAt={draft.keptAt} />}
      back={`/templates/${card.id}`}
      actions={
        <>
          <ThingsLeft value={value} />
          <Button
            loading={saving}
            disabled={moved || !editable}
            onClick={() => void keep(false)}
            data-testid="save"
          >
            {t("save")}
          </Button>
          {may("KooMessage:template:submit") && (
            <Button
              type="primary"
              loading={saving}
              disabled={moved || !editable}
              onClick={() => void keep(true)}
              data-testid="save-submit"
            >
              {t("save_submit")}
            </Button>
          )}
        </>
      }
    >
      <EditNotes
        resource="template"
        id={card.id}
        page={`/templates/${card.id}`}
        draft={draft}
        closed={!editable && !saving && <InReviewNote page={`/templates/${card.id}`} />}
        moved={moved && !saving}
        mine={() => draft.set((before) => ({ ...before, version: card.version_id, revision: card.revision }))}
        drop={() => {
          draft.set(() => begin(card));
          draft.forget();
        }}
      />
      {!moved && <FailedNote failure={failure} />}
      <Editor
        value={value}
        set={(change) => draft.set((before) => ({ ...before, value: change(before.value) }))}
        tried={tried}
        definitions={definitions}
      />
    </Page>
  );
}
