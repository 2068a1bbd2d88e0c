import { moneyText } from "@tidings/shared/ground/money.ts";
import { kindText, MOST_QUANTITY, validityText } from "@tidings/shared/quotas/offers.ts";
import { App, Button, type ButtonProps, Card, Checkbox, InputNumber, Select } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { FormButtons } from "../ui/form-buttons.tsx";
import { FormField } from "../ui/form-field.tsx";
import { Page } from "../ui/page.tsx";
import { PageSkeleton } from "../ui/skeletons.tsx";
import { Failed, FailedNote } from "../ui/states.tsx";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./order-words.ts";
import { usePriceList } from "./use-price-list.ts";

/** The form of an order (PKG-1): an offer of the price list, `?offer=` the first, and a quantity. The total is shown, and agreed to, before anything is ordered. */
export function OrderForm() {
  const t = useTranslations(words);
  const locale = useLocale();
  const amount = useAmount();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { run, running } = useVerb<{ id: string; order_no: string; state: string }>("create_order");
  const list = usePriceList();
  const [address] = useSearchParams();
  const [chosen, setChosen] = useState(address.get("offer"));
  const [quantity, setQuantity] = useState<number | null>(1);
  // What was agreed to: another offer, another price or another quantity is agreed to anew.
  const [agreed, setAgreed] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  if (list.loading) return <PageSkeleton of="form" />;
  if (!list.data) return <Failed failure={list.failure} retry={list.retry} />;
  const { offers, orders_confirm_themselves } = list.data;
  const offer = offers.find(({ id }) => id === chosen) ?? (chosen === null ? offers[0] : undefined);
  const whole = Number.isInteger(quantity) && (quantity ?? 0) >= 1 && (quantity ?? 0) <= MOST_QUANTITY;
  const what = offer && whole ? `${offer.id} ${offer.revision} ${quantity}` : null;
  const money = (fen: number) => moneyText(fen, offer?.currency ?? "CNY", locale);
  const total = offer && whole ? money(offer.price_fen * (quantity ?? 0)) : "—";

  async function order() {
    if (!offer) return;
    setFailure(null);
    try {
      const made = await run({ input: { offer_id: offer.id, quantity, revision: offer.revision } });
      message.success(t(made.state === "paid" ? "done_paid" : "done_waits", { no: made.order_no }));
      navigate(`/orders/${made.id}`, { replace: true });
    } catch (refusal) {
      // Nothing was ordered; what has changed is agreed to anew.
      setAgreed(null);
      setFailure(refusal);
    }
  }

  return (
    <Page title={t("order")} note={t(orders_confirm_themselves ? "confirms_itself" : "waits")} back="/orders">
      <Card className="narrow">
        <FormField label={t("package")} htmlFor="order-offer" required>
          <Select
            id="order-offer"
            value={offer?.id}
            onChange={setChosen}
            options={offers.map((one) => ({
              value: one.id,
              label: `${kindText(one, locale)} · ${amount(one.size)} · ${moneyText(one.price_fen, one.currency, locale)}`,
            }))}
          />
        </FormField>
        <FormField
          label={t("quantity")}
          htmlFor="order-quantity"
          required
          wrong={whole ? undefined : t("quantity_wrong", { max: MOST_QUANTITY })}
        >
          <InputNumber id="order-quantity" value={quantity} onChange={setQuantity} />
        </FormField>
        {offer && whole && (
          <p data-testid="order-total">
            {t("cost")}
            <b>{total}</b>
            <br />
            <span className="faint">
              {t("cost_line", {
                price: money(offer.price_fen),
                quantity: amount(quantity),
                total,
                units: amount(offer.size * (quantity ?? 0)),
                time: validityText(offer.validity_months, locale),
              })}
            </span>
          </p>
        )}
        {what !== null && (
          <p>
            <Checkbox
              checked={agreed === what}
              onChange={(event) => setAgreed(event.target.checked ? what : null)}
            >
              {t("sure", { total })}
            </Checkbox>
          </p>
        )}
        <FailedNote failure={failure} />
        <FormButtons>
          <Button
            type="primary"
            loading={running}
            disabled={what === null || agreed !== what}
            onClick={() => void order()}
            {...({ "data-confirm": "create_order" } as ButtonProps)}
          >
            {what === null ? t("order_this") : t("pay", { total })}
          </Button>
        </FormButtons>
      </Card>
    </Page>
  );
}
