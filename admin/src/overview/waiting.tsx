import { waitingTitle } from "@tidings/shared/reports/waiting.ts";
import { NOUNS, type Noun, rightOf } from "@tidings/shared/resource/nouns.ts";
import { Card, Flex, Tag } from "antd";
import { Link } from "react-router";
import { useRows } from "../ui/data.ts";
import { useMay } from "../ui/me.tsx";
import type { NonNullKeys, Override, RowOf } from "../ui/rows.ts";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { fromNow } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type WaitingRow = Override<
  NonNullKeys<RowOf<"waiting_reviews">, "id" | "title" | "mine">,
  { readonly resource: Noun }
>;

/** What waits for a decision: mine, and that of others. */
export function useWaiting() {
  const may = useMay();
  const { rows, ...state } = useRows<WaitingRow>("waiting_reviews", {
    sorters: [{ field: "submitted_at", order: "asc" }],
    poll: 4_000,
  });
  const decides = (row: WaitingRow) => !row.mine && may(rightOf(row.resource, "review") ?? "");
  return { ...state, rows, mine: rows.filter(decides), others: rows.filter((row) => !decides(row)) };
}

/** Waiting reviews: first those I may decide, then those that others must. */
export function Waiting() {
  const t = useTranslations(words);
  const { rows, mine, others, loading, failure, retry } = useWaiting();
  return (
    <Card title={t("waiting")} data-testid="waiting">
      {loading ? (
        <Loading />
      ) : failure && rows.length === 0 ? (
        <Failed failure={failure} retry={retry} />
      ) : (
        <>
          {mine.length === 0 ? (
            <Empty title={t("waiting_none")} hint={t("waiting_none_hint")} />
          ) : (
            <Rows rows={mine} />
          )}
          {others.length > 0 && (
            <>
              <h2 className="choice-title">
                {t(others.every((row) => row.mine) ? "waiting_mine" : "waiting_others")}
              </h2>
              <Rows rows={others} />
            </>
          )}
        </>
      )}
    </Card>
  );
}

function Rows({ rows }: { rows: readonly WaitingRow[] }) {
  const t = useTranslations(words);
  const locale = useLocale();
  return (
    <ul className="plain">
      {rows.map((row) => (
        <li key={row.id}>
          <Tag bordered={false} className="state-tag">
            {t(NOUNS[row.resource].one)}
          </Tag>
          <Flex vertical className="plain-fill">
            <Flex gap={6} wrap>
              <Link to={`/${NOUNS[row.resource].path}/${row.id}`}>{waitingTitle(row, locale)}</Link>
              {row.number !== null && <span className="faint mono">{row.number}</span>}
            </Flex>
            <span className="faint">
              {t("waiting_by", {
                name: row.submitted_by_name ?? "—",
                when: row.submitted_at ? fromNow(row.submitted_at, locale) : "—",
              })}
            </span>
          </Flex>
        </li>
      ))}
    </ul>
  );
}
