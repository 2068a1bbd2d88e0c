import { DownloadOutlined } from "@ant-design/icons";
import type { CrudFilters } from "@refinedev/core";
import { Button, DatePicker, Flex, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { useState } from "react";
import { FormField } from "../ui/form-field.tsx";
import { useZone } from "../ui/me.tsx";
import { useExport } from "../ui/resource/export-button.tsx";
import { dayStart } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./audit-words.ts";

type Period = readonly [Dayjs, Dayjs] | null;

/** Exports the sealed rows of a period with their seals (IAM-4), as a job of the download centre. */
export function SealedExport() {
  const t = useTranslations(words);
  const zone = useZone();
  const [open, setOpen] = useState(false);
  const [period, setPeriod] = useState<Period>(null);
  const { start, running } = useExport({ source: "sealed_audit", filters: within(period, zone) });
  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)} data-testid="export-audit">
        {t("export")}
      </Button>
      <Modal
        open={open}
        title={t("export_title")}
        okText={t("export")}
        cancelText={t("cancel")}
        confirmLoading={running}
        onOk={() => void start({ format: "ndjson" }).then(() => setOpen(false))}
        onCancel={() => setOpen(false)}
        destroyOnHidden
      >
        <Flex vertical gap={12}>
          <div>{t("export_note")}</div>
          <FormField label={t("period")} htmlFor="audit-from">
            <DatePicker.RangePicker
              id={{ start: "audit-from", end: "audit-to" }}
              value={period as [Dayjs, Dayjs] | null}
              onChange={(range) => setPeriod(range?.[0] && range[1] ? [range[0], range[1]] : null)}
            />
          </FormField>
        </Flex>
      </Modal>
    </>
  );
}

/** Days are those of the enterprise's zone; the last one is included. */
function within(period: Period, zone: string): CrudFilters {
  if (period === null) return [];
  return [
    { field: "at", operator: "gte", value: dayStart(period[0], zone).toISOString() },
    { field: "at", operator: "lt", value: dayStart(period[1].add(1, "day"), zone).toISOString() },
  ];
}
