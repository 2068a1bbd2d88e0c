import type { BasicContent } from "@tidings/shared/basic/content.ts";
import { Button } from "antd";
import { useState } from "react";
import { useEditor } from "../ui/editor.tsx";
import { useEnterprise, useMe } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { type BasicValue, beginWith, isBlank } from "./editor/value.ts";
import type { BasicCard } from "./row.ts";
import { StarterChoice } from "./starter-choice.tsx";
import { words } from "./words.ts";
import { WorkPage } from "./work-page.tsx";

/** A new basic template: blank or one of the starters, then the storyboard. */
export function BasicCreate() {
  const t = useTranslations(words);
  const me = useMe();
  const { id: enterprise } = useEnterprise();
  const editor = useEditor<BasicValue | null, BasicCard>({
    noun: "basic_template",
    name: `basic-template.new.${enterprise}.${me.user_id}`,
    found: null,
    begin: () => null,
    untouched: (value) => value === null || isBlank(value),
  });
  const { values: value, edit } = editor;
  const create = useVerb<BasicCard>("create_basic_template");
  const update = useVerb<BasicCard>("update_basic_template");
  const [choosing, setChoosing] = useState(value === null);

  function choose(content: BasicContent | undefined) {
    edit((before) => beginWith(content, before ?? undefined));
    setChoosing(false);
  }

  if (!value || choosing)
    return (
      <Page
        title={t("choose_title")}
        note={t(value && !isBlank(value) ? "change_note" : "choose_note")}
        back="/basic-templates"
      >
        <StarterChoice choose={choose} />
      </Page>
    );
  return (
    <WorkPage
      title={t("create_title")}
      back="/basic-templates"
      editor={editor}
      value={value}
      edit={(change) => edit((before) => before && change(before))}
      saves={t("save_draft")}
      store={(input, made) => {
        if (!made) return create.run({ input });
        const { version_id: base_version, revision: base_revision } = made;
        return update.run({ basic_template: made.id, input: { ...input, base_version, base_revision } });
      }}
      action={
        <Button onClick={() => setChoosing(true)} data-testid="choose-again">
          {t("change")}
        </Button>
      }
    />
  );
}
