import { typedAmount } from "@tidings/shared/quotas/money.ts";
import { MOST_SIZE, SKU } from "@tidings/shared/quotas/offers.ts";
import { PACKAGE_SPEC_WORDS, QUOTA_KIND_WORDS } from "@tidings/shared/quotas/words.ts";
import { App, DatePicker, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { FormField } from "../ui/form-field.tsx";
import { optionsOf } from "../ui/options.ts";
import { FailedNote } from "../ui/states.tsx";
import { dayjs } from "../ui/time.ts";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./price-words.ts";
import type { OfferRow } from "./row.ts";

interface OfferFormProps {
  readonly offer: OfferRow | null;
  readonly currency: string;
  readonly close: () => void;
}

const isWhole = (value: number | null, most: number) =>
  value !== null && Number.isInteger(value) && value >= 1 && value <= most;

/** The terms of a new offer, or new terms of one that is there. */
export function OfferForm({ offer, currency, close }: OfferFormProps) {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const create = useVerb("create_offer");
  const update = useVerb("update_offer");
  const [sku, setSku] = useState(offer?.sku ?? "");
  const [kind, setKind] = useState<keyof typeof QUOTA_KIND_WORDS>(offer?.kind ?? "aim_resolution");
  const [spec, setSpec] = useState<keyof typeof PACKAGE_SPEC_WORDS>(offer?.spec ?? "three_network");
  const [size, setSize] = useState<number | null>(offer?.size ?? null);
  const [price, setPrice] = useState(offer ? (offer.price_fen / 100).toFixed(2) : "");
  const [months, setMonths] = useState<number | null>(offer?.validity_months ?? 12);
  const [from, setFrom] = useState(offer ? dayjs(offer.sale_from) : null);
  const [until, setUntil] = useState(offer?.sale_until ? dayjs(offer.sale_until) : null);
  const [tried, setTried] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const fen = typedAmount(price, 100);
  const wrong = {
    sku: !SKU.test(sku),
    size: !isWhole(size, MOST_SIZE),
    price: fen === null || fen < 1,
    months: !isWhole(months, 60),
  };
  const said = (of: keyof typeof wrong, text: string) => (tried && wrong[of] ? text : undefined);

  async function save() {
    setTried(true);
    if (Object.values(wrong).some(Boolean)) return;
    setFailure(null);
    const input = {
      ...{ sku, kind, size, price_fen: fen, validity_months: months },
      ...(kind === "basic" ? { spec } : {}),
      ...(from ? { sale_from: from.toISOString() } : {}),
      ...(until ? { sale_until: until.toISOString() } : {}),
    };
    try {
      await (offer ? update.run({ offer: offer.id, input }) : create.run({ input }));
      message.success(t("saved"));
      close();
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <Modal
      open
      title={offer ? t("edit_title", { sku: offer.sku }) : t("new_offer")}
      okText={t("save")}
      cancelText={t("cancel")}
      confirmLoading={create.running || update.running}
      onOk={() => void save()}
      onCancel={close}
      maskClosable={false}
    >
      {offer && <p className="faint">{t("edit_note")}</p>}
      <FormField
        label={t("sku")}
        htmlFor="offer-sku"
        required
        hint={t("sku_hint")}
        wrong={said("sku", t("sku_wrong"))}
      >
        <Input
          id="offer-sku"
          value={sku}
          maxLength={32}
          onChange={(event) => setSku(event.target.value.trim())}
        />
      </FormField>
      <div className="pair">
        <FormField label={t("kind")} htmlFor="offer-kind" required>
          <Select id="offer-kind" value={kind} onChange={setKind} options={optionsOf(QUOTA_KIND_WORDS, t)} />
        </FormField>
        {kind === "basic" && (
          <FormField label={t("spec")} htmlFor="offer-spec" required>
            <Select
              id="offer-spec"
              value={spec}
              onChange={setSpec}
              options={optionsOf(PACKAGE_SPEC_WORDS, t)}
            />
          </FormField>
        )}
      </div>
      <div className="pair">
        <FormField
          label={t("size")}
          htmlFor="offer-size"
          required
          wrong={said("size", t("size_wrong", { max: MOST_SIZE.toLocaleString("en") }))}
        >
          <InputNumber id="offer-size" value={size} onChange={setSize} />
        </FormField>
        <FormField
          label={t("price", { currency })}
          htmlFor="offer-price"
          required
          wrong={said("price", t("price_wrong"))}
        >
          <Input
            id="offer-price"
            inputMode="decimal"
            value={price}
            maxLength={16}
            onChange={(event) => setPrice(event.target.value)}
          />
        </FormField>
      </div>
      <FormField label={t("valid")} htmlFor="offer-valid" required wrong={said("months", t("valid_wrong"))}>
        <InputNumber id="offer-valid" value={months} onChange={setMonths} />
      </FormField>
      <div className="pair">
        <FormField label={t("from")} htmlFor="offer-from" hint={t("from_hint")}>
          <DatePicker id="offer-from" showTime value={from} onChange={setFrom} />
        </FormField>
        <FormField label={t("until")} htmlFor="offer-until" hint={t("until_hint")}>
          <DatePicker id="offer-until" showTime value={until} onChange={setUntil} />
        </FormField>
      </div>
      <FailedNote failure={failure} />
    </Modal>
  );
}
