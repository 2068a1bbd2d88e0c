import { DownloadOutlined } from "@ant-design/icons";
import { type FilterSpec, rangeOfDays } from "@tidings/shared/resource/address.ts";
import { Button, Flex } from "antd";
import { useState } from "react";
import { Days } from "../ui/date.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { filtersOf } from "../ui/filter-values.ts";
import { FormField } from "../ui/form-field.tsx";
import { useZone } from "../ui/me.tsx";
import { useExport } from "../ui/resource/export-button.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./audit-words.ts";

const AT: FilterSpec = { name: "at", kind: "time" };

/** Exports the sealed rows of a period with their seals (IAM-4), as a job of the download centre. */
export function SealedExport() {
  const t = useTranslations(words);
  const zone = useZone();
  const [open, setOpen] = useState(false);
  const [period, setPeriod] = useState<readonly [string, string] | null>(null);
  const { start, running } = useExport({
    source: "sealed_audit",
    filters: filtersOf([AT], period ? { at: rangeOfDays(...period) } : {}, zone),
  });
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)} data-testid="export-audit">
        {t("export")}
      </Button>
      {open && (
        <Dialog
          title={t("export_title")}
          okText={t("export")}
          confirmLoading={running}
          onOk={() => void start({ format: "ndjson" }).then(() => setOpen(false))}
          onCancel={() => setOpen(false)}
        >
          <Flex vertical gap={12}>
            <div>{t("export_note")}</div>
            <FormField label={t("period")} htmlFor="audit-from">
              <Days id="audit-from" value={period} change={setPeriod} />
            </FormField>
          </Flex>
        </Dialog>
      )}
    </>
  );
}
