import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Card, Flex } from "antd";
import { Link } from "react-router";
import { Empty } from "../ui/states.tsx";
import { fromNow } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Where each kind of what waits is decided. */
const PLACES = {
  restores: `/${NOUNS.restore.path}?state=open`,
  orders: `/${NOUNS.order.path}?state=ordered`,
  vendor_reviews: `/${NOUNS.vendor_review.path}?state=pending`,
  carriers: `/${NOUNS.carrier.path}`,
  keys: `/${NOUNS.carrier.path}?health=keyless`,
  calendar: `/${NOUNS.holiday.path}/new`,
} as const;

/** What waits for anyone who runs the deployment, as `platform_overview` answers it. */
export interface PlatformWait {
  readonly kind: keyof typeof PLACES;
  readonly count: number;
  readonly since: string | null;
}

/** What waits for a platform admin: what waits the longest first. */
export function PlatformWaiting({ waiting }: { waiting: readonly PlatformWait[] }) {
  const t = useTranslations(words);
  const locale = useLocale();
  return (
    <Card title={t("waiting")} data-testid="platform-waiting">
      {waiting.length === 0 ? (
        <Empty drawing="done" title={t("waiting_none")} hint={t("waiting_none_hint")} />
      ) : (
        <ul className="plain">
          {waiting.map(({ kind, count, since }) => (
            <li key={kind} data-waits={kind}>
              <Flex vertical className="plain-fill">
                <Link to={PLACES[kind]}>{t(`waits_${kind}`, { count })}</Link>
                {since !== null && (
                  <span className="faint">{t("waits_since", { when: fromNow(since, locale) })}</span>
                )}
              </Flex>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
