import { PictureOutlined } from "@ant-design/icons";
import { lengthText, sizeText } from "@tidings/shared/ground/size.ts";
import { Button, Flex, Input, Select } from "antd";
import { useState } from "react";
import { useRowTable } from "../ui/data.ts";
import { Dialog } from "../ui/dialog.tsx";
import { useMay } from "../ui/me.tsx";
import { PageNumbers } from "../ui/pager.tsx";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Empty, Failed } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { useFolders } from "./folders.ts";
import { type Medium, mayAddMedia } from "./store-medium.ts";
import "./media.css";
import { Thumb } from "./thumb.tsx";
import { WebPicture } from "./web-picture.tsx";
import { words } from "./words.ts";

/** As many as a page of the dialog has: whole rows of three and four. */
const SHOWN = 24;

interface MediaPickerProps {
  readonly kind: Medium["kind"];
  readonly choose: (medium: Medium) => void;
}

/** Picks a medium from the enterprise's library (TPL-8); a picture may be fetched from a web page into it first (BAS-2). */
export function MediaPicker({ kind, choose }: MediaPickerProps) {
  const t = useTranslations(words);
  const may = useMay();
  const [open, setOpen] = useState(false);
  const take = (medium: Medium) => {
    choose(medium);
    setOpen(false);
  };
  return (
    <>
      <Button icon={<PictureOutlined />} onClick={() => setOpen(true)}>
        {t("library")}
      </Button>
      {open && (
        <Dialog title={t("library")} footer={null} width={760} onCancel={() => setOpen(false)}>
          <Flex vertical gap={16}>
            {kind === "image" && mayAddMedia(may) && <WebPicture choose={take} />}
            <Shelf kind={kind} choose={take} />
          </Flex>
        </Dialog>
      )}
    </>
  );
}

const FILTERS = [
  { name: "name", kind: "text" },
  { name: "folder", kind: "exact" },
] as const;

function Shelf({ kind, choose }: MediaPickerProps) {
  const t = useTranslations(words);
  const folders = useFolders(kind);
  const table = useRowTable<Medium>("media", {
    fields: FILTERS,
    always: [
      { field: "kind", operator: "eq", value: kind },
      { field: "state", operator: "eq", value: "active" },
    ],
    sorters: [{ field: "created_at", order: "desc" }],
    pageSize: SHOWN,
    inAddress: false,
  });
  const { rows, loading, failure, retry, filters } = table;
  const set = (name: string, value: string | undefined, typed: boolean) => {
    const { [name]: _before, ...rest } = filters;
    table.filter(value ? { ...rest, [name]: value } : rest, typed);
  };
  return (
    <Flex vertical gap={12}>
      <Flex gap={8} wrap>
        <Input.Search
          className="media-search"
          allowClear
          aria-label={t("search")}
          placeholder={t("search")}
          onChange={(event) => set("name", event.target.value.trim(), true)}
        />
        {folders.length > 0 && (
          <Select
            allowClear
            className="media-folder-select"
            aria-label={t("folder")}
            placeholder={t("no_folder")}
            value={filters.folder}
            onChange={(chosen?: string) => set("folder", chosen, false)}
            options={folders.map((value) => ({ value, label: value }))}
            popupMatchSelectWidth={false}
          />
        )}
      </Flex>
      {failure ? <Failed failure={failure} retry={retry} /> : null}
      {loading && <ListSkeleton tiles rows={8} />}
      {!loading && !failure && rows.length === 0 && (
        <Empty drawing="picture" title={t("picker_none")} hint={t("picker_none_hint")} />
      )}
      <div className="media-shelf">
        {rows.map((medium) => (
          <button key={medium.id} type="button" className="library-medium" onClick={() => choose(medium)}>
            <Thumb kind={medium.kind} path={medium.path} />
            <span className="media-name">{medium.name}</span>
            <span className="faint">
              {medium.width === null ? "" : `${medium.width} × ${medium.height} · `}
              {medium.duration_ms === null ? "" : `${lengthText(medium.duration_ms / 1000)} · `}
              {sizeText(medium.bytes)}
            </span>
          </button>
        ))}
      </div>
      <PageNumbers table={table} align="end" size="small" />
    </Flex>
  );
}
