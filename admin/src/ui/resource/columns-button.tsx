import { ArrowDownOutlined, ArrowUpOutlined, TableOutlined } from "@ant-design/icons";
import { Button, Checkbox, Flex, Popover, Segmented } from "antd";
import type { Row } from "../data.ts";
import type { ListPlace } from "../list-place.ts";
import { type Column, shownColumns, useLargeWindow } from "../row-table.tsx";
import { useTranslations } from "../words.ts";
import { viewWords as words } from "./view-words.ts";

interface ColumnsButtonProps<T extends Row> {
  readonly columns: readonly Column<T>[];
  readonly place: ListPlace;
}

/** Chooses the columns of a list by name, their order and its density; all of it by the keyboard as well. */
export function ColumnsButton<T extends Row>(props: ColumnsButtonProps<T>) {
  const t = useTranslations(words);
  return (
    <Popover trigger="click" placement="bottomRight" content={<Choice {...props} />} destroyOnHidden>
      <Button type="text" icon={<TableOutlined />} aria-label={t("columns_label")} data-testid="columns">
        {t("columns")}
      </Button>
    </Popover>
  );
}

function Choice<T extends Row>({ columns, place }: ColumnsButtonProps<T>) {
  const t = useTranslations(words);
  const { change, query } = place;
  const named = columns.filter(({ title }) => title !== "");
  const shown = shownColumns(named, query.columns, useLargeWindow());
  const keys = shown.map(({ key }) => key);
  const choose = (next: readonly string[]) => change({ columns: next });
  const move = (at: number, by: 1 | -1) => {
    const next = [...keys];
    next.splice(at + by, 0, ...next.splice(at, 1));
    choose(next);
  };
  return (
    <Flex vertical gap={8} className="columns-choice" role="group" aria-label={t("columns_label")}>
      <Segmented
        value={query.dense}
        onChange={(dense) => change({ dense })}
        options={[
          { value: false, label: t("roomy") },
          { value: true, label: t("dense") },
        ]}
      />
      {[...shown, ...named.filter(({ key }) => !keys.includes(key))].map(({ key, title }, at) => {
        const on = at < keys.length;
        return (
          <Flex key={key} justify="space-between" align="center" gap={12} data-column={key}>
            <Checkbox
              checked={on}
              // The name of a row is the way to it.
              disabled={key === columns[0]?.key}
              onChange={() => choose(on ? keys.filter((one) => one !== key) : [...keys, key])}
            >
              {title}
            </Checkbox>
            {on && (
              <Flex>
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowUpOutlined />}
                  aria-label={t("up", { name: title })}
                  disabled={at === 0}
                  onClick={() => move(at, -1)}
                />
                <Button
                  type="text"
                  size="small"
                  icon={<ArrowDownOutlined />}
                  aria-label={t("down", { name: title })}
                  disabled={at === keys.length - 1}
                  onClick={() => move(at, 1)}
                />
              </Flex>
            )}
          </Flex>
        );
      })}
      <Button
        type="link"
        size="small"
        disabled={query.columns === null}
        onClick={() => change({ columns: null })}
      >
        {t("usual")}
      </Button>
    </Flex>
  );
}
