import { DOMAIN_NAMES } from "@tidings/shared/links/words.ts";
import type { ButtonProps } from "antd";
import { Dialog } from "../ui/dialog.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { FailedNote } from "../ui/states.tsx";
import { clock, dayjs } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
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

/** 生成解析标识确认: a summary of what will be created, to confirm. */
export function Confirm({ form, choices, failure, running, make, close }: ConfirmProps) {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  const { domain, source, template } = choices;
  const days = form.days ?? 0;
  const at = clock(dayjs().add(days, "day").toISOString(), zone);
  const jump = form.jump.trim();
  const named = {
    name: source?.template_name ?? template?.name,
    signatures: form.signatures.map((name) => `【${name}】`).join(""),
    domain: domain?.host ?? t(DOMAIN_NAMES.default),
  };
  return (
    <Dialog
      title={t("confirm")}
      okText={t("confirm_ok")}
      okButtonProps={{ "data-testid": "confirm" } as ButtonProps}
      cancelText={t("back")}
      confirmLoading={running}
      onOk={make}
      onCancel={close}
    >
      <ul className="will" data-testid="will">
        <li>
          {form.kind === "group" ? (
            <b>{t("will_group", { count: form.maxResolutions ?? 0 })}</b>
          ) : (
            <b>{t("will_personal", { count: audienceOf(form, choices) })}</b>
          )}
        </li>
        <li>{t("will_template", named)}</li>
        <li>{t("will_expire", { count: days, at })}</li>
        {form.kind === "group" && <li>{jump === "" ? t("will_page") : t("will_jump", { url: jump })}</li>}
        <li>{t("will_cost")}</li>
      </ul>
      <FailedNote failure={failure} />
    </Dialog>
  );
}

/** The number of personal links requested. */
function audienceOf(form: TaskForm, { facts, file, source }: Choices): number {
  if (source) return source.accepted ?? 0;
  return form.audience === "file" ? (file?.accepted ?? 0) : linksOf(form, facts).length;
}
