import { DownloadOutlined } from "@ant-design/icons";
import { EXPORTED_AT_ONCE, ndjson, type SealedRow, sealedPages } from "@tidings/shared/people/audit_proof.ts";
import { App, Button, DatePicker, Flex, Modal } from "antd";
import type { Dayjs } from "dayjs";
import { useRef, useState } from "react";
import { filePicker, fileSink, NDJSON } from "../ui/file-sink.ts";
import { FormField } from "../ui/form-field.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { saveBlob } from "../ui/save.ts";
import { FailedNote } from "../ui/states.tsx";
import { dayStart, today } from "../ui/time.ts";
import { callVerb } from "../ui/verb.ts";
import { withRetry } from "../ui/with-retry.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./audit-words.ts";

type Period = readonly [Dayjs, Dayjs] | null;

/** Exports the sealed rows of a period as one file (IAM-4). */
export function ExportButton() {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const { zone } = useEnterprise();
  const [open, setOpen] = useState(false);
  const [period, setPeriod] = useState<Period>(null);
  const [done, setDone] = useState<number | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const control = useRef<AbortController | null>(null);

  async function download() {
    control.current = new AbortController();
    const { signal } = control.current;
    setFailure(null);
    const sink = await fileSink(NDJSON, fileName(period, zone), filePicker(), saveBlob);
    if (!sink) return;
    setDone(0);
    let count = 0;
    try {
      const read = (after_seq: number) => withRetry(() => pageAfter(after_seq, period, zone), signal);
      for await (const rows of sealedPages(read)) {
        signal.throwIfAborted();
        await sink.write(ndjson(rows));
        count += rows.length;
        setDone(count);
      }
      if (count === 0) {
        await sink.abort();
        message.info(t("exported_none"));
        return;
      }
      await sink.close();
      message.success(t("exported", { count }));
      setOpen(false);
    } catch (error) {
      await sink.abort();
      if (!signal.aborted) setFailure(error);
    } finally {
      setDone(null);
    }
  }

  function close() {
    control.current?.abort();
    setOpen(false);
  }

  return (
    <>
      <Button icon={<DownloadOutlined />} onClick={() => setOpen(true)} data-testid="export-audit">
        {t("export")}
      </Button>
      <Modal
        open={open}
        title={t("export_title")}
        okText={t("export")}
        cancelText={t(done === null ? "cancel" : "stop")}
        confirmLoading={done !== null}
        onOk={() => void download()}
        onCancel={close}
        maskClosable={false}
        destroyOnHidden
      >
        <Flex vertical gap={12}>
          <div>{t("export_note")}</div>
          <FormField label={t("period")} htmlFor="audit-from">
            <DatePicker.RangePicker
              id={{ start: "audit-from", end: "audit-to" }}
              disabled={done !== null}
              value={period as [Dayjs, Dayjs] | null}
              onChange={(range) => setPeriod(range?.[0] && range[1] ? [range[0], range[1]] : null)}
            />
          </FormField>
          {done !== null && (
            <span role="status" className="faint">
              {t("exporting", { count: done })}
            </span>
          )}
          <FailedNote failure={failure} />
        </Flex>
      </Modal>
    </>
  );
}

/** Days are those of the enterprise's zone; the last one is included. */
function pageAfter(after_seq: number, period: Period, zone: string): Promise<readonly SealedRow[]> {
  return callVerb("audit_export", {
    from_time: period === null ? null : dayStart(period[0], zone).toISOString(),
    to_time: period === null ? null : dayStart(period[1].add(1, "day"), zone).toISOString(),
    after_seq,
    most: EXPORTED_AT_ONCE,
  });
}

function fileName(period: Period, zone: string): string {
  const days = period === null ? [today(zone)] : period.map((day) => day.format("YYYY-MM-DD"));
  return `audit-log-${days.join("-to-")}.ndjson`;
}
