import { Button } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useDraft } from "../ui/draft.ts";
import { useEnterprise, useMe } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";
import { EMPTY_FORM, type SendForm } from "./form.ts";
import { SendWizard } from "./wizard.tsx";

/** A new send task (SND-1). The draft survives a reload. */
export function SendCreate() {
  const t = useTranslations(words);
  const me = useMe();
  const { id: enterprise } = useEnterprise();
  const [search] = useSearchParams();
  const draft = useDraft<SendForm>(`send.new.${enterprise}.${me.user_id}`, EMPTY_FORM);
  const [times, setTimes] = useState(0);
  // A template or file named in the URL overrides the stored draft.
  const [first] = useState<SendForm>(() => ({
    // A draft stored by an earlier release may lack new fields.
    ...EMPTY_FORM,
    ...draft.value,
    template: search.get("template") ?? draft.value.template,
    ...(search.get("file") ? { audience: "file" as const, file: search.get("file") } : {}),
  }));

  function startOver() {
    draft.set(() => EMPTY_FORM);
    draft.forget();
    setTimes(times + 1);
  }

  return (
    <SendWizard
      key={times}
      title={t("title")}
      note={t("note")}
      back="/sends"
      actions={draft.keptAt && <Button onClick={startOver}>{t("start_over")}</Button>}
      begin={times === 0 ? first : EMPTY_FORM}
      keep={(form) => draft.set(() => form)}
      forget={draft.forget}
    />
  );
}
