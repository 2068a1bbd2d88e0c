import { CATEGORY_WORDS } from "@tidings/shared/templates/catalogue.ts";
import type { Category } from "@tidings/shared/templates/layout.ts";
import { TEMPLATE_USAGE_WORDS } from "@tidings/shared/templates/words.ts";
import type { ReactNode } from "react";
import { Link, useNavigate } from "react-router";
import type { RowTableState } from "../ui/data.ts";
import { useEnterprise } from "../ui/me.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { TemplateState, useLayoutName, VendorTags } from "./marks.tsx";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";

interface TemplateTableProps {
  readonly table: RowTableState<TemplateCard>;
  readonly empty: ReactNode;
}

/** Templates as a list. */
export function TemplateTable({ table, empty }: TemplateTableProps) {
  const t = useTranslations(words);
  const layoutName = useLayoutName();
  const navigate = useNavigate();
  const { zone } = useEnterprise();
  const columns: Column<TemplateCard>[] = [
    {
      key: "name",
      title: t("name"),
      head: true,
      order: "name",
      render: (card) => <Link to={`/templates/${card.id}`}>{card.name}</Link>,
    },
    { key: "state", title: t("state"), head: true, render: (card) => <TemplateState card={card} /> },
    {
      key: "layout",
      title: t("layout"),
      render: (card) => `${t(CATEGORY_WORDS[card.category as Category])} · ${layoutName(card.layout)}`,
    },
    { key: "vendors", title: t("vendor"), render: (card) => <VendorTags card={card} /> },
    { key: "usage", title: t("usage"), render: (card) => t(TEMPLATE_USAGE_WORDS[card.usage]) },
    { key: "version", title: t("version"), render: (card) => card.version, align: "right" },
    {
      key: "submitted",
      title: t("submitted"),
      render: (card) => card.submitted_by_name ?? "—",
      wideOnly: true,
    },
    {
      key: "created",
      title: t("created"),
      order: "created_at",
      render: (card) => clock(card.created_at, zone),
    },
  ];
  return (
    <RowTable
      table={table}
      columns={columns}
      rowKey={(card) => card.id}
      empty={empty}
      label={t("title")}
      onOpen={(card) => navigate(`/templates/${card.id}`)}
    />
  );
}
