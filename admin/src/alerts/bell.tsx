import { BellOutlined } from "@ant-design/icons";
import { ALERT_KIND_WORDS } from "@tidings/shared/alerts/words.ts";
import { Badge, Button, Grid, Popover } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useRows } from "../ui/data.ts";
import { useMay } from "../ui/me.tsx";
import { StateTag } from "../ui/tags.tsx";
import { fromNow } from "../ui/time.ts";
import { isAllowed, type TransitionsById } from "../ui/transition.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { type AlertRow, LOUD_KINDS, placeOf } from "./row.ts";
import { SeeButton } from "./see-button.tsx";
import { useAlertText } from "./use-alert-text.ts";
import { words } from "./words.ts";

const SHOWN = 6;

/** The number of unseen alerts, and the newest of them. */
export function AlertBell() {
  const t = useTranslations(words);
  const visible = useMay()("KooMessage:alert:list");
  const [open, setOpen] = useState(false);
  const { rows, transitions, total } = useRows<AlertRow>("alerts", {
    enabled: visible,
    filters: [
      { field: "seen_at", operator: "null", value: null },
      { field: "kind", operator: "in", value: [...LOUD_KINDS] },
    ],
    sorters: [{ field: "id", order: "desc" }],
    limit: SHOWN,
    poll: 10_000,
    transitions: "alert",
  });
  const wide = Grid.useBreakpoint().sm ?? true;
  if (!visible) return null;
  const label = total === 0 ? t("bell_none") : t("bell_count", { count: total });
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
  readonly rows: readonly AlertRow[];
  readonly transitions: TransitionsById;
  readonly close: () => void;
}

function Newest({ rows, transitions, close }: NewestProps) {
  const t = useTranslations(words);
  const text = useAlertText();
  const locale = useLocale();
  return (
    <div className="bell">
      <ul className="plain">
        {rows.map((alert) => (
          <li key={alert.id}>
            <StateTag of={ALERT_KIND_WORDS} state={alert.kind} />
            <span className="faint">{fromNow(alert.at, locale)}</span>
            {isAllowed(transitions[alert.id] ?? [], "see") && <SeeButton alert={alert} short />}
            <Link className="bell-text" to={placeOf(alert) ?? "/alerts"} onClick={close}>
              {text(alert)}
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
