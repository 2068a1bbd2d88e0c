import { alert } from "@tidings/shared/alerts/alert.ts";
import { type AlertFacts, alertPlace, alertWords } from "@tidings/shared/alerts/text.ts";
import { listLink } from "@tidings/shared/resource/address.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { useEffect } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { ListSwitch } from "../ui/list-switch.tsx";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Alerts: declared, but for the looks at them and the way from each to what it is about. */
export const alerts: DrawnResource = {
  of: alert,
  slots: { Above: Looks, values: { name: (row) => <AlertText alert={row} /> } },
};

/** An alert as a sentence that leads to what it is about. */
function AlertText({ alert }: { alert: Row }) {
  const t = useTranslations();
  const place = alertPlace(String(alert.resource), alert.resource_id as string | null);
  const text = t(alertWords(alert as unknown as AlertFacts));
  return place === null ? text : <Link to={place}>{text}</Link>;
}

/** Reviews that wait have a list of their own on the overview, so they are apart here. */
export const LOOKS = {
  unseen: listLink("alerts", { state: "open", waits: "false" }),
  all: listLink("alerts", { waits: "false" }),
  reviews: listLink("alerts", { waits: "true" }),
} as const;

/** Between what nobody has seen, all, and reviews. An address without filters shows what nobody has seen. */
function Looks() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const { search } = useLocation();
  useEffect(() => {
    if (search === "") navigate(LOOKS.unseen, { replace: true });
  }, [search, navigate]);
  const lists = Object.entries(LOOKS).map(([look, to]) => ({
    to,
    label: t(`look_${look as keyof typeof LOOKS}`),
  }));
  return <ListSwitch at={`/alerts${search}`} lists={lists} />;
}
