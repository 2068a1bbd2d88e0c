import { importErrorWords } from "@tidings/shared/numbers/import_errors.ts";
import { UnreadableFile } from "@tidings/shared/numbers/unreadable.ts";
import { Alert } from "antd";
import type { ReactNode } from "react";
import { FailedNote } from "../ui/states.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { AnotherFile } from "./resume.ts";
import type { NumberFile } from "./row.ts";
import { words } from "./words.ts";

interface UploadErrorProps {
  readonly failure: unknown;
  readonly file: NumberFile | null;
  readonly action?: ReactNode;
}

/** Why an upload stopped, and what to do now. */
export function UploadError({ failure, file, action }: UploadErrorProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  if (failure instanceof UnreadableFile) {
    const { message, hint } = importErrorWords(failure.code, locale, failure.details);
    return <Alert type="error" showIcon message={message} description={hint} action={action} />;
  }
  if (failure instanceof AnotherFile) {
    return (
      <Alert
        type="warning"
        showIcon
        message={t("another_file")}
        description={t("another_file_hint", { name: file?.name })}
        action={action}
      />
    );
  }
  return (
    <>
      <FailedNote failure={failure} />
      {action}
    </>
  );
}
