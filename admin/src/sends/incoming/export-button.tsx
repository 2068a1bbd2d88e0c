import { DownloadOutlined } from "@ant-design/icons";
import type { CrudFilters } from "@refinedev/core";
import { App, Button } from "antd";
import { useState } from "react";
import { useEnterprise } from "../../ui/me.tsx";
import { saveFile } from "../../ui/save.ts";
import { userErrorOf } from "../../ui/user-error.ts";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { type Cells, csvOf, rowsToExport } from "./export.ts";
import { words } from "./words.ts";

interface ExportButtonProps<T> {
  readonly view: "reply_cards" | "receipt_cards";
  /** The name of the file without its ending. */
  readonly name: string;
  readonly filters: CrudFilters;
  readonly order: readonly string[];
  readonly cells: Cells<T>;
}

/** Saves what the list shows, all pages of it, as a CSV. */
export function ExportButton<T>({ view, name, filters, order, cells }: ExportButtonProps<T>) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { id } = useEnterprise();
  const { message } = App.useApp();
  const [running, setRunning] = useState(false);

  async function save() {
    setRunning(true);
    try {
      const { rows, more } = await rowsToExport<T>(view, id, filters, order);
      saveFile(`${name}.csv`, csvOf(rows, cells));
      if (more) message.warning(t("csv_cut", { count: rows.length }));
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
    } finally {
      setRunning(false);
    }
  }

  return (
    <Button icon={<DownloadOutlined />} loading={running} onClick={() => void save()} data-testid="export">
      {t("csv")}
    </Button>
  );
}
