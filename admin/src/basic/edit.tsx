import { contentWords } from "../contents/words.ts";
import { type Found, useEditedRow } from "../ui/edited-row.tsx";
import { ClosedNote, useEditor } from "../ui/editor.tsx";
import { Page } from "../ui/page.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import type { BasicValue } from "./editor/value.ts";
import type { BasicCard } from "./row.ts";
import { words } from "./words.ts";
import { WorkPage } from "./work-page.tsx";

/** Edits a basic template; what serves or has expired gets a new version, which is reviewed again. */
export function BasicEdit() {
  const t = useTranslations(words);
  const found = useEditedRow<BasicCard>("basic_template_cards", "basic_template");
  if (!found.row) return found.instead;
  const { row } = found;
  if (found.open) return <Edit key={row.id} found={found} />;
  return (
    <Page title={t(contentWords.edit_title, { name: row.name })} back={`/basic-templates/${row.id}`}>
      <ClosedNote noun="basic_template" row={row} />
    </Page>
  );
}

function Edit({ found }: { found: Found<BasicCard> }) {
  const { row } = found;
  const t = useTranslations(words);
  const update = useVerb<BasicCard>("update_basic_template");
  const editor = useEditor<BasicValue, BasicCard>({
    noun: "basic_template",
    name: found.draft,
    found,
    begin: (card) => {
      const { name, content, signature_id, channel_id, validity_days, own } = card ?? row;
      return { name, content, signature_id, channel_id, validity_days, own };
    },
  });
  return (
    <WorkPage
      title={t(contentWords.edit_title, { name: row.name })}
      back={`/basic-templates/${row.id}`}
      editor={editor}
      value={editor.values}
      edit={editor.edit}
      saves={t("save")}
      store={(input, _made, base) => update.run({ basic_template: row.id, input: { ...input, ...base } })}
    />
  );
}
