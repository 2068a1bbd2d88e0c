import { Flex, Input, Modal } from "antd";
import { useState } from "react";
import { FormField } from "../../ui/form-field.tsx";
import { useTranslations } from "../../ui/words.ts";
import { words } from "./acts-words.ts";

interface DownloadReasonProps {
  readonly start: (reason: string) => void;
  readonly close: () => void;
}

/** Asks why the whole customer flags are taken out; the reason stands in the audit log (IAM-3). */
export function DownloadReason({ start, close }: DownloadReasonProps) {
  const t = useTranslations(words);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  return (
    <Modal
      open
      title={t("whole_title")}
      okText={t("whole_start")}
      cancelText={t("whole_cancel")}
      onOk={() => (reason.trim() === "" ? setMissing(true) : start(reason.trim()))}
      onCancel={close}
      maskClosable={false}
    >
      <Flex vertical gap={12}>
        <div>{t("whole_body")}</div>
        <FormField
          label={t("whole_reason")}
          htmlFor="export-reason"
          required
          wrong={missing ? t("whole_missing") : undefined}
        >
          <Input.TextArea
            id="export-reason"
            autoFocus
            rows={3}
            maxLength={500}
            showCount
            value={reason}
            onChange={(event) => {
              setReason(event.target.value);
              setMissing(false);
            }}
          />
        </FormField>
      </Flex>
    </Modal>
  );
}
