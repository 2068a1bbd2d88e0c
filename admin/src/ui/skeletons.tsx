import { w } from "@tidings/shared/ground/locale.ts";
import type { ReactNode } from "react";
import { useTranslations } from "./words.ts";
import "./skeletons.css";

const words = { loading: w("加载中…", "Loading…") };

/** Bars in the shape of what is loading. A screen reader says "Loading…" once. */
function Skeleton({ shape, children }: { readonly shape: string; readonly children: ReactNode }) {
  const t = useTranslations(words);
  return (
    <div className={`skeleton skeleton-${shape}`} role="status" aria-label={t("loading")} data-loading>
      {children}
    </div>
  );
}

/** A bar, as wide as a word of `width` (a share of its place). Widths differ, so that it reads as text. */
const Bar = ({ width }: { readonly width: number }) => (
  <span className="skeleton-bar" style={{ width: `${width}%` }} />
);

const WIDTHS = [62, 48, 71, 55, 66, 43, 58, 51] as const;
const widthAt = (at: number) => WIDTHS[at % WIDTHS.length] ?? 50;
const upTo = (count: number) => Array.from({ length: count }, (_, at) => at);

/** Placeholder of one line. */
export const LineSkeleton = () => (
  <Skeleton shape="line">
    <Bar width={widthAt(0)} />
  </Skeleton>
);

interface ListSkeletonProps {
  /** How many rows; those of the list before, where that is known. */
  readonly rows?: number;
  /** Pictures side by side in place of lines. */
  readonly tiles?: boolean;
}

/** Placeholder of a list. */
export function ListSkeleton({ rows = 5, tiles = false }: ListSkeletonProps) {
  return (
    <Skeleton shape={tiles ? "tiles" : "list"}>
      {upTo(rows).map((at) => (
        <div key={at} className={tiles ? "skeleton-tile" : "skeleton-row"}>
          {tiles && <span className="skeleton-picture" />}
          <Bar width={widthAt(at)} />
          {!tiles && <Bar width={widthAt(at + 3) / 3} />}
        </div>
      ))}
    </Skeleton>
  );
}

/** Labels, each with the place of its value: beside it, or under it in a form. */
function Labelled({ rows, form = false }: { readonly rows: number; readonly form?: boolean }) {
  return (
    <Skeleton shape={form ? "form" : "facts"}>
      {upTo(rows).map((at) => (
        <div key={at} className={form ? "skeleton-field" : "skeleton-fact"}>
          <Bar width={form ? widthAt(at) / 3 : 70} />
          {form ? <span className="skeleton-box" /> : <Bar width={widthAt(at)} />}
        </div>
      ))}
      {form && <span className="skeleton-button" />}
    </Skeleton>
  );
}

/** Placeholder of labels with their values. */
export const FactsSkeleton = ({ rows = 4 }: { readonly rows?: number }) => <Labelled rows={rows} />;

/** Placeholder of a form. */
export const FormSkeleton = ({ fields = 3 }: { readonly fields?: number }) => <Labelled rows={fields} form />;

/** What a page holds. */
export type PageShape = "list" | "facts" | "form";

const SHAPES: Readonly<Record<PageShape, ReactNode>> = {
  list: <ListSkeleton rows={8} />,
  facts: <FactsSkeleton rows={6} />,
  form: <FormSkeleton fields={5} />,
};

/** Placeholder of a page: its title, and a card with what it holds. */
export function PageSkeleton({ of }: { readonly of: PageShape }) {
  return (
    <div className="page">
      <div className="page-head skeleton skeleton-head">
        <Bar width={22} />
        <Bar width={40} />
      </div>
      <div className={`skeleton-card ${of === "form" ? "narrow" : ""}`}>{SHAPES[of]}</div>
    </div>
  );
}

/** What the page of an address holds: a list, a form to fill in, or one row. */
export function pageShape(path: string): PageShape {
  const parts = path.split("/").filter(Boolean);
  const last = parts.at(-1) ?? "";
  if (["new", "edit", "copy"].includes(last)) return "form";
  // Lists at an address under another's: details of sends and resolve tasks, links of jump batches, reports.
  const isList = parts.length < 2 || parts[0] === "reports" || ["details", "links"].includes(last);
  return isList ? "list" : "facts";
}

/** Placeholder of the whole window, until the signed-in person is known: menu, head and page. */
export function FrameSkeleton() {
  return (
    <div className="skeleton-frame">
      <div className="skeleton-side" aria-hidden>
        {upTo(8).map((at) => (
          <Bar key={at} width={widthAt(at)} />
        ))}
      </div>
      <div className="skeleton-top" aria-hidden />
      <div className="skeleton-main">
        <PageSkeleton of={pageShape(location.pathname)} />
      </div>
    </div>
  );
}

/** Placeholder of the sign-in pages. */
export function DoorSkeleton() {
  return (
    <div className="skeleton-door">
      <div className="skeleton-door-aside" aria-hidden />
      <div className="skeleton-door-main">
        <FormSkeleton fields={2} />
      </div>
    </div>
  );
}
