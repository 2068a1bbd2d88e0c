import type { Finding } from "@tidings/shared/templates/findings.ts";
import { Form } from "antd";
import type { ReactNode } from "react";
import { useTranslations } from "../ui/words.ts";
import type { Path } from "./paths.ts";
import { contentWords } from "./words.ts";

interface FieldProps {
  readonly label: ReactNode;
  readonly required: boolean;
  readonly findings: readonly Finding[];
  readonly hint?: ReactNode;
  readonly htmlFor?: string;
  /** Its place in the content, where the phone and the check open it. */
  readonly path?: Path;
  /** At the end of the label's line. */
  readonly tool?: ReactNode;
  readonly children: ReactNode;
}

/** A form field with its label and its findings. */
export function Field({ label, required, findings, hint, htmlFor, path, tool, children }: FieldProps) {
  const t = useTranslations(contentWords);
  const error = findings.find((finding) => finding.level === "error");
  const shown = error ?? findings[0];
  return (
    <Form.Item
      label={
        <>
          {label}
          {!required && <span className="faint optional">{t("optional")}</span>}
        </>
      }
      required={required}
      htmlFor={htmlFor}
      validateStatus={error ? "error" : shown ? "warning" : undefined}
      help={shown ? t(shown.words) : undefined}
      extra={hint}
    >
      <div className="field" data-path={path}>
        {children}
        {tool && <div className="field-tool">{tool}</div>}
      </div>
    </Form.Item>
  );
}
