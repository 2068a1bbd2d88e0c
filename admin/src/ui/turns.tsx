import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button, Flex, Pagination } from "antd";
import type { Row, RowTableState } from "./data.ts";
import { defineWords, useWords } from "./words.ts";

const words = defineWords(
  "turns",
  { before: "上一页", after: "下一页", page: "第 {page} 页" },
  { before: "Previous page", after: "Next page", page: "Page {page}" },
);

/** The turning of pages on narrow windows, and everywhere where nobody knows how many pages there are. */
export function Turns<T extends Row>({ table }: { table: RowTableState<T> }) {
  const say = useWords(words);
  const { page, pageSize, total, turn, counted } = table;
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
        onChange={(next) => turn(next)}
      />
    );
  }
  const last = total <= page * pageSize;
  if (page === 1 && last) return null;
  return (
    <Flex component="nav" className="turns" justify="end" align="center" gap={8}>
      <Button
        size="small"
        icon={<LeftOutlined />}
        aria-label={say("before")}
        disabled={page === 1}
        onClick={() => turn(page - 1)}
      />
      <span className="faint">{say("page", { page })}</span>
      <Button
        size="small"
        icon={<RightOutlined />}
        aria-label={say("after")}
        disabled={last}
        onClick={() => turn(page + 1)}
      />
    </Flex>
  );
}
