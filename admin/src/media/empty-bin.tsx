import { DeleteOutlined } from "@ant-design/icons";
import { sizeText } from "@tidings/shared/ground/size.ts";
import { Button } from "antd";
import { useState } from "react";
import { ActionDialog } from "../ui/action-dialog.tsx";
import { useRows } from "../ui/data.ts";
import { useMay } from "../ui/me.tsx";
import { FactsSkeleton } from "../ui/skeletons.tsx";
import { IDS_PER_CALL } from "../ui/transition.ts";
import { useTranslations } from "../ui/words.ts";
import type { MediaRow } from "./row.ts";
import { useSpace } from "./space.tsx";
import { words } from "./words.ts";

/** Deletes for good what lies in the bin and nothing shows. */
export function EmptyBin() {
  const t = useTranslations(words);
  const may = useMay();
  const [open, setOpen] = useState(false);
  const space = useSpace();
  if (!may("KooMessage:media:delete") || !space || space.purgeable_bytes === 0) return null;
  return (
    <>
      <Button danger icon={<DeleteOutlined />} onClick={() => setOpen(true)} data-testid="empty-bin">
        {t("empty_bin")}
      </Button>
      {open && <Asked close={() => setOpen(false)} />}
    </>
  );
}

function Asked({ close }: { close: () => void }) {
  const t = useTranslations(words);
  const { rows, total, loading } = useRows<MediaRow>("media_cards", {
    filters: [
      { field: "shelf", operator: "eq", value: "bin" },
      { field: "used", operator: "eq", value: false },
    ],
    sorters: [{ field: "trashed_at", order: "asc" }],
    select: "id, enterprise_id, bytes",
    limit: IDS_PER_CALL,
    poll: false,
  });
  if (loading) return <FactsSkeleton rows={2} />;
  const size = sizeText(rows.reduce((sum, { bytes }) => sum + bytes, 0));
  return (
    <ActionDialog
      verb="transition_many"
      args={{ resource: "media", verb: "purge", ids: rows.map(({ id }) => id) }}
      offer={{
        label: t("empty_bin"),
        title: t("empty_bin_title", { count: rows.length }),
        body: (
          <>
            <p>{t("empty_bin_body", { size })}</p>
            {total > rows.length && <p>{t("empty_bin_more", { most: IDS_PER_CALL })}</p>}
          </>
        ),
        done: t("empty_bin_done"),
        tone: "danger",
        typed: String(rows.length),
      }}
      close={close}
    />
  );
}
