import type { Row } from "@tidings/shared/resource/define.ts";
import type { ComponentType, ReactNode } from "react";

/** What a resource draws by hand. More than two of them: write that page by hand, from the same parts. */
export interface Slots {
  /** In place of the value of a column, in lists and on the page. */
  readonly values?: Readonly<Record<string, (row: Row) => ReactNode>>;
  /** Under the title of the page, in place of what is said of every review. */
  readonly Note?: ComponentType<{ row: Row }>;
  /** Between the facts and the history. */
  readonly Section?: ComponentType<{ row: Row }>;
  /** Before the buttons of the transitions. */
  readonly Action?: ComponentType<{ row: Row }>;
  /** Beside the button that makes a new one, above the list. */
  readonly Switch?: ComponentType;
  /** Shown after a new one was made: what is told once. It calls `close` when it was read. */
  readonly Made?: ComponentType<{ answer: Readonly<Record<string, unknown>>; close: () => void }>;
  /** The whole form for a new one. */
  readonly Create?: ComponentType;
}
