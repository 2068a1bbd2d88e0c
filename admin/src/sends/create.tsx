import { MESSAGE_KIND_WORDS } from "@tidings/shared/sends/words.ts";
import { Button } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { useDraft } from "../ui/draft.ts";
import { useEnterprise, useMe } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";
import { EMPTY_FORM, type SendForm } from "./form.ts";
import type { StoredSend } from "./use-make-send.ts";
import { SendWizard } from "./wizard.tsx";

interface Draft extends SendForm {
  /** What was made of it, whose submission was refused: the next attempt goes on with that. */
  readonly made?: StoredSend | null;
}

const isKind = (kind: string | null): kind is SendForm["kind"] =>
  kind !== null && Object.hasOwn(MESSAGE_KIND_WORDS, kind);

/** A new send task (SND-1, BSN-1). The draft survives a reload. */
export function SendCreate() {
  const t = useTranslations(words);
  const me = useMe();
  const { id: enterprise } = useEnterprise();
  const [search] = useSearchParams();
  const draft = useDraft<Draft>(`send.new.${enterprise}.${me.user_id}`, EMPTY_FORM);
  const [times, setTimes] = useState(0);
  // A template or file named in the URL overrides the stored draft.
  const [first] = useState<SendForm>(() => {
    const { made: _, ...kept } = draft.value;
    const kind = search.get("kind");
    return {
      // A draft stored by an earlier release may lack new fields.
      ...EMPTY_FORM,
      ...kept,
      ...(isKind(kind) ? { kind } : {}),
      template: search.get("template") ?? (isKind(kind) && kind !== kept.kind ? null : kept.template),
      ...(search.get("file") ? { audience: "file" as const, file: search.get("file") } : {}),
    };
  });
  // Another template or file begins another send.
  const [made, setMade] = useState<StoredSend | null>(() =>
    first.kind === draft.value.kind &&
    first.template === draft.value.template &&
    first.file === draft.value.file
      ? (draft.value.made ?? null)
      : null,
  );

  function startOver() {
    draft.set(() => EMPTY_FORM);
    draft.forget();
    setMade(null);
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
      keep={(form) => draft.set(() => ({ ...form, ...(made ? { made } : {}) }))}
      stored={made}
      onSaved={(send, form) => {
        setMade(send);
        draft.set(() => ({ ...form, made: send }));
      }}
      forget={draft.forget}
    />
  );
}
