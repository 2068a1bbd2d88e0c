import { isOwnFine, ownGiven } from "@tidings/shared/own/fields.ts";
import { hasErrors } from "@tidings/shared/templates/content.ts";
import type { Layout } from "@tidings/shared/templates/layout.ts";
import { App, Button } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useDraft } from "../ui/draft.ts";
import { DraftNote } from "../ui/draft-note.tsx";
import { useEnterprise, useMay, useMe } from "../ui/me.tsx";
import { useOwnFields } from "../ui/own/use-own-fields.ts";
import { Page } from "../ui/page.tsx";
import { FailedNote } from "../ui/states.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { checkSaved } from "./check.ts";
import { Editor, findingsOf } from "./editor/editor.tsx";
import { LayoutChoice } from "./editor/layout-choice.tsx";
import { beginWith, type EditorValue, readyContent } from "./editor/value.ts";
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
  const draft = useDraft<EditorValue | null>(`template.new.${enterprise}.${me.user_id}`, null);
  const create = useVerb<TemplateCard>("create_template");
  const submit = useVerb("submit_template");
  const [choosing, setChoosing] = useState(draft.value === null);
  const [tried, setTried] = useState(false);
  const { definitions } = useOwnFields("template");
  const [failure, setFailure] = useState<unknown>(null);
  const value = draft.value;

  function choose(layout: Layout) {
    draft.set((before) => beginWith(layout, before ?? undefined));
    setChoosing(false);
  }

  async function save(andSubmit: boolean) {
    if (!value) return;
    if (
      value.name.trim() === "" ||
      (andSubmit && hasErrors(findingsOf(value))) ||
      !isOwnFine(definitions, value.own ?? {}, andSubmit)
    ) {
      setTried(true);
      return;
    }
    setFailure(null);
    try {
      const made = await create.run({
        input: {
          name: value.name.trim(),
          usage: value.usage,
          layout: value.layout,
          vendors: value.vendors,
          content: readyContent(value.content),
          own: ownGiven(definitions, value.own ?? {}),
        },
      });
      draft.forget();
      if (andSubmit) {
        await checkSaved(made.id);
        await submit.run({ template: made.id });
      }
      message.success(t(andSubmit ? "submit_done" : "saved"));
      navigate(`/templates/${made.id}`, { replace: true });
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
          <Button loading={create.running} onClick={() => void save(false)} data-testid="save">
            {t("save_draft")}
          </Button>
          {may("KooMessage:template:submit") && (
            <Button
              type="primary"
              loading={create.running || submit.running}
              onClick={() => void save(true)}
              data-testid="save-submit"
            >
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
