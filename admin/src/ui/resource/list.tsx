import { ArrowUpOutlined } from "@ant-design/icons";
import type { CrudFilters } from "@refinedev/core";
import type { FilterValues } from "@tidings/shared/resource/address.ts";
import {
  allColumns,
  drawable,
  hasActs,
  type Resource,
  type Row,
  usualOrder,
  verbOf,
} from "@tidings/shared/resource/define.ts";
import { isBound, NOUNS, rightsOf } from "@tidings/shared/resource/nouns.ts";
import { titleText } from "@tidings/shared/resource/text.ts";
import { Button, Flex } from "antd";
import { type ReactNode, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { CreateLink } from "../create-link.tsx";
import { type Row as AnyRow, type OwnTableState, useRowTable } from "../data.ts";
import { FilterBar } from "../filters.tsx";
import "./list.css";
import { IN_ROW, LinkButton } from "../link-button.tsx";
import { useMay, useMe, useZone } from "../me.tsx";
import { NumberInput, PartialNumber, useNumberSearch } from "../number-search.tsx";
import { Page } from "../page.tsx";
import { type Column, RowTable, shownColumns } from "../row-table.tsx";
import { Empty } from "../states.tsx";
import { StopPropagation } from "../stop-propagation.tsx";
import { isAllowed, offeredInRow, type TransitionsById } from "../transition.ts";
import { TransitionButtons } from "../transitions.tsx";
import { useLocale, useTranslations } from "../words.ts";
import { BulkBar } from "./bulk-bar.tsx";
import { useDeciding } from "./deciding.ts";
import { useEverywhere } from "./everywhere.ts";
import { ExportButton } from "./export-button.tsx";
import { useFilterFields } from "./filter-fields.ts";
import { formWith } from "./form-address.ts";
import { ListKeys } from "./list-keys.tsx";
import { ListTools } from "./list-tools.tsx";
import { useListViews } from "./list-views.ts";
import { Marks } from "./marks.tsx";
import { offersOf, useOffers } from "./offers.ts";
import { pageOf } from "./page-of.ts";
import { Room } from "./room.tsx";
import { useRowAgain } from "./row-again.ts";
import { actsOn, useSelection } from "./selection.ts";
import { CARDS, type Shape, ShapeSwitch } from "./shape.tsx";
import type { Slots } from "./slots.ts";
import { Value } from "./value.tsx";
import { words } from "./words.ts";

/** How often a list is read anew. */
const POLL_MS = 5_000;

/** The list of a declared resource: its filters, its columns and what may be done with each row. */
export function ResourceList({ of, slots }: { of: Resource; slots: Slots }) {
  const t = useTranslations();
  const tList = useTranslations(words);
  const me = useMe();
  const navigate = useNavigate();
  const { many } = NOUNS[of.noun];
  const [shape, setShape] = useState<Shape>(slots.Cards ? "cards" : "table");
  const fields = useFilterFields(of);
  const views = useListViews(of.noun, of.presets);
  const table = useRowTable<Row>(of.view, {
    fields,
    always: slots.always,
    views,
    sorts: Object.keys(of.fields).filter((column) => of.fields[column]?.sort),
    sorters: usualOrder(of).map(([field, order]) => ({ field, order })),
    poll: POLL_MS,
    select: slots.select,
    counted: of.counted,
    pageSize: slots.Cards && CARDS,
    transitions: hasActs(of) ? of.noun : undefined,
    everywhere: useEverywhere(of),
    inAddress: !of.unlogged,
  });
  const phone = Object.values(of.fields).find(({ filter }) => filter === "number");
  const search = useNumberSearch<Row>(of.noun, { transitions: true });
  const columns = useColumns(of, slots, search.transitions ?? table.transitions);
  const selection = useSelection(table);
  const reader = { locale: useLocale(), zone: useZone() };
  const chosen = new Set(selection.chosen.map(({ row }) => row.id));
  const selects =
    chosen.size > 0 ||
    Object.values(table.transitions).some((one) => actsOn([{ transitions: one }]).size > 0);
  const at = (id: string) => table.rows.find((row) => row.id === id);
  const open = of.opens === false ? undefined : (row: Row) => navigate(pageOf(of, row.id));
  const around = useRef<HTMLDivElement>(null);
  const deciding = useDeciding({
    of,
    list: around,
    rows: table.rows,
    transitions: table.transitions,
    selection,
  });
  useRowAgain(of.noun, around, table.rows.length > 0);
  const toggle = (row: Row | undefined) => row && selection.select([row], !chosen.has(row.id));
  const create = <CreateButton of={of} chosen={chosenIn(of, table.filters)} />;
  const may = useMay();
  const makers = rightsOf(of.noun, "create");
  const makes = makers.some(may) || !of.forms.create || makers.length === 0;
  const empty = (
    <Empty
      title={t(of.words.empty)}
      hint={makes ? t(of.words.empty_hint) : tList("empty_others")}
      action={create}
    />
  );
  return (
    <Page
      title={t(many)}
      note={
        <>
          {t(of.words.note)}
          <Room of={of} />
        </>
      }
      actions={
        <>
          {slots.Switch && <slots.Switch />}
          {slots.Cards && <ShapeSwitch shape={shape} choose={setShape} />}
          {create}
        </>
      }
    >
      {slots.Above && <slots.Above />}
      <div ref={around} className="list" data-list={of.noun}>
        <ListTools
          resource={of.noun}
          place={table.place}
          views={views}
          columns={columns}
          exports={
            me.enterprise &&
            of.noun !== "export" &&
            isBound(of.noun) && (
              <ExportButton
                source={of.noun}
                masked={phone !== undefined}
                {...exported(columns, table, slots.always)}
              />
            )
          }
        />
        {phone && <NumberInput search={search} label={t(phone.label)} />}
        {search.table === null && fields.length > 0 && (
          <FilterBar fields={fields} filters={table.filters} onChange={table.filter} />
        )}
        {table.fresh > 0 && (
          <Button
            className="list-fresh"
            icon={<ArrowUpOutlined />}
            onClick={table.showFresh}
            data-testid="fresh"
          >
            {tList("fresh", { count: table.fresh })}
          </Button>
        )}
        {slots.Cards && shape === "cards" ? (
          <slots.Cards table={table} empty={empty} />
        ) : (
          <RowTable
            table={search.table ?? table}
            nothing={search.partial ? <PartialNumber /> : slots.nothing?.(table.filters)}
            columns={columns}
            rowKey={(row) => row.id}
            label={t(many)}
            empty={empty}
            onOpen={open}
            selection={
              selects
                ? {
                    keys: [...chosen],
                    select: selection.select,
                    label: (row) => tList("select", { name: titleText(of, row, reader) }),
                  }
                : undefined
            }
          />
        )}
        <BulkBar selection={selection} drawnOf={() => ({ of, slots })} />
      </div>
      <ListKeys
        list={around}
        open={(id) => at(id) && open?.(at(id) as Row)}
        select={selects ? (id) => toggle(at(id)) : undefined}
        decide={deciding.decide}
      />
      {slots.After && <slots.After />}
    </Page>
  );
}

/** What the list shows now, as an export takes it: columns in their order, filters, order, and the view that it is. */
export function exported<T extends AnyRow>(
  columns: readonly Column<T>[],
  { place, where, sorters }: Pick<OwnTableState<never>, "place" | "where" | "sorters">,
  always: CrudFilters = [],
) {
  const shown = shownColumns(columns, place.query.columns).flatMap(({ key, title }) => (title ? [key] : []));
  const [first] = sorters;
  return {
    columns: shown,
    filters: [...always, ...where],
    order: first && ([first.field, first.order] as const),
    called: place.changed ? undefined : place.view?.name,
  };
}

/** What the filters of a list answer already of a new one, for a form that is drawn by hand: a declared form takes rows alone. */
function chosenIn({ fields, forms }: Resource, filters: FilterValues): Readonly<Record<string, string>> {
  if (!forms.create || drawable(forms.create) !== null) return {};
  return Object.fromEntries(
    Object.entries(filters).flatMap(([name, value]): [string, string][] =>
      typeof value === "string" && fields[name]?.kind === "choice" ? [[name, value]] : [],
    ),
  );
}

interface CreateButtonProps {
  readonly of: Resource;
  /** What the row that it is at answers already. */
  readonly chosen?: Readonly<Record<string, string>>;
}

/** The way to the form of a declared resource, where it has one. */
export function CreateButton({ of, chosen = {} }: CreateButtonProps): ReactNode {
  const t = useTranslations();
  const { create } = of.forms;
  if (!create) return null;
  return (
    <CreateLink
      actions={rightsOf(of.noun, "create")}
      to={formWith(of.noun, chosen)}
      label={t(create.title)}
    />
  );
}

/** The columns of a list; `only`: these, in this order, as in a list on the page of another row. */
function useColumns(
  of: Resource,
  slots: Slots,
  transitions: TransitionsById,
  only?: readonly string[],
): Column<Row>[] {
  const t = useTranslations();
  const me = useMe();
  const named = only?.flatMap((column) => {
    const field = of.fields[column];
    return field ? [[column, field] as const] : [];
  });
  // A number that has a column of its own is not beside the name too.
  const numbered = of.number !== undefined && ["no", "wide"].includes(of.fields[of.number]?.list ?? "");
  const columns = (named ?? allColumns(of, me.platform_admin)).map(([column, field]): Column<Row> => {
    const value = (row: Row) => (
      <Value of={of} column={column} row={row} transitions={transitions[row.id] ?? []} slots={slots} />
    );
    return {
      key: column,
      title: t(field.label),
      head: field.list === "head",
      wideOnly: field.list === "wide",
      asked: only === undefined && field.list === "no",
      // What is drawn, as a bar, begins at the left, and so does its heading.
      align:
        (field.kind === "count" && !slots.values?.[column]) || field.kind === "money" ? "right" : undefined,
      order: field.sort ? column : undefined,
      render:
        column === of.title
          ? (row) => (
              <Flex gap="0 8px" align="center" wrap>
                {of.opens === false ? value(row) : <Link to={pageOf(of, row.id)}>{value(row)}</Link>}
                <Marks of={of} row={row} />
                {numbered && <div className="faint mono row-number">{String(row[of.number])}</div>}
              </Flex>
            )
          : (row) => (isEmpty(row[column]) && !field.text && !slots.values?.[column] ? null : value(row)),
    };
  });
  const acts: Column<Row> = {
    key: "act",
    title: "",
    pinned: true,
    render: (row) => <RowActs of={of} slots={slots} row={row} transitions={transitions[row.id] ?? []} />,
  };
  // Where no row has an act, its column would be an empty strip over the column before it.
  const verbs = [...(drawable(of.forms.update) ? ["update"] : []), ...offersOf(of, true).map(([act]) => act)];
  const acting =
    slots.RowAction ||
    Object.values(transitions).some((all) => verbs.some((verb) => isAllowed(offeredInRow(all), verb)));
  return acting ? [...columns, acts] : columns;
}

interface RowsOfProps {
  readonly of: Resource;
  readonly slots: Slots;
  readonly table: OwnTableState<Row>;
  readonly only: readonly string[];
  /** What the rows are of: with it their columns can be chosen, and they are exported. */
  readonly always?: CrudFilters;
  readonly label: string;
  readonly empty: ReactNode;
  /** In its place, where something else than the rows is why there is none. */
  readonly nothing?: ReactNode;
}

/** Rows of a declared resource on the page of another: these columns, and others for those who choose them, without filters. */
export function RowsOf({ of, slots, table, only, label, always, ...empty }: RowsOfProps) {
  const usual = useColumns(of, slots, table.transitions, only);
  const others = useColumns(of, slots, table.transitions)
    .filter(({ key, title }) => title !== "" && !only.includes(key))
    .map((column) => ({ ...column, asked: true }));
  const columns = [...usual, ...others];
  return (
    <>
      {always && (
        <ListTools
          resource={of.noun}
          place={table.place}
          views={null}
          columns={columns}
          exports={<ExportButton source={of.noun} {...exported(columns, table, always)} />}
        />
      )}
      <RowTable compact table={table} columns={columns} rowKey={(row) => row.id} label={label} {...empty} />
    </>
  );
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === "";

interface RowActsProps {
  readonly of: Resource;
  readonly slots: Slots;
  readonly row: Row;
  readonly transitions: TransitionsById[string];
}

function RowActs({ of, slots, row, transitions: all }: RowActsProps) {
  const t = useTranslations(words);
  const offers = useOffers(of)(row, true);
  const transitions = offeredInRow(all);
  const edits = drawable(of.forms.update) !== null && isAllowed(transitions, "update");
  if (!slots.RowAction && !edits && !Object.keys(offers).some((act) => isAllowed(transitions, act)))
    return null;
  return (
    <StopPropagation>
      <Flex gap={8} className="row-acts">
        {slots.RowAction && <slots.RowAction row={row} />}
        {edits && (
          <LinkButton {...IN_ROW} to={`/${NOUNS[of.noun].path}/${row.id}/edit`}>
            {t("edit")}
          </LinkButton>
        )}
        <TransitionButtons
          small
          transitions={transitions}
          offers={offers}
          verbOf={(act) => verbOf(of, act)[0]}
        />
      </Flex>
    </StopPropagation>
  );
}
