import { waitingTitle } from "@tidings/shared/reports/waiting.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Button, Card, Checkbox } from "antd";
import { useEffect, useRef } from "react";
import { Link, useNavigate } from "react-router";
import { ListKeys } from "../ui/resource/list-keys.tsx";
import { rowIn } from "../ui/resource/row-again.ts";
import { actsOn, useChosen, useSelectionOf } from "../ui/resource/selection.ts";
import { openReviews } from "../ui/review-door.ts";
import type { Decision } from "../ui/review-queue.ts";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Empty, Failed } from "../ui/states.tsx";
import { fromNow } from "../ui/time.ts";
import { inQueue, useWaiting, type WaitingReview } from "../ui/waiting.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { useAllowed } from "./use-allowed.ts";
import { WaitingBar, type WaitingBarProps } from "./waiting-bar.tsx";
import "./waiting.css";
import { words } from "./words.ts";

/** Waiting reviews: first those I may decide, one after the other, each by its buttons and keys or many at once, then those that others must. */
export function Waiting({ load }: Pick<WaitingBarProps, "load">) {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const around = useRef<HTMLDivElement>(null);
  const { rows, mine, others, loading, failure, retry } = useWaiting();
  const pathOf = ({ resource, id }: WaitingReview) => `/${NOUNS[resource].path}/${id}`;
  const first = mine[0];
  const picked = useChosen();
  const selection = useSelectionOf(picked, {
    rows: mine,
    transitions: useAllowed([...picked[0].values()].map(({ row }) => row as WaitingReview)),
  });
  const chosen = new Set(selection.chosen.map(({ row }) => String(row.id)));
  const pick = (id: string, on: boolean) =>
    selection.select(
      mine.filter((one) => one.id === id),
      on,
    );
  const gone = selection.asked === null && [...chosen].some((id) => !mine.some((one) => one.id === id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what others have decided meanwhile is chosen no more, once
  useEffect(() => {
    if (gone && !loading) selection.keep(mine.map(({ id }) => id));
  }, [gone, loading]);
  const decide = (act: Decision, id: string | null) => {
    // What may be done with what is chosen is on its way for a moment: a key is never about another row then.
    if (chosen.size === 0) begin(act, id);
    else if (actsOn(selection.chosen).has(act)) selection.ask(act);
  };
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
          <ListSkeleton rows={3} />
        ) : failure && rows.length === 0 ? (
          <Failed failure={failure} retry={retry} />
        ) : (
          <>
            {mine.length === 0 ? (
              <Empty drawing="done" title={t("waiting_none")} hint={t("waiting_none_hint")} />
            ) : (
              <>
                {mine.length > 1 && (
                  <Checkbox
                    className="waiting-all"
                    checked={chosen.size >= Math.min(mine.length, SHOWN)}
                    indeterminate={chosen.size > 0 && chosen.size < Math.min(mine.length, SHOWN)}
                    onChange={({ target }) => selection.select(mine.slice(0, SHOWN), target.checked)}
                    data-testid="choose-all"
                  >
                    {t("waiting_all")}
                  </Checkbox>
                )}
                <Rows label={t("waiting")} rows={mine} begin={begin} chosen={chosen} pick={pick} />
              </>
            )}
            {others.length > 0 && (
              <>
                <h2 className="group-title">
                  {t(others.every((row) => row.mine) ? "waiting_mine" : "waiting_others")}
                </h2>
                <Rows label={t("waiting_others")} rows={others} />
              </>
            )}
          </>
        )}
      </div>
      <WaitingBar selection={selection} load={load} />
      <ListKeys
        list={around}
        finds={false}
        open={(id) => {
          const row = rows.find((one) => one.id === id);
          if (row) navigate(pathOf(row));
        }}
        select={mine.length > 0 ? (id) => pick(id, !chosen.has(id)) : undefined}
        decide={mine.length > 0 ? decide : undefined}
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
  readonly pick?: (id: string, on: boolean) => void;
  readonly chosen?: ReadonlySet<string>;
}

function Rows({ label, rows, begin, pick, chosen }: RowsProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  return (
    <table className="waiting-list" aria-label={label}>
      <tbody>
        {rows.slice(0, SHOWN).map((row) => (
          <tr key={row.id} data-row-key={row.id} tabIndex={-1}>
            {pick && (
              <td className="waiting-box">
                <Checkbox
                  aria-label={t("waiting_choose", { name: waitingTitle(row, locale) })}
                  checked={chosen?.has(row.id) ?? false}
                  onChange={({ target }) => pick(row.id, target.checked)}
                />
              </td>
            )}
            <td className="waiting-kind faint">{t(NOUNS[row.resource].one)}</td>
            <td className="waiting-what">
              <Link to={`/${NOUNS[row.resource].path}/${row.id}`}>{waitingTitle(row, locale)}</Link>
              <div className="faint">
                {t("waiting_by", {
                  name: row.submitted_by_name ?? "—",
                  when: row.submitted_at ? fromNow(row.submitted_at, locale) : "—",
                })}
                {row.number !== null && (
                  <>
                    {" · "}
                    <span className="mono">{row.number}</span>
                  </>
                )}
              </div>
            </td>
            {begin && (
              <td className="waiting-acts">
                <Button type="link" size="small" onClick={() => begin("reject", row.id)} data-decide="reject">
                  {t("reject")}
                </Button>
                <Button size="small" onClick={() => begin("approve", row.id)} data-decide="approve">
                  {t("approve")}
                </Button>
              </td>
            )}
          </tr>
        ))}
        {rows.length > SHOWN && (
          <tr>
            <td colSpan={pick ? 4 : 3} className="faint">
              {t("waiting_more", { count: rows.length - SHOWN })}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
