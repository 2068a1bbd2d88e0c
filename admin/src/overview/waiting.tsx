import { waitingTitle } from "@tidings/shared/reports/waiting.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Button, Card, Flex, Tag } from "antd";
import { useRef } from "react";
import { Link, useNavigate } from "react-router";
import { ListKeys } from "../ui/resource/list-keys.tsx";
import { rowIn } from "../ui/resource/row-again.ts";
import { openReviews } from "../ui/review-door.ts";
import type { Decision } from "../ui/review-queue.ts";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { fromNow } from "../ui/time.ts";
import { inQueue, useWaiting, type WaitingReview } from "../ui/waiting.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";
import "./waiting.css";

/** Waiting reviews: first those I may decide, one after the other or each by its buttons and keys, then those that others must. */
export function Waiting() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const around = useRef<HTMLDivElement>(null);
  const { rows, mine, others, loading, failure, retry } = useWaiting();
  const pathOf = ({ resource, id }: WaitingReview) => `/${NOUNS[resource].path}/${id}`;
  const first = mine[0];
  const begin = (act: Decision | null, id: string | null) => {
    const row = mine.find((one) => one.id === id);
    if (!row) return;
    openReviews(mine.map(inQueue), inQueue(row), act, (last) => {
      const rest = rowIn(around.current, last.id) ?? around.current?.querySelector<HTMLElement>("tr, h2");
      (rest ?? document.querySelector<HTMLElement>("#content"))?.focus();
    });
  };
  return (
    <Card
      title={mine.length === 0 ? t("waiting") : t("waiting_count", { count: mine.length })}
      data-testid="waiting"
      extra={
        first && (
          <Button type="primary" onClick={() => begin(null, first.id)} data-testid="go-through">
            {t("waiting_through")}
          </Button>
        )
      }
    >
      <div ref={around}>
        {loading ? (
          <Loading />
        ) : failure && rows.length === 0 ? (
          <Failed failure={failure} retry={retry} />
        ) : (
          <>
            {mine.length === 0 ? (
              <Empty title={t("waiting_none")} hint={t("waiting_none_hint")} />
            ) : (
              <Rows label={t("waiting")} rows={mine} begin={begin} />
            )}
            {others.length > 0 && (
              <>
                <h2 className="choice-title">
                  {t(others.every((row) => row.mine) ? "waiting_mine" : "waiting_others")}
                </h2>
                <Rows label={t("waiting_others")} rows={others} />
              </>
            )}
          </>
        )}
      </div>
      <ListKeys
        list={around}
        finds={false}
        open={(id) => {
          const row = rows.find((one) => one.id === id);
          if (row) navigate(pathOf(row));
        }}
        decide={mine.length > 0 ? begin : undefined}
      />
    </Card>
  );
}

/** As many as somebody looks through here; all of them are gone through one by one, and stand in their lists. */
const SHOWN = 50;

interface RowsProps {
  readonly label: string;
  readonly rows: readonly WaitingReview[];
  /** Of those that the person may decide. */
  readonly begin?: (act: Decision, id: string) => void;
}

function Rows({ label, rows, begin }: RowsProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  return (
    <table className="waiting-list" aria-label={label}>
      <tbody>
        {rows.slice(0, SHOWN).map((row) => (
          <tr key={row.id} data-row-key={row.id} tabIndex={-1}>
            <td className="waiting-kind">
              <Tag bordered={false} className="state-tag">
                {t(NOUNS[row.resource].one)}
              </Tag>
            </td>
            <td>
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
            </td>
            {begin && (
              <td className="waiting-acts">
                <Button type="link" size="small" onClick={() => begin("reject", row.id)} data-decide="reject">
                  {t("reject")}
                </Button>
                <Button
                  type="link"
                  size="small"
                  onClick={() => begin("approve", row.id)}
                  data-decide="approve"
                >
                  {t("approve")}
                </Button>
              </td>
            )}
          </tr>
        ))}
        {rows.length > SHOWN && (
          <tr>
            <td colSpan={3} className="faint">
              {t("waiting_more", { count: rows.length - SHOWN })}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
