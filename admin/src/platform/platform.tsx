import { useQuery } from "@tanstack/react-query";
import type { PriceList } from "@tidings/shared/quotas/offers.ts";
import { SEND_STATE_WORDS } from "@tidings/shared/sends/words.ts";
import { labelOf } from "@tidings/shared/tone.ts";
import { Card } from "antd";
import type { ReactNode } from "react";
import { Descriptions } from "../ui/descriptions.tsx";
import { Page } from "../ui/page.tsx";
import { Failed, Loading } from "../ui/states.tsx";
import { callVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { Offers } from "./offers.tsx";
import { PlatformOrders } from "./orders.tsx";
import { ConfirmThemselves, UnitPrices } from "./unit-prices.tsx";
import { words } from "./words.ts";

/** What `platform_overview` answers. */
interface Overview {
  readonly enterprises: number;
  readonly members: number;
  readonly sends: Readonly<Record<string, number>>;
}

/** The page of those who run the deployment: orders, the price list, and how much there is. `actions`: the way out, where there is no menu. */
export function Platform({ actions }: { readonly actions?: ReactNode }) {
  const t = useTranslations(words);
  return (
    <Page title={t("title")} note={t("note")} actions={actions}>
      <PlatformOrders />
      <Prices />
      <Counts />
    </Page>
  );
}

function Prices() {
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["price_list"],
    queryFn: () => callVerb<PriceList>("price_list", {}),
  });
  if (isPending) return <Loading />;
  if (!data) return <Failed failure={error} retry={() => void refetch()} />;
  return (
    <>
      <Offers currency={data.currency} />
      <div className="split">
        <UnitPrices list={data} />
        <ConfirmThemselves list={data} />
      </div>
    </>
  );
}

/** How much there is on this deployment: counts, and no enterprise's contents. */
function Counts() {
  const t = useTranslations(words);
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["platform_overview"],
    queryFn: () => callVerb<Overview>("platform_overview", {}),
  });
  if (isPending) return <Loading />;
  if (!data) return <Failed failure={error} retry={() => void refetch()} />;
  return (
    <Card title={t("counts")}>
      <Descriptions
        items={[
          { key: "enterprises", label: t("enterprises"), value: data.enterprises },
          { key: "members", label: t("members"), value: data.members },
          ...Object.entries(data.sends).map(([state, value]) => ({
            key: state,
            label: `${t("sends")} · ${t(labelOf(SEND_STATE_WORDS, state))}`,
            value,
          })),
        ]}
      />
    </Card>
  );
}
