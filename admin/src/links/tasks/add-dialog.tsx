import { daysLeft, resolutionsLeft } from "@tidings/shared/links/limits.ts";
import { Alert, App, type ButtonProps, InputNumber, Modal } from "antd";
import { useState } from "react";
import { FormField } from "../../ui/form-field.tsx";
import { useEnterprise } from "../../ui/me.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { clock, dayjs } from "../../ui/time.ts";
import { useVerb } from "../../ui/verb.ts";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./acts-words.ts";
import { TASK_LIMITS } from "./form.ts";
import type { TaskCard } from "./row.ts";

interface AddDialogProps {
  readonly task: TaskCard;
  readonly verb: "add_resolutions" | "add_validity";
  readonly close: () => void;
}

/** 增加解析次数, 增加有效期: how many to add, and the resulting total. */
export function AddDialog({ task, verb, close }: AddDialogProps) {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const { run, running } = useVerb(verb);
  const most = verb === "add_validity" ? daysLeft(task) : resolutionsLeft(task);
  const [more, setMore] = useState<number | null>(Math.min(most, verb === "add_validity" ? 1 : 1000));
  const [failure, setFailure] = useState<unknown>(null);
  const good = more !== null && Number.isInteger(more) && more >= 1 && more <= most;
  const hint = useHint(task, verb, good ? more : 0);

  async function act() {
    setFailure(null);
    try {
      await run({ task: task.id, input: { [verb === "add_validity" ? "days" : "resolutions"]: more } });
      message.success(t("added"));
      close();
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <Modal
      open
      title={t(verb)}
      okText={t(verb)}
      okButtonProps={{ disabled: !good, "data-confirm": verb } as ButtonProps}
      cancelText={t("not_now")}
      confirmLoading={running}
      onOk={() => void act()}
      onCancel={close}
      // The second click of a double click on the opening button lands on the mask.
      maskClosable={false}
      destroyOnHidden
    >
      {most < 1 ? (
        <Alert type="info" showIcon message={t("none_left", { max: TASK_LIMITS.days[task.kind] })} />
      ) : (
        <FormField
          label={t(verb === "add_validity" ? "days" : "resolutions")}
          htmlFor="task-more"
          required
          hint={hint}
          wrong={good ? undefined : t("whole", { max: most })}
        >
          <InputNumber
            id="task-more"
            className="short"
            autoFocus
            precision={0}
            value={more}
            onChange={setMore}
          />
        </FormField>
      )}
      <FailedNote failure={failure} />
    </Modal>
  );
}

function useHint(task: TaskCard, verb: AddDialogProps["verb"], more: number): string {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  if (verb === "add_resolutions") {
    return t("add_resolutions_hint", { now: task.max_resolutions, after: task.max_resolutions + more });
  }
  // An expired task is extended from now, as the verb does.
  const from = task.status === "expired" ? dayjs() : dayjs(task.expires_at);
  const at = clock(from.add(more, "day").toISOString(), zone);
  const days = { now: task.validity_days, after: task.validity_days + more };
  return t("add_validity_hint", { ...days, at, max: TASK_LIMITS.days[task.kind] });
}
