import type { Layout } from "@tidings/shared/layouts/layout.ts";
import { isOwnFine, ownGiven } from "@tidings/shared/own/fields.ts";
import { hasErrors } from "@tidings/shared/templates/content.ts";
import { App, Button } from "antd";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useDraft } from "../ui/draft.ts";
import { DraftNote } from "../ui/draft-note.tsx";
import { showFirstWrong } from "../ui/first-wrong.ts";
import { useEnterprise, useMay, useMe } from "../ui/me.tsx";
import { useOwnFields } from "../ui/own/use-own-fields.ts";
import { Page } from "../ui/page.tsx";
import { FailedNote } from "../ui/states.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { checkSaved } from "./check.ts";
import { findingsOf, goToFirstWrong } from "./editor/checked.ts";
import { Editor } from "./editor/editor.tsx";
import { LayoutChoice } from "./editor/layout-choice.tsx";
import { nameFinding } from "./editor/name.ts";
import { ThingsLeft } from "./editor/things-left.tsx";
import { beginWith, type EditorValue, isBlank, readyContent } from "./editor/value.ts";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";

/** A new template: first the layout, then the content. The draft is kept in the browser until it is saved. */
export function TemplateCreate() {
  const t = useTranslations(words);
  const may = useMay();
  const me = useMe();
  const { id: enterprise } = useEnterprise();
  const navigate = useNavigate();
  const { message } = App.useApp();
  // A layout that is chosen is nothing typed yet.
  const draft = useDraft<EditorValue | null>(`template.new.${enterprise}.${me.user_id}`, null, {
    untouched: (value) => value === null || isBlank(value),
  });
  const create = useVerb<TemplateCard>("create_template");
  const update = useVerb<TemplateCard>("update_template");
  const submit = useVerb("submit_template");
  const saving = create.running || update.running || submit.running;
  const [choosing, setChoosing] = useState(draft.value === null);
  const [tried, setTried] = useState(false);
  const { definitions } = useOwnFields("template");
  const [failure, setFailure] = useState<unknown>(null);
  // What was saved and then refused its submission is edited by the next attempt, not made once more.
  const made = useRef<TemplateCard | null>(null);
  const value = draft.value;

  function choose(layout: Layout) {
    draft.set((before) => beginWith(layout, before ?? undefined));
    setChoosing(false);
  }

  function store(value: EditorValue): Promise<TemplateCard> {
    const input = {
      name: value.name.trim(),
      vendors: value.vendors,
      content: readyContent(value.content),
      own: ownGiven(definitions, value.own ?? {}),
    };
    const before = made.current;
    // Neither layout nor usage of a template is ever another one.
    if (before?.layout !== value.layout || before.usage !== value.usage)
      return create.run({ input: { ...input, usage: value.usage, layout: value.layout } });
    const { version_id: base_version, revision: base_revision } = before;
    return update.run({ template: before.id, input: { ...input, base_version, base_revision } });
  }

  async function save(andSubmit: boolean) {
    if (!value) return;
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
      const card = await store(value);
      made.current = card;
      draft.forget();
      if (andSubmit) {
        await checkSaved(card.id);
        await submit.run({ template: card.id });
      }
      message.success(t(andSubmit ? "submit_done" : "saved"));
      navigate(`/templates/${card.id}`, { replace: true });
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  if (!value || choosing) {
    return (
      <Page
        title={t("choose_layout")}
        note={t(value ? "change_layout_note" : "create_note")}
        back="/templates"
      >
        <LayoutChoice choose={choose} />
      </Page>
    );
  }
  return (
    <Page
      title={t("create_title")}
      note={draft.keptAt && <DraftNote keptAt={draft.keptAt} />}
      back="/templates"
      actions={
        <>
          <ThingsLeft value={value} />
          <Button loading={saving} onClick={() => void save(false)} data-testid="save">
            {t("save_draft")}
          </Button>
          {may("KooMessage:template:submit") && (
            <Button type="primary" loading={saving} onClick={() => void save(true)} data-testid="save-submit">
              {t("save_submit")}
            </Button>
          )}
        </>
      }
    >
      <FailedNote failure={failure} />
      <Editor
        value={value}
        set={(change) => draft.set((before) => (before ? change(before) : before))}
        tried={tried}
        definitions={definitions}
        layoutAction={<Button onClick={() => setChoosing(true)}>{t("change_layout")}</Button>}
      />
    </Page>
  );
}
