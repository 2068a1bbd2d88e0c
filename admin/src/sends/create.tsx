import { MESSAGE_KIND_WORDS } from "@tidings/shared/sends/words.ts";
import { Button } from "antd";
import { type ReactNode, useState } from "react";
import { useSearchParams } from "react-router";
import { useDraft } from "../ui/draft.ts";
import { useEnterprise, useMe } from "../ui/me.tsx";
import { COPY_OF } from "../ui/resource/copied.tsx";
import { useTranslations } from "../ui/words.ts";
import { CopiedSend } from "./copied.tsx";
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

/** A new send task (SND-1, BSN-1), or a copy of another. The draft survives a reload. */
export function SendCreate() {
  const [search] = useSearchParams();
  const copy = search.get(COPY_OF);
  if (copy === null) return <NewSend begin={EMPTY_FORM} />;
  return (
    <CopiedSend key={copy} id={copy}>
      {(begin, note) => <NewSend begin={begin} copy={copy} top={note} />}
    </CopiedSend>
  );
}

interface NewSendProps {
  readonly begin: SendForm;
  /** The id of the send that it is a copy of: a draft of its own. */
  readonly copy?: string;
  readonly top?: ReactNode;
}

function NewSend({ begin, copy, top }: NewSendProps) {
  const t = useTranslations(words);
  const me = useMe();
  const { id: enterprise } = useEnterprise();
  const [search] = useSearchParams();
  const name = [`send.new.${enterprise}.${me.user_id}`, ...(copy ? [COPY_OF, copy] : [])].join(".");
  const draft = useDraft<Draft>(name, begin);
  const [times, setTimes] = useState(0);
  // A template or file named in the URL overrides the stored draft.
  const [first] = useState<SendForm>(() => {
    const { made: _, ...kept } = draft.value;
    const kind = search.get("kind");
    return {
      // A draft stored by an earlier release may lack new fields.
      ...begin,
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
    draft.set(() => begin);
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
      top={top}
      begin={times === 0 ? first : begin}
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
