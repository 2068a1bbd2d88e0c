import { contentWords } from "../contents/words.ts";
import { type Found, useEditedRow } from "../ui/edited-row.tsx";
import { ClosedNote, useEditor } from "../ui/editor.tsx";
import { Page } from "../ui/page.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import type { EditorValue } from "./editor/value.ts";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";
import { WorkPage } from "./work-page.tsx";

/** Edits a template. When somebody else saved meanwhile, the editor is told and keeps what was typed (TPL-5). */
export function TemplateEdit() {
  const t = useTranslations(words);
  const found = useEditedRow<TemplateCard>("template_cards", "template");
  if (!found.row) return found.instead;
  const { row } = found;
  if (found.open) return <Edit key={row.id} found={found} />;
  return (
    <Page title={t(contentWords.edit_title, { name: row.name })} back={`/templates/${row.id}`}>
      <ClosedNote noun="template" row={row} />
    </Page>
  );
}

function Edit({ found }: { found: Found<TemplateCard> }) {
  const { row } = found;
  const t = useTranslations(words);
  const update = useVerb<TemplateCard>("update_template");
  const editor = useEditor<EditorValue, TemplateCard>({
    noun: "template",
    name: found.draft,
    found,
    begin: (card) => {
      const { name, usage, layout, vendors, sms_signatures, content, own } = card ?? row;
      return { name, usage, layout, vendors, sms_signatures, content, own };
    },
  });
  return (
    <WorkPage
      title={t(contentWords.edit_title, { name: row.name })}
      back={`/templates/${row.id}`}
      editor={editor}
      value={editor.values}
      edit={editor.edit}
      saves={t("save")}
      store={(input, _made, base) => update.run({ template: row.id, input: { ...input, ...base } })}
    />
  );
}
