import { HistoryOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { w } from "@tidings/shared/ground/locale.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { Button, Flex, Input } from "antd";
import { useState } from "react";
import { allowedTransitions } from "./allowed.ts";
import type { Row, RowTableState } from "./data.ts";
import { FormField } from "./form-field.tsx";
import { useMe } from "./me.tsx";
import { Empty } from "./states.tsx";
import { useStickyError } from "./sticky-error.ts";
import { showStory, typedStory } from "./story-door.ts";
import type { TransitionsById } from "./transition.ts";
import { usePause } from "./use-pause.ts";
import { callVerb } from "./verb.ts";
import { useTranslations } from "./words.ts";

const words = {
  hint: w("输入完整号码查询", "Search by full number"),
  story: w("该号码的收发记录", "All activity for this number"),
  number: w("手机号", "Phone number"),
  number_hint: w("可以带 +86、空格和横线", "All 11 digits; +86, spaces and dashes are fine"),
  ask: w("查询", "Look up"),
  partial: w("请输入完整号码", "Enter the full number"),
  partial_hint: w(
    "号码脱敏显示，输入完整的 11 位手机号才能查到；可包含 +86、空格和横线。",
    "Numbers are masked, so you need all 11 digits to find one. +86, spaces and dashes are fine.",
  ),
};

interface Answer<T> {
  readonly rows: T[];
  readonly transitions?: TransitionsById;
  readonly more: boolean;
}

/** What is typed into a search by number, and what it found. */
interface NumberSearch<T extends Row> {
  readonly typed: string;
  readonly type: (text: string) => void;
  /** The rows found, in place of those of the list; null while nothing is typed. */
  readonly table: RowTableState<T> | null;
  /** What may be done with the rows found; null while nothing is typed. */
  readonly transitions: TransitionsById | null;
  /** Something is typed that is no whole number. */
  readonly partial: boolean;
}

interface SearchOptions {
  /** The id of the send, file or task to search in; without it, everywhere. */
  readonly of?: string;
  /** Any text may be looked for, not only a number. */
  readonly anyText?: boolean;
  /** Ask too what may be done with each row. */
  readonly transitions?: boolean;
}

/** Marks the rows as filtered, so that "nothing matches" is said of them. */
const FILTERED = { number: "" };
const NOTHING = () => undefined;

/**
 * Searches by a whole number (`find_recipient`), as it is typed. The number goes in the body of a request, so it is in no
 * address, and every search is counted: a part of a number is not asked for.
 */
export function useNumberSearch<T extends Row>(
  resource: string,
  { of, anyText = false, transitions = false }: SearchOptions = {},
): NumberSearch<T> {
  const id = useMe().enterprise?.id;
  const [typed, setTyped] = useState("");
  const [asked, setAsked] = useState<string | null>(null);
  const pause = usePause(setAsked);
  const wantedIn = (text: string) => (anyText ? text.trim() || null : phoneOrNull(text));
  const wanted = wantedIn(typed);
  const answer = useQuery({
    queryKey: ["find_recipient", id, resource, of, asked],
    queryFn: async () => {
      const args = { resource, number: asked, ...(of === undefined ? {} : { of }) };
      const found = await callVerb<Answer<T>>("find_recipient", args);
      const ids = transitions ? found.rows.map((row) => String(row.id)) : [];
      return { ...found, transitions: await allowedTransitions(resource, ids) };
    },
    enabled: asked !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const { data, failure, retry } = useStickyError(answer);
  const current = asked !== null && asked === wanted && pause.waiting === null;
  const rows = current ? (data?.rows ?? []) : [];
  return {
    typed,
    type: (text) => {
      setTyped(text);
      const next = wantedIn(text);
      if (next !== wanted) pause.say(next as string, next !== null);
    },
    transitions: typed.trim() === "" ? null : current ? (data?.transitions ?? {}) : {},
    partial: typed.trim() !== "" && wanted === null,
    table:
      typed.trim() === ""
        ? null
        : {
            rows,
            total: rows.length,
            counted: false,
            loading: wanted !== null && (!current || answer.isPending) && failure === null,
            failure: current ? failure : null,
            retry,
            filters: FILTERED,
            sorters: [],
            filter: NOTHING,
            sort: NOTHING,
            page: 1,
            pageSize: Math.max(rows.length, 1),
            goToPage: NOTHING,
          },
  };
}

interface NumberInputProps {
  readonly search: Pick<NumberSearch<Row>, "typed" | "type">;
  readonly label: string;
  /** Where other texts than numbers may be typed. */
  readonly hint?: string;
}

/** The field of a search by number. */
export function NumberInput({ search, label, hint }: NumberInputProps) {
  const t = useTranslations(words);
  return (
    <Flex gap={8} align="center" wrap>
      <Input
        allowClear
        type="search"
        autoComplete="off"
        aria-label={label}
        placeholder={hint ?? t("hint")}
        className="phone-search"
        value={search.typed}
        onChange={(event) => search.type(event.target.value)}
      />
      <StoryButton typed={search.typed} />
    </Flex>
  );
}

/** Beside a whole number that is typed: what became of it everywhere, and why it got nothing (MSG-1). */
export function StoryButton({ typed }: { readonly typed: string }) {
  const t = useTranslations(words);
  const of = typedStory(typed);
  if (of === null) return null;
  return (
    <Button icon={<HistoryOutlined />} onClick={() => showStory(of)} data-testid="number-story">
      {t("story")}
    </Button>
  );
}

interface AskNumberProps {
  /** The id of its field. */
  readonly id: string;
  readonly label?: string;
  /** The number to begin with, where there is one. */
  readonly number?: string;
  readonly autoFocus?: boolean;
  /** Told the whole number that is asked for; null where the input is not a number. */
  readonly ask: (number: string | null) => void;
}

/** Asks for a whole number; of a part of one it says so. What is typed is in no address. */
export function AskNumber({ id, label, number = "", autoFocus = false, ask }: AskNumberProps) {
  const t = useTranslations(words);
  const [typed, setTyped] = useState(number);
  const [partial, setPartial] = useState(false);
  function submit() {
    const wanted = phoneOrNull(typed);
    setPartial(wanted === null);
    ask(wanted);
  }
  return (
    <FormField
      label={label ?? t("number")}
      htmlFor={id}
      hint={t("number_hint")}
      wrong={partial ? t("partial") : undefined}
    >
      <Flex gap={8}>
        <Input
          id={id}
          value={typed}
          maxLength={32}
          autoComplete="off"
          inputMode="tel"
          autoFocus={autoFocus}
          onChange={({ target }) => setTyped(target.value)}
          onPressEnter={submit}
        />
        <Button type="primary" onClick={submit}>
          {t("ask")}
        </Button>
      </Flex>
    </FormField>
  );
}

/** What is in place of rows while only a part of a number is typed. */
export function PartialNumber() {
  const t = useTranslations(words);
  return <Empty drawing="search" title={t("partial")} hint={t("partial_hint")} />;
}
