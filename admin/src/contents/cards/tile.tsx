import { w } from "@tidings/shared/ground/locale.ts";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { RowTableState } from "../../ui/data.ts";
import { PageNumbers } from "../../ui/pager.tsx";
import { NONE_FOUND_HINT } from "../../ui/row-table.tsx";
import { ListSkeleton } from "../../ui/skeletons.tsx";
import { Empty, Failed, FailedNote } from "../../ui/states.tsx";
import { useTranslations } from "../../ui/words.ts";
import "./cards.css";
import type { Way } from "./ways.tsx";

const words = {
  none_found: w("没有符合条件的模板", "No matching templates"),
  acts: w("「{name}」的操作", "Actions for “{name}”"),
};

interface TileGridProps<Row extends { readonly id: string }> {
  readonly table: RowTableState<Row>;
  readonly empty: ReactNode;
  readonly children: (row: Row) => ReactNode;
}

/** A list as tiles, each with a picture of what is sent. */
export function TileGrid<Row extends { readonly id: string }>({
  table,
  empty,
  children,
}: TileGridProps<Row>) {
  const t = useTranslations(words);
  if (table.loading) return <ListSkeleton tiles rows={12} />;
  if (table.rows.length === 0) {
    if (table.failure) return <Failed failure={table.failure} retry={table.retry} />;
    const none = <Empty drawing="search" title={t("none_found")} hint={t(NONE_FOUND_HINT)} />;
    return Object.keys(table.filters).length > 0 ? none : empty;
  }
  return (
    <>
      {table.failure && <FailedNote failure={table.failure} retry={table.retry} />}
      <div className="template-grid">{table.rows.map(children)}</div>
      <PageNumbers table={table} align="end" />
    </>
  );
}

interface TileProps {
  /** The key of its row in a list that is worked by the keyboard. */
  readonly id?: string;
  readonly name: string;
  /** What is sent, as wide as the tile. */
  readonly picture: ReactNode;
  /** Its page; a tile without one is opened by its name. */
  readonly to?: string;
  readonly open?: () => void;
  /** Beside the name. */
  readonly mark?: ReactNode;
  /** Under the name: one line. */
  readonly about: ReactNode;
  readonly foot: ReactNode;
  readonly ways: readonly Way[];
  readonly children?: ReactNode;
}

/**
 * What is sent, as wide as the tile, and what may be done with it: over the picture when it is pointed at or has the focus, and under it
 * where nothing can be pointed with.
 */
export function Tile({ id, name, picture, to, open, mark, about, foot, ways, children }: TileProps) {
  const t = useTranslations(words);
  return (
    <article
      className="template-tile"
      aria-label={name}
      data-name={name}
      {...(id === undefined ? {} : { "data-row-key": id, tabIndex: -1 })}
    >
      <div className="template-words">
        <div className="template-head">
          {to ? (
            <Link to={to} className="template-name">
              {name}
            </Link>
          ) : (
            <button type="button" className="template-name plain-button" onClick={open}>
              {name}
            </button>
          )}
          {mark}
        </div>
        <span className="faint">{about}</span>
        {children}
        <div className="template-foot faint">{foot}</div>
      </div>
      {picture}
      {ways.length > 0 && (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
        <div className="template-acts" role="group" aria-label={t("acts", { name })}>
          {ways.map((way) => (
            <WayButton key={way.key} way={way} />
          ))}
        </div>
      )}
    </article>
  );
}

/** A way as a sign with its word. */
function WayButton({ way: { key, label, icon, to, run, danger } }: { way: Way }) {
  const className = danger ? "template-act danger" : "template-act";
  const inner = (
    <>
      {icon}
      <span>{label}</span>
    </>
  );
  if (to !== undefined)
    return (
      <Link to={to} className={className} data-way={key}>
        {inner}
      </Link>
    );
  return (
    <button type="button" className={className} data-way={key} onClick={run}>
      {inner}
    </button>
  );
}
