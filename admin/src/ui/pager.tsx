import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { Button, Flex, Pagination } from "antd";
import type { Row, RowTableState } from "./data.ts";
import { useTranslations } from "./words.ts";

const words = {
  before: w("上一页", "Previous page"),
  after: w("下一页", "Next page"),
  page: w("第 {page} 页", "Page {page}"),
};

/** Paging for narrow windows, and for tables whose number of pages is unknown. */
export function Pager<T extends Row>({ table }: { table: RowTableState<T> }) {
  const t = useTranslations(words);
  const { page, pageSize, total, goToPage, counted } = table;
  if (counted) {
    return (
      <Pagination
        align="center"
        simple
        current={page}
        pageSize={pageSize}
        total={total}
        hideOnSinglePage
        showSizeChanger={false}
        onChange={(next) => goToPage(next)}
      />
    );
  }
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
