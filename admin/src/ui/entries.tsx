import {
  ArrowDownOutlined,
  ArrowUpOutlined,
  DeleteOutlined,
  HolderOutlined,
  PlusOutlined,
} from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { Button, Card, Flex, Tooltip } from "antd";
import {
  type DragEvent,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { useTranslations } from "./words.ts";

const words = {
  remove: w("移除", "Remove"),
  up: w("上移", "Move up"),
  down: w("下移", "Move down"),
  drag: w("拖动以调整顺序，或按 Alt + ↑ ↓", "Drag to move it, or press Alt + ↑ ↓"),
  moved: w("已移到第 {at} 位，共 {count} 位", "Moved to position {at} of {count}"),
};

type Edit<T> = (edit: (before: T) => T) => void;

/** A kind of entry, as the button that adds one has it. */
export interface EntryKind<Entry> {
  /** The words of the button. */
  readonly add: string;
  /** What one begins with. */
  readonly make: () => Entry;
  readonly icon?: ReactNode;
  readonly id?: string | undefined;
}

interface EntriesProps<Entry> {
  readonly value: readonly Entry[];
  /** Takes what is to become of the entries that are there then: a file is stored while one types on. */
  readonly change: (edit: (before: readonly Entry[]) => Entry[]) => void;
  /** What an entry is called; the first is number 1. */
  readonly title: (number: number) => string;
  /** No entry is removed at or below this; without it the last one may go. */
  readonly min?: number;
  readonly most: number;
  /** The buttons that add a further one, each of its own kind where there are several. */
  readonly adds: readonly EntryKind<Entry>[];
  /** It is in an entry of another list. */
  readonly inner?: boolean;
  /** Their order says nothing, so that they cannot be moved. */
  readonly unordered?: boolean;
  /** What is wrong with the list itself. */
  readonly wrong?: string | undefined;
  /** Beside the title of an entry: why a vendor does not show it. */
  readonly mark?: (at: number) => ReactNode;
  /** The fields of one entry. */
  readonly children: (entry: Entry, set: Edit<Entry>, at: number) => ReactNode;
}

/** Takes the entry of one place to another. */
export function movedTo<Entry>(entries: readonly Entry[], from: number, to: number): Entry[] {
  const next = [...entries];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

/** What takes the focus in an entry: its first field. The form itself may be in a card, so that only its own body counts. */
const FIELDS = ":scope > .ant-card-body :is(input:not([type=file]), textarea, button)";

type MovesOf<Entry> = Pick<EntriesProps<Entry>, "value" | "change">;

/**
 * What is done with the entries. Each has a key that goes with it, so that what is typed in it moves along; the focus stays with what is
 * moved, goes into what is added, and to the next one after a removal.
 */
function useMoves<Entry>({ value, change }: MovesOf<Entry>) {
  const t = useTranslations(words);
  const list = useRef<HTMLDivElement>(null);
  const next = useRef(0);
  const keys = useRef<number[]>([]);
  while (keys.current.length < value.length) keys.current.push(next.current++);
  keys.current.length = value.length;
  const [said, setSaid] = useState("");
  const focus = useRef<(() => HTMLElement | null | undefined) | null>(null);
  // Once it is drawn: a card that is moved in the document loses the focus.
  useLayoutEffect(() => {
    const found = focus.current?.();
    focus.current = null;
    if (found && found !== document.activeElement) found.focus();
  });
  const cardOf = (at: number) => list.current?.querySelectorAll<HTMLElement>(":scope > [data-entry]")[at];
  const inCard = (at: number, which: string) => cardOf(at)?.querySelector<HTMLElement>(which);

  function move(from: number, to: number) {
    if (from === to || to < 0 || to >= value.length) return;
    const focused = document.activeElement as HTMLElement | null;
    const isInside = focused !== null && cardOf(from)?.contains(focused);
    keys.current = movedTo(keys.current, from, to);
    focus.current = () => {
      if (!isInside) return null;
      // The button of a direction is disabled at the end of the list: the other one is at hand.
      return focused.matches(":disabled") ? inCard(to, "[data-move]:not(:disabled)") : focused;
    };
    setSaid(t("moved", { at: to + 1, count: value.length }));
    change((before) => movedTo(before, from, to));
  }

  function remove(at: number) {
    keys.current.splice(at, 1);
    focus.current = () =>
      inCard(Math.min(at, value.length - 2), "[data-remove]:not(:disabled)") ??
      list.current?.querySelector<HTMLElement>(":scope > * > [data-add]");
    change((before) => before.filter((_, other) => other !== at));
  }

  function addOne(make: () => Entry) {
    const at = value.length;
    focus.current = () => inCard(at, FIELDS);
    change((before) => [...before, make()]);
  }

  return { list, keyOf: (at: number) => keys.current[at], said, move, remove, addOne };
}

/** What is dragged, and above or below which entry it would come. */
function useDrag(move: (from: number, to: number) => void) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  // What is dragged out of the window ends where only the window hears of it.
  useEffect(() => {
    if (dragged === null) return;
    const end = () => {
      setDragged(null);
      setOver(null);
    };
    addEventListener("dragend", end);
    return () => removeEventListener("dragend", end);
  }, [dragged]);
  // A list inside an entry takes what is its own, and leaves the rest to the list around it.
  const taken = (event: DragEvent) => {
    if (dragged === null) return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  };
  return {
    begin: (event: DragEvent, at: number, called: string) => {
      event.stopPropagation();
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setData("text/plain", called);
      const card = event.currentTarget.closest("[data-entry]");
      if (card) event.dataTransfer.setDragImage(card, 16, 16);
      setDragged(at);
    },
    target: (at: number) => ({
      "data-over":
        over === at && dragged !== null && dragged !== at ? (dragged > at ? "above" : "below") : undefined,
      onDragOver: (event: DragEvent) => {
        if (taken(event)) setOver(at);
      },
      onDrop: (event: DragEvent) => {
        if (!taken(event) || dragged === null) return;
        move(dragged, at);
        setDragged(null);
        setOver(null);
      },
    }),
  };
}

/** Several of one kind in a form, each in a card. They are moved by dragging, by buttons and by Alt with an arrow. */
export function Entries<Entry>(props: EntriesProps<Entry>) {
  const { value, change, title, min = 0, most, adds, inner = false, unordered = false } = props;
  const t = useTranslations(words);
  const { list, keyOf, said, move, remove, addOne } = useMoves(props);
  const drag = useDrag(move);
  const isMovable = !unordered && value.length > 1;

  function onKeyDown(event: KeyboardEvent, at: number) {
    const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
    if (!event.altKey || by === 0 || !isMovable) return;
    event.preventDefault();
    // An entry of a list inside is moved in that list alone.
    event.stopPropagation();
    move(at, at + by);
  }

  return (
    <div className="stack entries" ref={list}>
      {value.map((entry, at) => {
        const called = title(at + 1);
        return (
          <Card
            key={keyOf(at)}
            size="small"
            type={inner ? "inner" : undefined}
            title={
              <Flex gap={6} align="center">
                {isMovable && (
                  <Tooltip title={t("drag")}>
                    <HolderOutlined
                      className="entry-handle"
                      aria-hidden
                      draggable
                      onDragStart={(event) => drag.begin(event, at, called)}
                    />
                  </Tooltip>
                )}
                {called}
                {props.mark?.(at)}
              </Flex>
            }
            extra={
              <EntryButtons
                called={called}
                at={at}
                count={value.length}
                movable={isMovable}
                removable={value.length > min}
                move={move}
                remove={remove}
              />
            }
            data-entry={at}
            onKeyDown={(event) => onKeyDown(event, at)}
            {...drag.target(at)}
          >
            {props.children(
              entry,
              (edit) => change((before) => before.map((one, other) => (other === at ? edit(one) : one))),
              at,
            )}
          </Card>
        );
      })}
      {props.wrong && <p className="wrong">{props.wrong}</p>}
      {value.length < most && (
        <Flex gap={8} wrap className="entries-add">
          {adds.map(({ add, make, icon = <PlusOutlined />, id }) => (
            <Button key={add} icon={icon} onClick={() => addOne(make)} data-testid={id} data-add>
              {add}
            </Button>
          ))}
        </Flex>
      )}
      <span role="status" className="said-only">
        {said}
      </span>
    </div>
  );
}

interface EntryButtonsProps {
  readonly called: string;
  readonly at: number;
  readonly count: number;
  readonly movable: boolean;
  readonly removable: boolean;
  readonly move: (from: number, to: number) => void;
  readonly remove: (at: number) => void;
}

function EntryButtons({ called, at, count, movable, removable, move, remove }: EntryButtonsProps) {
  const t = useTranslations(words);
  const shared = { type: "text", size: "small" } as const;
  return (
    <Flex gap={4}>
      {movable && (
        <>
          <Button
            {...shared}
            icon={<ArrowUpOutlined />}
            aria-label={`${t("up")} ${called}`}
            disabled={at === 0}
            data-move
            onClick={() => move(at, at - 1)}
          />
          <Button
            {...shared}
            icon={<ArrowDownOutlined />}
            aria-label={`${t("down")} ${called}`}
            disabled={at === count - 1}
            data-move
            onClick={() => move(at, at + 1)}
          />
        </>
      )}
      <Button
        {...shared}
        icon={<DeleteOutlined />}
        aria-label={`${t("remove")} ${called}`}
        disabled={!removable}
        data-remove
        onClick={() => remove(at)}
      />
    </Flex>
  );
}
