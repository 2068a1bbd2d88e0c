import { type ButtonProps, Modal } from "antd";
import { useEnterprise } from "../../ui/me.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { clock, dayjs } from "../../ui/time.ts";
import { useWords } from "../../ui/words.ts";
import { words } from "./create-words.ts";
import { linksOf, type TaskForm } from "./form.ts";
import type { Choices } from "./use-choices.ts";

interface ConfirmProps {
  readonly form: TaskForm;
  readonly choices: Choices;
  readonly failure: unknown;
  readonly running: boolean;
  readonly make: () => void;
  readonly close: () => void;
}

/** 生成解析标识确认: what will be made, in sentences, before it is made. */
export function Confirm({ form, choices, failure, running, make, close }: ConfirmProps) {
  const say = useWords(words);
  const { zone } = useEnterprise();
  const { domain, source, template } = choices;
  const days = form.days ?? 0;
  const at = clock(dayjs().add(days, "day").toISOString(), zone);
  const jump = form.jump.trim();
  const named = {
    name: source?.template_name ?? template?.name,
    signatures: form.signatures.map((name) => `【${name}】`).join(""),
    domain: domain?.host ?? say("domain_default"),
  };
  return (
    <Modal
      open
      title={say("confirm")}
      okText={say("confirm_ok")}
      okButtonProps={{ "data-testid": "confirm" } as ButtonProps}
      cancelText={say("back")}
      confirmLoading={running}
      onOk={make}
      onCancel={close}
      // The second half of a double click on the button that opened it falls on the mask.
      maskClosable={false}
    >
      <ul className="will" data-testid="will">
        <li>
          {form.kind === "group" ? (
            <b>{say("will_group", { count: form.maxResolutions ?? 0 })}</b>
          ) : (
            <b>{say("will_personal", { count: audienceOf(form, choices) })}</b>
          )}
        </li>
        <li>{say("will_template", named)}</li>
        <li>{say("will_expire", { count: days, at })}</li>
        {form.kind === "group" && <li>{jump === "" ? say("will_page") : say("will_jump", { url: jump })}</li>}
        <li>{say("will_cost")}</li>
      </ul>
      <FailedNote failure={failure} />
    </Modal>
  );
}

/** For how many people personal links are asked for. */
function audienceOf(form: TaskForm, { facts, file, source }: Choices): number {
  if (source) return source.accepted ?? 0;
  return form.audience === "file" ? (file?.accepted ?? 0) : linksOf(form, facts).length;
}
