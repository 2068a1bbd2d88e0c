import { App, Button, Flex } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useRows } from "../ui/data.ts";
import type { RowOf } from "../ui/rows.ts";
import { useTranslations } from "../ui/words.ts";
import { useDownload } from "./download.tsx";
import { words } from "./words.ts";

type Export = Pick<RowOf<"export_cards">, "id" | "name" | "state">;

/** Looked at this often: while a file is being written, and otherwise. */
const POLL_MS = { waiting: 2_000, idle: 30_000 };

/** Says on whatever page one is that a file is ready, or has failed. Shows nothing itself. */
export function ExportNotice() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const { notification } = App.useApp();
  const { download } = useDownload();
  // Null until the rows were read once: what was there before is no news.
  const before = useRef<ReadonlyMap<string, string> | null>(null);
  const [waits, setWaits] = useState(false);
  const { rows, loading } = useRows<Export>("export_cards", {
    select: "id, name, state",
    sorters: [{ field: "created_at", order: "desc" }],
    limit: 20,
    poll: waits ? POLL_MS.waiting : POLL_MS.idle,
  });
  const leave = (id: string, then: () => void) => {
    notification.destroy(id);
    then();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each reading of the rows
  useEffect(() => {
    if (loading) return;
    for (const { id, name, state } of before.current === null ? [] : rows) {
      // A short one may be ready before it was ever seen waiting.
      const was = before.current?.get(String(id)) ?? "queued";
      if ((was !== "queued" && was !== "running") || (state !== "done" && state !== "failed")) continue;
      notification[state === "done" ? "success" : "error"]({
        key: String(id),
        message: t(state === "done" ? "ready" : "failed", { name }),
        btn: (
          <Flex gap={8} wrap justify="end">
            <Button size="small" onClick={() => leave(String(id), () => navigate("/exports"))}>
              {t("look")}
            </Button>
            {state === "done" && (
              <Button
                type="primary"
                size="small"
                onClick={() => leave(String(id), () => void download(String(id)))}
                data-testid="download-ready"
              >
                {t("download")}
              </Button>
            )}
          </Flex>
        ),
      });
    }
    setWaits(rows.some(({ state }) => state === "queued" || state === "running"));
    before.current = new Map(rows.map(({ id, state }) => [String(id), String(state)]));
  }, [rows, loading]);
  return null;
}
