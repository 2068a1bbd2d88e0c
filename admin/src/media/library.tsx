import { UploadOutlined } from "@ant-design/icons";
import { media } from "@tidings/shared/media/media.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { Button, Flex, Tabs, Upload } from "antd";
import { useState } from "react";
import { useRows, useRowTable } from "../ui/data.ts";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { useMay } from "../ui/me.tsx";
import { optionsOf } from "../ui/options.ts";
import { Page } from "../ui/page.tsx";
import { PageNumbers } from "../ui/pager.tsx";
import { BulkBar } from "../ui/resource/bulk-bar.tsx";
import { type Selection, useSelection } from "../ui/resource/selection.ts";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Empty, Failed, FailedNote } from "../ui/states.tsx";
import { IDS_PER_CALL } from "../ui/transition.ts";
import { useAddress } from "../ui/use-address.ts";
import { useTranslations } from "../ui/words.ts";
import { DropArea } from "./drop-area.tsx";
import { EmptyBin } from "./empty-bin.tsx";
import { useFolders } from "./folders.ts";
import { MoveButton } from "./move-button.tsx";
import { ACCEPT } from "./prepare.ts";
import { GRID_COLUMNS, type MediaRow } from "./row.ts";
import { SpaceBar, useSpace } from "./space.tsx";
import { mayAddMedia } from "./store-medium.ts";
import "./media.css";
import { Tile } from "./tile.tsx";
import { UploadsCard } from "./uploads.tsx";
import { useUploads } from "./use-uploads.ts";
import { words } from "./words.ts";

/** Whole rows of two, three, four and six. */
const PAGE = 24;
/** How often the page is read anew. */
const POLL_MS = 5_000;

const drawnOf = () => ({ of: media, slots: {} });

const SHELVES = ["image", "audio", "video", "bin"] as const;
type Shelf = (typeof SHELVES)[number];
const SHELF_WORDS = { image: "images", audio: "audios", video: "videos", bin: "bin" } as const;

/** The library (TPL-8): pictures, audios and videos apart, the bin, what is uploaded just now, and how much room there is. */
export function Library() {
  const t = useTranslations(words);
  const may = useMay();
  const [address] = useAddress();
  const shelf = SHELVES.find((one) => one === address.get("in")) ?? "image";
  const fields = useFields(shelf);
  const table = useRowTable<MediaRow>("media_cards", {
    fields: [{ name: "in", kind: "exact", column: "shelf" }, ...fields],
    always: [{ field: "shelf", operator: "eq", value: shelf }],
    sorters: [{ field: shelf === "bin" ? "trashed_at" : "created_at", order: "desc" }],
    select: GRID_COLUMNS,
    pageSize: PAGE,
    poll: POLL_MS,
    transitions: "media",
  });
  const every = useEvery(shelf, table.where, table.total);
  const selection = useSelection({
    rows: [...every.rows, ...table.rows] as readonly unknown[] as readonly Row[],
    transitions: { ...every.transitions, ...table.transitions },
  });
  const uploads = useUploads();
  const trashed = useSpace()?.trashed ?? 0;
  const { in: _shelf, ...filters } = table.filters;
  const uploading = mayAddMedia(may) && shelf !== "bin";
  const take = (files: readonly File[]) =>
    uploads.add(files.map((file) => ({ file, folder: filters.folder })));
  const open = (next: Shelf) => {
    selection.keep([]);
    table.filter(next === "image" ? {} : { in: next });
  };
  return (
    <Page
      title={t("title")}
      note={t(media.words.note)}
      actions={
        <>
          {shelf === "bin" && <EmptyBin />}
          {uploading && <UploadButton take={take} />}
        </>
      }
    >
      <SpaceBar />
      <UploadsCard uploads={uploads} />
      <Tabs
        className="media-tabs"
        activeKey={shelf}
        onChange={(key) => open(key as Shelf)}
        items={SHELVES.map((key) => ({
          key,
          label: key === "bin" && trashed > 0 ? t("bin_count", { count: trashed }) : t(SHELF_WORDS[key]),
        }))}
      />
      <DropArea
        open={uploading}
        label={filters.folder === undefined ? t("drop") : t("drop_folder", { folder: filters.folder })}
        take={take}
      >
        <div className="list">
          <FilterBar
            fields={fields}
            filters={filters}
            onChange={(next, typed) => table.filter(shelf === "image" ? next : { ...next, in: shelf }, typed)}
          />
          <SelectLine rows={table.rows} total={table.total} selection={selection} every={every} />
          <Grid
            table={table}
            selection={selection}
            shelf={shelf}
            filtered={Object.keys(filters).length > 0}
          />
          <BulkBar
            selection={selection}
            drawnOf={drawnOf}
            extra={shelf !== "bin" && <MoveButton selection={selection} />}
          />
        </div>
      </DropArea>
    </Page>
  );
}

function useFields(shelf: Shelf): FilterField[] {
  const t = useTranslations(words);
  const folders = useFolders(shelf === "bin" ? undefined : shelf);
  const { name, folder, used } = media.fields;
  return [
    ...(name ? [{ name: "name", kind: "text" as const, label: t(name.label) }] : []),
    ...(folder && shelf !== "bin"
      ? [
          {
            name: "folder",
            kind: "exact" as const,
            label: t(folder.label),
            options: folders.map((value) => ({ value, label: value })),
          },
        ]
      : []),
    ...(used?.kind === "flag"
      ? [{ name: "used", kind: "flag" as const, label: t(used.label), options: optionsOf(used.values, t) }]
      : []),
  ];
}

type Table = ReturnType<typeof useRowTable<MediaRow>>;

/** All that match, beyond the page: asked for when somebody wants to select them. */
function useEvery(shelf: Shelf, where: Table["where"], total: number) {
  const [wanted, setWanted] = useState(false);
  const key = JSON.stringify([shelf, where]);
  const [asked, setAsked] = useState(key);
  if (asked !== key) {
    setAsked(key);
    setWanted(false);
  }
  const { rows, transitions, loading } = useRows<MediaRow>("media_cards", {
    filters: [{ field: "shelf", operator: "eq", value: shelf }, ...where],
    sorters: [{ field: "created_at", order: "desc" }],
    select: GRID_COLUMNS,
    limit: IDS_PER_CALL,
    transitions: "media",
    enabled: wanted,
    poll: false,
  });
  return {
    rows: wanted ? rows : [],
    transitions,
    loading: wanted && loading,
    want: () => setWanted(true),
    total,
  };
}

interface SelectLineProps {
  readonly rows: readonly MediaRow[];
  readonly total: number;
  readonly selection: Selection;
  readonly every: ReturnType<typeof useEvery>;
}

/** Selects the page, or all that match, as many as one act takes. */
function SelectLine({ rows, total, selection, every }: SelectLineProps) {
  const t = useTranslations(words);
  if (rows.length === 0) return null;
  const most = Math.min(total, IDS_PER_CALL);
  return (
    <Flex gap={8}>
      <Button size="small" onClick={() => selection.select(rows as unknown as Row[], true)}>
        {t("select_page")}
      </Button>
      {total > rows.length && (
        <Button
          size="small"
          loading={every.loading}
          onMouseEnter={every.want}
          onFocus={every.want}
          onClick={() => selection.select(every.rows as unknown as Row[], true)}
        >
          {t("select_all", { count: most })}
        </Button>
      )}
    </Flex>
  );
}

interface GridProps {
  readonly table: Table;
  readonly selection: Selection;
  readonly shelf: Shelf;
  readonly filtered: boolean;
}

function Grid({ table, selection, shelf, filtered }: GridProps) {
  if (table.loading) return <ListSkeleton tiles rows={12} />;
  if (table.rows.length === 0) {
    if (table.failure) return <Failed failure={table.failure} retry={table.retry} />;
    return <Nothing shelf={shelf} filtered={filtered} />;
  }
  const chosen = new Set(selection.chosen.map(({ row }) => row.id));
  return (
    <>
      {table.failure && <FailedNote failure={table.failure} retry={table.retry} />}
      <div className={chosen.size > 0 ? "media-grid media-choosing" : "media-grid"}>
        {table.rows.map((row) => (
          <Tile
            key={row.id}
            row={row}
            transitions={table.transitions[row.id] ?? []}
            chosen={chosen.has(row.id)}
            choose={(on) => selection.select([row as unknown as Row], on)}
          />
        ))}
      </div>
      <PageNumbers table={table} align="end" />
    </>
  );
}

function Nothing({ shelf, filtered }: Pick<GridProps, "shelf" | "filtered">) {
  const t = useTranslations(words);
  const may = useMay();
  if (filtered) return <Empty drawing="search" title={t("none_found")} hint={t("none_found_hint")} />;
  if (shelf === "bin") return <Empty drawing="picture" title={t("bin_empty")} hint={t("bin_empty_hint")} />;
  return (
    <Empty
      drawing="picture"
      title={t(`none_${shelf}`)}
      hint={t(mayAddMedia(may) ? "none_hint" : "none_others")}
    />
  );
}

function UploadButton({ take }: { take: (files: readonly File[]) => void }) {
  const t = useTranslations(words);
  return (
    <Upload
      multiple
      accept={ACCEPT}
      showUploadList={false}
      beforeUpload={(file, files) => {
        // Called for each of them with all of them.
        if (file === files[0]) take(files);
        return false;
      }}
    >
      <Button type="primary" icon={<UploadOutlined />} data-testid="upload-media">
        {t("upload")}
      </Button>
    </Upload>
  );
}
