import { w } from "@tidings/shared/ground/locale.ts";
import { Input } from "antd";
import { FormField } from "./form-field.tsx";
import { useTranslations } from "./words.ts";

const words = {
  typed: w("输入“{text}”以确认", "Type “{text}” to confirm"),
  other: w("与“{text}”不一致", "Doesn't match “{text}”"),
};

interface TypedFieldProps {
  readonly id: string;
  /** What has to be typed. */
  readonly text: string;
  /** How it is asked for, and what is said of something else, where it is not said itself. */
  readonly label?: string;
  readonly other?: string;
  readonly value: string;
  readonly change: (value: string) => void;
}

/** Is what was typed what was asked for? */
export const isTyped = (text: string, value: string): boolean => value.trim() === text.trim();

/** Before what cannot be undone: a figure or a name, typed by the person, so that no click alone does it. */
export function TypedField({ id, text, label, other, value, change }: TypedFieldProps) {
  const t = useTranslations(words);
  const isOther = value.trim().length >= text.trim().length && !isTyped(text, value);
  return (
    <FormField
      label={label ?? t("typed", { text })}
      htmlFor={id}
      required
      wrong={isOther ? (other ?? t("other", { text })) : undefined}
    >
      <Input
        id={id}
        value={value}
        autoComplete="off"
        {...(label === undefined ? { "data-typed": text } : {})}
        onChange={({ target }) => change(target.value)}
      />
    </FormField>
  );
}
