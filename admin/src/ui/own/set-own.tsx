import { TagsOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { type OwnValues, ownGiven, wrongOwn } from "@tidings/shared/own/fields.ts";
import type { Noun } from "@tidings/shared/resource/nouns.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { App, Button } from "antd";
import { useState } from "react";
import { Dialog } from "../dialog.tsx";
import type { VerbName } from "../rows.ts";
import { FailedNote } from "../states.tsx";
import { useSubmission } from "../submission.ts";
import { isAllowed } from "../transition.ts";
import { useVerb } from "../verb.ts";
import { useTranslations } from "../words.ts";
import { OwnInputs } from "./own-inputs.tsx";
import { useOwnFields } from "./use-own-fields.ts";

const words = {
  set: w("填写自定义字段", "Fill in custom fields"),
  note: w(
    "这些字段不属于审批内容，可以随时修改，不影响已有的审批。修改会记入审计日志。",
    "These fields aren't part of the approval. You can edit them at any time without affecting approvals. Changes are recorded in the audit log.",
  ),
  save: w("保存", "Save"),
  done: w("已保存", "Saved"),
};

interface SetOwnProps {
  readonly noun: Noun;
  readonly row: { readonly id: string | number; readonly own?: unknown };
  readonly transitions: readonly Transition[];
}

/** Sets the own fields of a row that no approval is about, where the law lets this person do so. */
export function SetOwn({ noun, row, transitions }: SetOwnProps) {
  const t = useTranslations(words);
  const [open, setOpen] = useState(false);
  if (!isAllowed(transitions, "set_own")) return null;
  return (
    <>
      <Button icon={<TagsOutlined />} onClick={() => setOpen(true)} data-testid="set-own">
        {t("set")}
      </Button>
      {open && <OwnDialog noun={noun} row={row} close={() => setOpen(false)} />}
    </>
  );
}

function OwnDialog({ noun, row, close }: Omit<SetOwnProps, "transitions"> & { readonly close: () => void }) {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const stored = row.own as OwnValues;
  const [values, setValues] = useState(stored);
  const { run } = useVerb(`set_own_${noun}` as VerbName);
  const free = useOwnFields(noun).definitions.filter(({ bound, state }) => !bound && state === "active");

  const { tried, busy, failure, act } = useSubmission({
    ready: () => wrongOwn(free, values, false).length === 0,
    run: async () => {
      await run({ [noun]: row.id, input: { own: ownGiven(free, values) } });
      message.success(t("done"));
      close();
    },
  });

  return (
    <Dialog
      title={t("set")}
      okText={t("save")}
      confirmLoading={busy !== null}
      onOk={() => void act(false)}
      onCancel={close}
    >
      <p>{t("note")}</p>
      <FailedNote failure={failure} />
      <OwnInputs
        definitions={free}
        values={values}
        stored={stored}
        change={setValues}
        tried={tried !== "no"}
      />
    </Dialog>
  );
}
