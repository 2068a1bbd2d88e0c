import { ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Card, Flex } from "antd";
import type { ReactNode } from "react";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface EntriesProps<Entry> {
  readonly value: readonly Entry[];
  readonly change: (edit: (before: readonly Entry[]) => Entry[]) => void;
  /** What an entry is called; the first is number 1. */
  readonly title: (number: number) => string;
  readonly most: number;
  /** What a further one begins with. */
  readonly fresh: Entry;
  /** The words of the button that adds one. */
  readonly add: string;
  readonly addId?: string;
  /** It is in an entry of another list. */
  readonly inner?: boolean;
  /** Their order is what a phone shows, so they can be moved. */
  readonly ordered?: boolean;
  /** What is wrong with the list itself. */
  readonly wrong?: string | undefined;
  /** The fields of one entry. */
  readonly children: (entry: Entry, set: (edit: (before: Entry) => Entry) => void, at: number) => ReactNode;
}

/** Several of one kind in a form of accounts, each in a card with what moves and removes it, and what adds one more. */
export function Entries<Entry>({
  value,
  change,
  title,
  most,
  fresh,
  add,
  addId,
  inner = false,
  ordered = false,
  wrong,
  children,
}: EntriesProps<Entry>) {
  const t = useTranslations(words);
  const moveUp = (at: number) =>
    change((before) => {
      const next = [...before];
      next.splice(at - 1, 0, ...next.splice(at, 1));
      return next;
    });
  return (
    <div className="stack">
      {value.map((entry, at) => {
        const called = title(at + 1);
        return (
          <Card
            // biome-ignore lint/suspicious/noArrayIndexKey: entries have no name of their own until one is typed
            key={at}
            size="small"
            type={inner ? "inner" : undefined}
            title={called}
            extra={
              <Flex gap={4}>
                {ordered && at > 0 && (
                  <Button
                    type="text"
                    size="small"
                    icon={<ArrowUpOutlined />}
                    aria-label={`${t("up")} ${called}`}
                    onClick={() => moveUp(at)}
                  />
                )}
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={`${t("remove")} ${called}`}
                  onClick={() => change((before) => before.filter((_, other) => other !== at))}
                />
              </Flex>
            }
          >
            {children(
              entry,
              (edit) => change((before) => before.map((one, other) => (other === at ? edit(one) : one))),
              at,
            )}
          </Card>
        );
      })}
      {wrong && <p className="wrong">{wrong}</p>}
      {value.length < most && (
        <Button
          icon={<PlusOutlined />}
          onClick={() => change((before) => [...before, fresh])}
          data-testid={addId}
        >
          {add}
        </Button>
      )}
    </div>
  );
}
