import { EditOutlined } from "@ant-design/icons";
import { NOUNS, rightOf } from "@tidings/shared/nouns.ts";
import { listColumns, type Resource, type Row } from "@tidings/shared/resource/define.ts";
import { Flex } from "antd";
import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import { CreateLink } from "../create-link.tsx";
import { useRowTable } from "../data.ts";
import { FilterBar } from "../filters.tsx";
import { LinkButton } from "../link-button.tsx";
import { useEnterprise } from "../me.tsx";
import { Page } from "../page.tsx";
import { type Column, RowTable } from "../row-table.tsx";
import { Empty } from "../states.tsx";
import { StopPropagation } from "../stop-propagation.tsx";
import { isAllowed, type TransitionsById } from "../transition.ts";
import { TransitionButtons } from "../transitions.tsx";
import { useTranslations } from "../words.ts";
import { useFilterFields } from "./filter-fields.ts";
import { Marks } from "./marks.tsx";
import { useOffers, verbOf } from "./offers.ts";
import type { Slots } from "./slots.ts";
import { Value } from "./value.tsx";
import { words } from "./words.ts";

/** How often a list is read anew. */
const POLL_MS = 5_000;

/** The list of a declared resource: its filters, its columns and what may be done with each row. */
export function ResourceList({ of, slots }: { of: Resource; slots: Slots }) {
  const t = useTranslations();
  const navigate = useNavigate();
  const { zone } = useEnterprise();
  const { path, many } = NOUNS[of.noun];
  const table = useRowTable<Row>(of.view, {
    sorters: [{ field: of.order[0], order: of.order[1] }],
    poll: POLL_MS,
    transitions: of.noun,
  });
  const columns = useColumns(of, slots, table.transitions);
  const fields = useFilterFields(of);
  const create = <CreateButton of={of} />;
  return (
    <Page
      title={t(many)}
      note={t(of.words.note)}
      actions={
        <>
          {slots.Switch && <slots.Switch />}
          {create}
        </>
      }
    >
      <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      <RowTable
        table={table}
        columns={columns}
        rowKey={(row) => row.id}
        label={t(many)}
        empty={<Empty title={t(of.words.empty)} hint={t(of.words.empty_hint)} action={create} />}
        onOpen={(row) => navigate(`/${path}/${row.id}`)}
      />
    </Page>
  );
}

/** The way to the form of a declared resource, where it has one. */
export function CreateButton({ of }: { of: Resource }): ReactNode {
  const t = useTranslations();
  const { create } = of.forms;
  if (!create) return null;
  const { path } = NOUNS[of.noun];
  return <CreateLink action={rightOf(of.noun, "create")} to={`/${path}/new`} label={t(create.title)} />;
}

function useColumns(of: Resource, slots: Slots, transitions: TransitionsById): Column<Row>[] {
  const t = useTranslations();
  const { path } = NOUNS[of.noun];
  const columns = listColumns(of).map(([column, field]): Column<Row> => {
    const value = (row: Row) => (
      <Value of={of} column={column} row={row} transitions={transitions[row.id] ?? []} slots={slots} />
    );
    return {
      key: column,
      title: t(field.label),
      head: field.list === "head",
      wideOnly: field.list === "wide",
      align: field.kind === "count" ? "right" : undefined,
      order: field.sort ? column : undefined,
      render:
        column === of.title
          ? (row) => (
              <Flex gap={8} align="center" wrap>
                <Link to={`/${path}/${row.id}`}>{value(row)}</Link>
                <Marks of={of} row={row} />
                {of.number && <div className="faint mono row-number">{String(row[of.number])}</div>}
              </Flex>
            )
          : (row) => (isEmpty(row[column]) && !field.text && !slots.values?.[column] ? null : value(row)),
    };
  });
  const acts: Column<Row> = {
    key: "act",
    title: "",
    render: (row) => <RowActs of={of} row={row} transitions={transitions[row.id] ?? []} />,
  };
  const hasActs = of.forms.update || Object.values(of.transitions).some((offer) => offer.inList);
  return hasActs ? [...columns, acts] : columns;
}

const isEmpty = (value: unknown) => value === null || value === undefined || value === "";

interface RowActsProps {
  readonly of: Resource;
  readonly row: Row;
  readonly transitions: TransitionsById[string];
}

function RowActs({ of, row, transitions }: RowActsProps) {
  const t = useTranslations(words);
  const offers = useOffers(of)(row, true);
  const edits = of.forms.update !== undefined && isAllowed(transitions, "update");
  if (!edits && !Object.keys(offers).some((act) => isAllowed(transitions, act))) return null;
  return (
    <StopPropagation>
      {edits && (
        <LinkButton
          type="link"
          size="small"
          icon={<EditOutlined />}
          to={`/${NOUNS[of.noun].path}/${row.id}/edit`}
        >
          {t("edit")}
        </LinkButton>
      )}
      <TransitionButtons
        small
        transitions={transitions}
        offers={offers}
        args={{ [of.argument ?? of.noun]: row.id }}
        verbOf={(act) => verbOf(of, act)}
      />
    </StopPropagation>
  );
}
