import { exportFile } from "@tidings/shared/exports/export.ts";
import { listLink } from "@tidings/shared/resource/address.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { useLocation } from "react-router";
import { ListSwitch } from "../ui/list-switch.tsx";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { Empty } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { DownloadButton } from "./download.tsx";
import { ExportState } from "./state.tsx";
import { words } from "./words.ts";

/** The download centre (DLC-1, §10.4). */
export const exports: DrawnResource = {
  of: exportFile,
  slots: {
    Above: Looks,
    nothing: ({ state, downloaded }) =>
      String(state) === "done" && String(downloaded) === "false" ? <NoneLeft /> : undefined,
    values: { state: (row: Row) => <ExportState row={row} /> },
    Action: ({ row }) => <DownloadButton id={String(row.id)} state={String(row.state)} primary />,
  },
};

/** The tab of what nobody has fetched is empty. */
function NoneLeft() {
  const t = useTranslations(words);
  return <Empty title={t("none_left")} hint={t("none_left_hint")} />;
}

/** Between all records and those that are ready and nobody has fetched: the two tabs of §10.4. */
function Looks() {
  const t = useTranslations(words);
  const { search } = useLocation();
  const lists = [
    { to: "/exports", label: t("look_all") },
    { to: listLink("exports", { state: "done", downloaded: "false" }), label: t("look_new") },
  ];
  return <ListSwitch at={`/exports${search}`} lists={lists} />;
}
