import { AppstoreOutlined, PlusOutlined, UnorderedListOutlined } from "@ant-design/icons";
import { CATEGORY_WORDS, LAYOUTS } from "@tidings/shared/templates/catalogue.ts";
import { ENABLED_WORDS, TEMPLATE_USAGE_WORDS, VERSION_STATE_WORDS } from "@tidings/shared/templates/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/vendors.ts";
import { Segmented } from "antd";
import { useMemo, useState } from "react";
import { useRowTable } from "../ui/data.ts";
import { FilterBar, type FilterField } from "../ui/filters.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useEnterprise, useMay } from "../ui/me.tsx";
import { optionsOf } from "../ui/options.ts";
import { Page } from "../ui/page.tsx";
import { Empty } from "../ui/states.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { TemplateCards } from "./cards.tsx";
import type { TemplateCard } from "./row.ts";
import { TemplateTable } from "./table.tsx";
import { words } from "./words.ts";

/** My templates (TPL-1): as cards with their preview, or as a list. */
export function TemplateList() {
  const t = useTranslations(words);
  const may = useMay();
  const { zone } = useEnterprise();
  const [shape, setShape] = useState<"cards" | "table">("cards");
  const fields = useFields();
  const table = useRowTable<TemplateCard>("template_cards", {
    sorters: [{ field: "created_at", order: "desc" }],
    pageSize: 12,
    poll: 5_000,
  });
  const create = may("KooMessage:template:create") && (
    <LinkButton type="primary" icon={<PlusOutlined />} to="/templates/new">
      {t("create")}
    </LinkButton>
  );
  const empty = <Empty title={t("empty")} hint={t("empty_hint")} action={create} />;
  return (
    <Page
      title={t("title")}
      note={t("note")}
      actions={
        <>
          <Segmented
            value={shape}
            onChange={setShape}
            options={[
              { value: "cards", icon: <AppstoreOutlined />, label: t("cards") },
              { value: "table", icon: <UnorderedListOutlined />, label: t("table") },
            ]}
          />
          {create}
        </>
      }
    >
      <FilterBar fields={fields} filters={table.filters} onChange={table.filter} zone={zone} />
      {shape === "cards" ? (
        <TemplateCards table={table} empty={empty} />
      ) : (
        <TemplateTable table={table} empty={empty} />
      )}
    </Page>
  );
}

function useFields(): FilterField[] {
  const t = useTranslations(words);
  const locale = useLocale();
  // biome-ignore lint/correctness/useExhaustiveDependencies: t follows the locale
  return useMemo(
    () => [
      { name: "name", kind: "text", label: t("name") },
      { name: "category", kind: "choice", label: t("category"), options: optionsOf(CATEGORY_WORDS, t) },
      { name: "state", kind: "choice", label: t("state"), options: optionsOf(VERSION_STATE_WORDS, t) },
      {
        name: "layout",
        kind: "choice",
        label: t("layout"),
        advanced: true,
        options: LAYOUTS.map((one) => ({ value: one.layout, label: t(one.words) })),
      },
      {
        name: "vendor",
        column: "vendors",
        kind: "has",
        label: t("vendor"),
        advanced: true,
        options: optionsOf(VENDOR_WORDS, t),
      },
      {
        name: "usage",
        kind: "choice",
        label: t("usage"),
        advanced: true,
        options: optionsOf(TEMPLATE_USAGE_WORDS, t),
      },
      {
        name: "enabled",
        kind: "flag",
        label: t("switch"),
        advanced: true,
        options: optionsOf(ENABLED_WORDS, t),
      },
    ],
    [locale],
  );
}
