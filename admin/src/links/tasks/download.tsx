import { DownloadOutlined } from "@ant-design/icons";
import { csvLines, csvText } from "@tidings/shared/csv.ts";
import { LINK_STATUS_WORDS } from "@tidings/shared/links/words.ts";
import { App, Button, Flex, Progress } from "antd";
import { useEffect, useRef, useState } from "react";
import { CSV, filePicker, fileSink } from "../../ui/file-sink.ts";
import { useEnterprise, useMay } from "../../ui/me.tsx";
import { saveBlob } from "../../ui/save.ts";
import { clock } from "../../ui/time.ts";
import { userErrorOf } from "../../ui/user-error.ts";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { words as acts } from "./acts-words.ts";
import { DownloadReason } from "./download-reason.tsx";
import { type ExportLink, linkPages } from "./link-pages.ts";
import type { TaskCard } from "./row.ts";
import { type WholeFlag, wholeFlags } from "./whole-flags.ts";
import { words } from "./words.ts";

/** About 2 MB: longer files are written to disk while they are read, where the browser can do so. */
const LARGE = 20_000;

/**
 * Downloads all personal links of a task as one CSV, with progress and a cancel button. Customer flags that are numbers are masked;
 * whoever may reveal numbers takes whole ones, with the values, for a reason.
 */
export function DownloadLinks({ task, small = false }: { task: TaskCard; small?: boolean }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { message } = App.useApp();
  const tActs = useTranslations(acts);
  const linesOf = useLines();
  const [asking, setAsking] = useState(false);
  const stop = useRef<AbortController | null>(null);
  const [done, setDone] = useState<number | null>(null);
  useEffect(() => () => stop.current?.abort(), []);
  // A link shows its customer's values to whoever opens it: it needs the right to create links, not only to list them.
  const mayDo = useMay();
  const may = mayDo("KooMessage:resolveTask:create");
  const there = task.kind === "personal" && task.made > 0;
  if (!may || !there || task.state === "generating" || task.state === "cancelled") return null;

  async function download(reason: string | null = null) {
    setAsking(false);
    const control = new AbortController();
    stop.current = control;
    // A short file is downloaded at once; a long one is written to disk while it is read.
    const sink = await fileSink(
      CSV,
      `${task.batch_no}.csv`,
      task.made > LARGE ? filePicker() : undefined,
      saveBlob,
    );
    if (!sink) return;
    setDone(0);
    let read = 0;
    try {
      const whole = reason === null ? null : wholeFlags(task.id, reason, control.signal);
      let names: string[] | null = null;
      for await (const page of linkPages(task.id, task.made, control.signal)) {
        const flags = (await whole?.of(page.map(({ ordinal }) => ordinal))) ?? null;
        names ??= Object.keys(flags?.[0]?.params ?? {});
        await sink.write(linesOf(page, flags, names, read === 0));
        read += page.length;
        setDone(read);
      }
      await sink.close();
    } catch (failure) {
      await sink.abort();
      if (!control.signal.aborted) message.error(userErrorOf(failure, locale).message);
    } finally {
      setDone(null);
    }
  }

  if (done !== null) {
    return (
      <Flex gap={8} align="center" wrap role="status">
        <Progress
          type="circle"
          size={20}
          percent={Math.floor((done / task.made) * 100)}
          aria-label={t("download")}
        />
        <span className="faint">{t("downloading", { done, all: task.made })}</span>
        <Button size="small" onClick={() => stop.current?.abort()}>
          {t("stop")}
        </Button>
      </Flex>
    );
  }
  return (
    <>
      <Button
        icon={<DownloadOutlined />}
        type={small ? "text" : "default"}
        size={small ? "small" : "middle"}
        aria-label={small ? `${t("download")} ${task.name}` : undefined}
        onClick={() => void download()}
        data-testid="download"
      >
        {small ? null : t("download")}
      </Button>
      {!small && mayDo("KooMessage:recipient:reveal") && (
        <Button onClick={() => setAsking(true)} data-testid="download-whole">
          {tActs("whole_flags")}
        </Button>
      )}
      {asking && <DownloadReason start={(reason) => void download(reason)} close={() => setAsking(false)} />}
    </>
  );
}

/** Links as CSV lines; the first page starts with the header. */
function useLines() {
  const t = useTranslations(words);
  const { zone } = useEnterprise();
  return (
    links: readonly ExportLink[],
    flags: readonly (WholeFlag | undefined)[] | null,
    names: readonly string[],
    first: boolean,
  ): string => {
    const header = [t("ordinal"), t("cust_flag"), ...names, t("link"), t("status"), t("used_at")];
    const lines = links.map((link, index) => [
      link.ordinal,
      flags === null ? link.cust_flag : flags[index]?.cust_flag,
      ...names.map((name) => flags?.[index]?.params?.[name]),
      link.address,
      t(LINK_STATUS_WORDS[link.status]),
      link.used_at === null ? "" : clock(link.used_at, zone, true),
    ]);
    return first ? csvText(header, lines) : csvLines(lines);
  };
}
