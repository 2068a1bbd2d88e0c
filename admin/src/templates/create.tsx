import type { Layout } from "@tidings/shared/layouts/layout.ts";
import { Button } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useEditor } from "../ui/editor.tsx";
import { useEnterprise, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { LayoutChoice } from "./editor/layout-choice.tsx";
import { beginWith, type EditorValue, isBlank } from "./editor/value.ts";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";
import { WorkPage } from "./work-page.tsx";

/** A new template: first the layout, then the content. */
export function TemplateCreate() {
  const t = useTranslations(words);
  const me = useMe();
  const { id: enterprise } = useEnterprise();
  const editor = useEditor<EditorValue | null, TemplateCard>({
    noun: "template",
    name: `template.new.${enterprise}.${me.user_id}`,
    found: null,
    begin: () => null,
    // A layout that is chosen is nothing typed yet.
    untouched: (value) => value === null || isBlank(value),
  });
  const { values: value, edit } = editor;
  const create = useVerb<TemplateCard>("create_template");
  const update = useVerb<TemplateCard>("update_template");
  const [address] = useSearchParams();
  // The guide names a layout in the address.
  const [choosing, setChoosing] = useState(() => value === null || address.has("layout"));

  function choose(layout: Layout) {
    edit((before) => beginWith(layout, before ?? undefined));
    setChoosing(false);
  }

  if (!value || choosing)
    return (
      <Page
        title={t("choose_layout")}
        note={t(value ? "change_layout_note" : "create_note")}
        back="/templates"
      >
        <LayoutChoice choose={choose} />
      </Page>
    );
  return (
    <WorkPage
      title={t("create_title")}
      back="/templates"
      editor={editor}
      value={value}
      edit={(change) => edit((before) => before && change(before))}
      saves={t("save_draft")}
      store={(input, made) => {
        const { layout } = value;
        // The layout of a template is never another one.
        if (made?.layout !== layout) return create.run({ input: { ...input, layout } });
        const { version_id: base_version, revision: base_revision } = made;
        return update.run({ template: made.id, input: { ...input, base_version, base_revision } });
      }}
      layoutAction={<Button onClick={() => setChoosing(true)}>{t("change_layout")}</Button>}
    />
  );
}
