import { w } from "@tidings/shared/ground/locale.ts";
import { Input } from "antd";
import { useState } from "react";
import { FormField } from "./form-field.tsx";
import { useTranslations } from "./words.ts";

const words = {
  reason: w("原因", "Reason"),
  reason_optional: w("原因（选填）", "Reason (optional)"),
  missing: w("请填写原因", "Enter a reason"),
};

/** As long as the law keeps one. */
const LONGEST = 500;

/** A reason as it is typed. */
export interface Reason {
  readonly text: string;
  readonly set: (text: string) => void;
  /** It was asked for before it was given. */
  readonly missing: boolean;
  /** The reason without the spaces around it; null, and the field says so, when there is none. */
  readonly take: () => string | null;
}

export function useReason(first = ""): Reason {
  const [text, setText] = useState(first);
  const [missing, setMissing] = useState(false);
  return {
    text,
    missing,
    set: (typed) => {
      setText(typed);
      setMissing(false);
    },
    take: () => {
      const given = text.trim();
      setMissing(given === "");
      return given === "" ? null : given;
    },
  };
}

interface ReasonFieldProps {
  readonly id: string;
  readonly reason: Reason;
  readonly optional?: boolean;
  readonly hint?: string;
  /** What the law says against it. */
  readonly wrong?: string | undefined;
  /** Called by Ctrl+Enter (on a Mac ⌘+Enter), so that no hand leaves the keys. */
  readonly confirm?: () => void;
}

/** Where a person says why; it is in the audit log. */
export function ReasonField({ id, reason, optional = false, hint, wrong, confirm }: ReasonFieldProps) {
  const t = useTranslations(words);
  return (
    <FormField
      label={t(optional ? "reason_optional" : "reason")}
      htmlFor={id}
      required={!optional}
      hint={hint}
      wrong={reason.missing && !optional ? t("missing") : wrong}
    >
      <Input.TextArea
        id={id}
        rows={3}
        maxLength={LONGEST}
        showCount
        value={reason.text}
        onChange={(event) => reason.set(event.target.value)}
        onPressEnter={({ ctrlKey, metaKey }) => {
          if (ctrlKey || metaKey) confirm?.();
        }}
      />
    </FormField>
  );
}
