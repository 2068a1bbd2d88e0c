import { BellOutlined } from "@ant-design/icons";
import { alert } from "@tidings/shared/alerts/alert.ts";
import { alertPlace, alertWords } from "@tidings/shared/alerts/text.ts";
import { ALERT_KIND_WORDS } from "@tidings/shared/alerts/words.ts";
import { Badge, Button, Grid, Popover } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useRows } from "../ui/data.ts";
import { useMay } from "../ui/me.tsx";
import { useOffers } from "../ui/resource/offers.ts";
import type { RowOf } from "../ui/rows.ts";
import { StateTag } from "../ui/tags.tsx";
import { fromNow } from "../ui/time.ts";
import type { TransitionsById } from "../ui/transition.ts";
import { TransitionButtons } from "../ui/transitions.tsx";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** As many as a popover shows without scrolling on a laptop. */
const SHOWN = 6;

/** The number of unseen alerts, and the newest of them. When they cannot be read it says so: "none" would be a promise. */
export function AlertBell() {
  const t = useTranslations(words);
  const visible = useMay()("KooMessage:alert:list");
  const [open, setOpen] = useState(false);
  const { rows, transitions, total, loading, failure } = useRows<RowOf<"alerts">>("alerts", {
    enabled: visible,
    filters: [
      { field: "seen_at", operator: "null", value: null },
      // Reviews that wait have a list of their own on the overview.
      { field: "kind", operator: "ne", value: "review_waiting" },
    ],
    sorters: [{ field: "id", order: "desc" }],
    limit: SHOWN,
    poll: 10_000,
    transitions: "alert",
  });
  const wide = Grid.useBreakpoint().sm ?? true;
  if (!visible) return null;
  const known = total === 0 ? t("bell_none") : t("bell_count", { count: total });
  const label = failure ? t("bell_failed") : loading ? t("bell") : known;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      // On a phone the bell is in the middle of the header; a popover aligned to it would be half off screen.
      placement={wide ? "bottomRight" : "bottom"}
      title={label}
      content={<Newest rows={rows} transitions={transitions} close={() => setOpen(false)} />}
    >
      <Badge count={total} size="small" offset={[-8, 8]}>
        <Button
          type="text"
          icon={<BellOutlined />}
          aria-label={label}
          data-testid="bell"
          data-count={total}
        />
      </Badge>
    </Popover>
  );
}

interface NewestProps {
  readonly rows: readonly RowOf<"alerts">[];
  readonly transitions: TransitionsById;
  readonly close: () => void;
}

function Newest({ rows, transitions, close }: NewestProps) {
  const t = useTranslations(words);
  const offers = useOffers(alert);
  const locale = useLocale();
  return (
    <div className="bell">
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
    </div>
  );
}
