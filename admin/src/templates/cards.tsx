import { w } from "@tidings/shared/ground/locale.ts";
import { Card, Flex, Pagination } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import type { RowTableState } from "../ui/data.ts";
import { Empty, Failed, FailedNote, Loading } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import { TemplateState, useLayoutName, VendorTags } from "./marks.tsx";
import { TemplatePicture } from "./picture.tsx";
import type { TemplateCard } from "./row.ts";

const words = {
  none_found: w("没有符合条件的模板", "No template matches"),
  none_found_hint: w("试试放宽或清空筛选条件。", "Loosen or clear the filters."),
};

interface TemplateCardsProps {
  readonly table: RowTableState<TemplateCard>;
  readonly empty: ReactNode;
}

/** Templates as cards, each with a preview. */
export function TemplateCards({ table, empty }: TemplateCardsProps) {
  const t = useTranslations(words);
  if (table.loading) return <Loading />;
  if (table.rows.length === 0) {
    if (table.failure) return <Failed failure={table.failure} retry={table.retry} />;
    const none = <Empty title={t("none_found")} hint={t("none_found_hint")} />;
    return Object.keys(table.filters).length > 0 ? none : empty;
  }
  return (
    <>
      {table.failure && <FailedNote failure={table.failure} retry={table.retry} />}
      <div className="template-grid">
        {table.rows.map((card) => (
          <TemplateTile key={card.id} card={card} />
        ))}
      </div>
      <Pagination
        align="end"
        current={table.page}
        pageSize={table.pageSize}
        total={table.total}
        hideOnSinglePage
        showSizeChanger={false}
        onChange={(page) => table.goToPage(page)}
      />
    </>
  );
}

function TemplateTile({ card }: { card: TemplateCard }) {
  const layoutName = useLayoutName();
  return (
    <Card
      className="template-tile"
      hoverable
      cover={<TemplatePicture layout={card.layout} content={card.content} label={card.name} />}
    >
      <Flex vertical gap={6}>
        <Flex justify="space-between" gap={8} align="start">
          <Link to={`/templates/${card.id}`} className="template-name">
            {card.name}
          </Link>
          <TemplateState card={card} />
        </Flex>
        <span className="faint">{layoutName(card.layout)}</span>
        <VendorTags card={card} />
      </Flex>
    </Card>
  );
}
