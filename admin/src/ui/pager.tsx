import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { Button, Flex, Pagination, type PaginationProps } from "antd";
import type { Row, RowTableState } from "./data.ts";
import { useTranslations } from "./words.ts";

const words = {
  before: w("上一页", "Previous page"),
  after: w("下一页", "Next page"),
  page: w("第 {page} 页", "Page {page}"),
};

interface PageNumbersProps<T extends Row> extends Pick<PaginationProps, "align" | "size" | "simple"> {
  readonly table: RowTableState<T>;
}

/** The pages of a table whose rows are counted; nothing where there is one. */
export function PageNumbers<T extends Row>({ table, ...look }: PageNumbersProps<T>) {
  return (
    <Pagination
      {...look}
      current={table.page}
      pageSize={table.pageSize}
      total={table.total}
      hideOnSinglePage
      showSizeChanger={false}
      onChange={(page) => table.goToPage(page)}
    />
  );
}

/** Paging for narrow windows, and for tables whose number of pages is unknown. */
export function Pager<T extends Row>({ table }: { table: RowTableState<T> }) {
  const t = useTranslations(words);
  const { page, pageSize, total, goToPage, counted } = table;
  if (counted) return <PageNumbers table={table} align="center" simple />;
  const last = total <= page * pageSize;
  if (page === 1 && last) return null;
  return (
    <Flex component="nav" className="pager" justify="end" align="center" gap={8}>
      <Button
        size="small"
        icon={<LeftOutlined />}
        aria-label={t("before")}
        disabled={page === 1}
        onClick={() => goToPage(page - 1)}
      />
      <span className="faint">{t("page", { page })}</span>
      <Button
        size="small"
        icon={<RightOutlined />}
        aria-label={t("after")}
        disabled={last}
        onClick={() => goToPage(page + 1)}
      />
    </Flex>
  );
}
