import { SmileOutlined } from "@ant-design/icons";
import type { ShortcutButton } from "@tidings/shared/accounts/shortcuts/content.ts";
import {
  BUTTON_FIELDS,
  SHORTCUT_ACTION_NAMES,
  SHORTCUT_ACTIONS,
  SHORTCUT_LIMITS,
  type ShortcutAction,
  type ShortcutActionName,
} from "@tidings/shared/accounts/shortcuts/fields.ts";
import { Button, Popover, Select } from "antd";
import { Entries } from "../../ui/entries.tsx";
import { FormField } from "../../ui/form-field.tsx";
import { useTranslations } from "../../ui/words.ts";
import { AccountFields, type FormPart, useWrong } from "../field.tsx";
import { words } from "./words.ts";

/** What shops put on buttons; any other emoji is typed. */
const EMOJI = [..."🛍🛒🎁🎉🔥⭐💰🎫📦🚚📍📞💬📧📅⏰🏠🔍👍❤✨🆕🎂🍔"];

interface ButtonsProps extends FormPart<readonly ShortcutButton[]> {
  /** Where the buttons stand: `buttons`, `timed[0].buttons`. */
  readonly at: string;
}

/** Up to three buttons (table 9-6). */
export function ButtonsForm({ value, change, problems, tried, at: path }: ButtonsProps) {
  const t = useTranslations(words);
  const wrong = useWrong(problems, tried);
  return (
    <Entries<ShortcutButton>
      value={value}
      change={change}
      title={(at) => t("button", { at })}
      most={SHORTCUT_LIMITS.buttons}
      make={() => ({ name: "", action: "url" })}
      add={t("add_button")}
      addId={`add-${path}`}
      inner
      wrong={wrong(path)}
    >
      {(button, set, at) => (
        <OneButton value={button} change={set} problems={problems} tried={tried} at={`${path}[${at}]`} />
      )}
    </Entries>
  );
}

function OneButton({
  value,
  change,
  problems,
  tried,
  at,
}: FormPart<ShortcutButton> & { readonly at: string }) {
  const t = useTranslations(words);
  const action: ShortcutAction = SHORTCUT_ACTIONS[value.action];
  const id = `account-${at}.action`.replace(/[[\].]+/g, "-");
  const set = (name: string, next: unknown) => change((before) => ({ ...before, [name]: next }));
  const shared = { values: value, set, problems, tried, at: `${at}.` };
  const emoji = (
    <div className="shortcut-emoji">
      {EMOJI.map((one) => (
        <Button
          key={one}
          type="text"
          size="small"
          aria-label={one}
          onClick={() => change((before) => ({ ...before, name: `${before.name ?? ""}${one}` }))}
        >
          {one}
        </Button>
      ))}
    </div>
  );
  return (
    <>
      <AccountFields fields={BUTTON_FIELDS} {...shared} />
      <Popover trigger="click" content={emoji}>
        <Button size="small" icon={<SmileOutlined />} className="shortcut-emoji-add">
          {t("emoji")}
        </Button>
      </Popover>
      <FormField label={t("action")} htmlFor={id} required>
        <Select<ShortcutActionName>
          id={id}
          value={value.action}
          onChange={(next) => change(({ name }) => ({ name, action: next }))}
          options={SHORTCUT_ACTION_NAMES.map((name) => ({
            value: name,
            label: t(SHORTCUT_ACTIONS[name].label),
          }))}
        />
      </FormField>
      <AccountFields fields={action.fields} {...shared} />
    </>
  );
}
