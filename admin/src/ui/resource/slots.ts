import type { CrudFilters } from "@refinedev/core";
import type { FilterValues } from "@tidings/shared/resource/address.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import type { FormValues } from "@tidings/shared/resource/form_values.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import type { ComponentType, ReactNode } from "react";
import type { ActionOffer } from "../action-dialog.tsx";
import type { OwnTableState } from "../data.ts";
import type { MoreLink } from "../transitions.tsx";
import type { InputSlotProps } from "./form-context.ts";

/** What a part of the page of a row is drawn from. */
export interface PartProps<Of = Row> {
  readonly row: Of;
  readonly transitions: readonly Transition[];
}

/** The dialogs of a row's transitions, by act. */
export type Offers = Readonly<Record<string, ActionOffer>>;

/** What a resource draws by hand. More than two of them: write that page by hand, from the same parts. */
export interface Slots<Of = Row> {
  /** In place of the value of a column, in lists and on the page. */
  readonly values?: Readonly<Record<string, (row: Of) => ReactNode>>;
  /** Under the title of the page, in place of what is said of every review. */
  readonly Note?: ComponentType<PartProps<Of>>;
  /** In place of what a row in review changes of what serves. */
  readonly Changes?: ComponentType<{ row: Of }>;
  /** Above the facts. */
  readonly Before?: ComponentType<PartProps<Of>>;
  /** Between the facts and the history. */
  readonly Section?: ComponentType<PartProps<Of>>;
  /**
   * Beside all of these, on the right, in place of what was handed in for a review; null where the row has none. Beside a form with what is
   * typed (`values`): what it will look like; a new one has no row.
   */
  readonly aside?: (row: Of, values?: FormValues) => ReactNode;
  /** Before the buttons of the transitions. */
  readonly Action?: ComponentType<PartProps<Of>>;
  /** A hook: the dialogs with more than words in them, such as a field or a figure. */
  readonly useOffers?: (row: Of, offers: Offers) => Offers;
  /** A hook: what is under "…" beside what is rare. */
  readonly useLinks?: (row: Of) => readonly MoreLink[];
  /** How often the page reads its row, in ms; 0: never again. */
  readonly poll?: (row: Of | undefined) => number;
  /** What the list is of, beside the filters that a person sets. */
  readonly always?: CrudFilters;
  /** The columns of a list, where all of them cost too much. */
  readonly select?: string;
  /** Another shape of the list, between which and the table one chooses. */
  readonly Cards?: ComponentType<{
    table: OwnTableState<Of & { readonly id: string | number }>;
    empty: ReactNode;
  }>;
  /** In a list: before what may be done with the row. */
  readonly RowAction?: ComponentType<{ row: Of }>;
  /** In place of "nothing matches", for filters that mean more than the sum of them; undefined for others. */
  readonly nothing?: (filters: FilterValues) => ReactNode;
  /** Beside the button that makes a new one, above the list. */
  readonly Switch?: ComponentType;
  /** Between the title and the filters of the list. */
  readonly Above?: ComponentType;
  /** Under the list, and under what there is one of. */
  readonly After?: ComponentType;
  /** Shown after a new one was made: what is told once. It calls `close` when it was read. */
  readonly Made?: ComponentType<{ answer: Readonly<Record<string, unknown>>; close: () => void }>;
  /** Between the inputs of a form and its button: what the values that are typed would do. `row`: the one that is edited. */
  readonly Below?: ComponentType<{ values: FormValues; row?: Row }>;
  /** What is looked at once more before it is handed in. `confirms`: not before it has called `allow`. */
  readonly look?: {
    readonly Shown: ComponentType<{ values: FormValues; allow: (may: boolean) => void }>;
    readonly confirms?: true;
  };
  /** In place of an input of a form, by its path without numbers: `buttons.name`. */
  readonly inputs?: Readonly<Record<string, ComponentType<InputSlotProps>>>;
  /** The whole form for a new one, and for one that is edited. */
  readonly Create?: ComponentType;
  readonly Edit?: ComponentType;
}

/** A declaration with what is drawn by hand of it. */
export interface Drawn {
  readonly of: Resource;
  readonly slots: Slots;
}

/** The slots of a resource whose rows have a type of their own. */
export function slotsOf<Of>(slots: Slots<Of>): Slots {
  return slots as unknown as Slots;
}
