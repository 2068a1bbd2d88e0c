import { useQuery } from "@tanstack/react-query";
import type { PriceList } from "@tidings/shared/quotas/offers.ts";
import { App, Card, Switch } from "antd";
import { useFailureToast } from "../ui/failure-toast.tsx";
import { FactsSkeleton } from "../ui/skeletons.tsx";
import { Failed } from "../ui/states.tsx";
import { callVerb, useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** Whether orders wait for a platform admin, or are confirmed by the system at once (PKG-1). */
export function ConfirmThemselves() {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const tellFailure = useFailureToast();
  const { run, running } = useVerb("set_sale_settings");
  const { data, error, isPending, refetch } = useQuery({
    queryKey: ["price_list"],
    queryFn: () => callVerb<PriceList>("price_list", {}),
  });
  if (isPending) return <FactsSkeleton rows={1} />;
  if (!data) return <Failed failure={error} retry={() => void refetch()} />;

  async function turn(to: boolean) {
    try {
      await run({ input: { orders_confirm_themselves: to } });
      message.success(t(to ? "itself_on" : "itself_off"));
    } catch (failure) {
      tellFailure(failure);
    }
  }

  return (
    <Card
      title={t("itself")}
      extra={
        <Switch
          aria-label={t("itself")}
          checked={data.orders_confirm_themselves}
          loading={running}
          onChange={(to) => void turn(to)}
        />
      }
    >
      <span className="faint">{t("itself_note")}</span>
    </Card>
  );
}
