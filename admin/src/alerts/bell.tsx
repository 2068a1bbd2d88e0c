import { BellOutlined } from "@ant-design/icons";
import { alert } from "@tidings/shared/alerts/alert.ts";
import { alertPlace, alertWords } from "@tidings/shared/alerts/text.ts";
import { ALERT_KIND_WORDS } from "@tidings/shared/alerts/words.ts";
import { waitingTitle } from "@tidings/shared/reports/waiting.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Badge, Button, Grid, Popover, Tag } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useRows } from "../ui/data.ts";
import { useMay } from "../ui/me.tsx";
import { useOffers } from "../ui/resource/offers.ts";
import { openReviews } from "../ui/review-door.ts";
import type { NonNullKeys, RowOf } from "../ui/rows.ts";
import { StateTag } from "../ui/tags.tsx";
import { fromNow } from "../ui/time.ts";
import type { TransitionsById } from "../ui/transition.ts";
import { TransitionButtons } from "../ui/transitions.tsx";
import { inQueue, useToDecide, type WaitingReview } from "../ui/waiting.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** An alert as its list has it, of which the columns that are named are always there. */
type AlertRow = NonNullKeys<
  RowOf<"alert_cards">,
  "id" | "kind" | "resource" | "details" | "at" | "enterprise_id"
>;

const BELL = "[data-testid=bell]";

/** As many as a popover shows without scrolling on a laptop. */
const SHOWN = 6;

/** The number of unseen alerts and of reviews that wait for this person, and the first of them. When they cannot be read it says so: "none" would be a promise. */
export function AlertBell() {
  const t = useTranslations(words);
  const visible = useMay()("KooMessage:alert:list");
  const [open, setOpen] = useState(false);
  const reviews = useToDecide();
  const { rows, transitions, total, loading, failure } = useRows<AlertRow>("alert_cards", {
    enabled: visible,
    filters: [
      { field: "seen_at", operator: "null", value: null },
      // What one has done oneself is no news.
      { field: "state", operator: "eq", value: "open" },
      // Reviews that wait for this person are beside them; those that wait for others are nothing to do.
      { field: "kind", operator: "ne", value: "review_waiting" },
    ],
    sorters: [{ field: "id", order: "desc" }],
    limit: SHOWN,
    poll: 10_000,
    transitions: "alert",
  });
  const wide = Grid.useBreakpoint().sm ?? true;
  const waiting = reviews.length;
  if (!visible && waiting === 0) return null;
  const known = total === 0 ? t("bell_none") : t("bell_count", { count: total });
  const alerts = failure ? t("bell_failed") : loading ? t("bell") : known;
  const label =
    waiting === 0 ? alerts : t("bell_both", { alerts, reviews: t("bell_reviews", { count: waiting }) });
  const close = () => setOpen(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      // On a phone the bell is in the middle of the header; a popover aligned to it would be half off screen.
      placement={wide ? "bottomRight" : "bottom"}
      title={label}
      content={
        <div className="bell">
          {waiting > 0 && <Reviews rows={reviews.slice(0, SHOWN)} total={waiting} close={close} />}
          {visible && <Newest rows={rows} transitions={transitions} close={close} />}
        </div>
      }
    >
      <Badge count={total + waiting} size="small" offset={[-8, 8]}>
        <Button
          type="text"
          icon={<BellOutlined />}
          aria-label={label}
          data-testid="bell"
          data-count={total + waiting}
        />
      </Badge>
    </Popover>
  );
}

interface ReviewsProps {
  readonly rows: readonly WaitingReview[];
  readonly total: number;
  readonly close: () => void;
}

/** What waits for this person, what has waited longest first. Each is opened where it is decided. */
function Reviews({ rows, total, close }: ReviewsProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const open = (row: WaitingReview) => {
    close();
    openReviews(rows.map(inQueue), inQueue(row), null, () =>
      document.querySelector<HTMLElement>(BELL)?.focus(),
    );
  };
  return (
    <section aria-label={t("reviews")} data-testid="bell-reviews">
      <b>{t("reviews")}</b>
      <ul className="plain">
        {rows.map((row) => (
          <li key={row.id}>
            <Tag bordered={false} className="state-tag">
              {t(NOUNS[row.resource].one)}
            </Tag>
            {row.submitted_at && <span className="faint">{fromNow(row.submitted_at, locale)}</span>}
            <Button type="link" size="small" className="bell-review" onClick={() => open(row)}>
              {waitingTitle(row, locale)}
            </Button>
          </li>
        ))}
      </ul>
      {total > rows.length && (
        <Link to="/" onClick={close}>
          {t("reviews_more", { count: total - rows.length })}
        </Link>
      )}
    </section>
  );
}

interface NewestProps {
  readonly rows: readonly AlertRow[];
  readonly transitions: TransitionsById;
  readonly close: () => void;
}

function Newest({ rows, transitions, close }: NewestProps) {
  const t = useTranslations(words);
  const offers = useOffers(alert);
  const locale = useLocale();
  return (
    <>
      <ul className="plain">
        {rows.map((row) => (
          <li key={row.id}>
            <StateTag of={ALERT_KIND_WORDS} state={row.kind} />
            <span className="faint">{fromNow(row.at, locale)}</span>
            <TransitionButtons
              small
              transitions={transitions[row.id] ?? []}
              offers={offers({ ...row, id: String(row.id) })}
              args={{ alert: String(row.id) }}
              verbOf={() => "see_alert"}
            />
            <Link
              className="bell-text"
              to={alertPlace(row.resource, row.resource_id) ?? "/alerts"}
              onClick={close}
            >
              {t(alertWords(row))}
            </Link>
          </li>
        ))}
      </ul>
      <Link to="/alerts" onClick={close}>
        {t("all")}
      </Link>
    </>
  );
}
