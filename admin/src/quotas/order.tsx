import { ShoppingCartOutlined } from "@ant-design/icons";
import { PACKAGE_SPEC_WORDS, QUOTA_KIND_WORDS } from "@tidings/shared/quotas/words.ts";
import { App, Button, Checkbox, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { useAmount } from "../ui/amount.ts";
import { FormField } from "../ui/form-field.tsx";
import { optionsOf } from "../ui/options.ts";
import { FailedNote } from "../ui/states.tsx";
import { dayjs } from "../ui/time.ts";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import type { QuotaKind } from "./row.ts";
import { words } from "./words.ts";

/** The sizes that can be ordered (§3 names the first of each). */
const SIZES: Readonly<Record<QuotaKind, readonly number[]>> = {
  aim_resolution: [100_000, 500_000, 1_000_000],
  basic: [1_000, 10_000, 100_000],
  sa_resolution: [5_000, 50_000, 500_000],
};

/** Orders a package (PKG-1): kind, spec, size and quantity. The price is shown and payment confirmed first. */
export function OrderButton() {
  const t = useTranslations(words);
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" icon={<ShoppingCartOutlined />} onClick={() => setOpen(true)}>
        {t("order")}
      </Button>
      {open && <OrderDialog close={() => setOpen(false)} />}
    </>
  );
}

function OrderDialog({ close }: { close: () => void }) {
  const t = useTranslations(words);
  const amount = useAmount();
  const { message } = App.useApp();
  const { run, running } = useVerb("add_package");
  const [kind, setKind] = useState<QuotaKind>("aim_resolution");
  const [spec, setSpec] = useState("three_network");
  const [size, setSize] = useState(SIZES.aim_resolution[0] ?? 1);
  const [quantity, setQuantity] = useState(1);
  const [unitPrice, setUnitPrice] = useState<number | null>(null);
  const [paid, setPaid] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const cents = Math.round((unitPrice ?? 0) * 100) * quantity;
  const price = amount(cents / 100);

  async function order() {
    setFailure(null);
    try {
      // The expiry is rounded to the day, so that a repeated click sends the same arguments and is the same order.
      const expires_at = dayjs().add(1, "year").endOf("day").toISOString();
      await run({ input: { kind, spec, size: size * quantity, price_cents: cents, expires_at } });
      message.success(t("done"));
      close();
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <Modal
      open
      title={t("order")}
      okText={t("confirm")}
      okButtonProps={{ disabled: !paid || unitPrice === null }}
      cancelText={t("cancel")}
      confirmLoading={running}
      onOk={() => void order()}
      onCancel={close}
    >
      <FormField label={t("kind")} htmlFor="order-kind" required>
        <Select
          id="order-kind"
          value={kind}
          onChange={(chosen: QuotaKind) => {
            setKind(chosen);
            setSize(SIZES[chosen][0] ?? 1);
            setSpec("three_network");
            setPaid(false);
          }}
          options={optionsOf(QUOTA_KIND_WORDS, t)}
        />
      </FormField>
      {kind === "basic" && (
        <FormField label={t("spec")} htmlFor="order-spec" required hint={t("by_network")}>
          <Select
            id="order-spec"
            value={spec}
            onChange={setSpec}
            options={optionsOf(PACKAGE_SPEC_WORDS, t)}
          />
        </FormField>
      )}
      <div className="pair">
        <FormField label={t("package")} htmlFor="order-size" required>
          <Select
            id="order-size"
            value={size}
            onChange={(chosen) => {
              setSize(chosen);
              setPaid(false);
            }}
            options={SIZES[kind].map((one) => ({ value: one, label: t("package_size", { count: one }) }))}
          />
        </FormField>
        <FormField label={t("quantity")} htmlFor="order-quantity" required>
          <InputNumber
            id="order-quantity"
            min={1}
            max={100}
            precision={0}
            value={quantity}
            onChange={(chosen) => {
              setQuantity(chosen ?? 1);
              setPaid(false);
            }}
          />
        </FormField>
      </div>
      <FormField label={t("unit_price")} htmlFor="order-price" required hint={t("valid_year")}>
        <InputNumber
          id="order-price"
          min={0}
          precision={2}
          prefix="¥"
          className="short"
          value={unitPrice}
          onChange={(chosen) => {
            setUnitPrice(chosen);
            setPaid(false);
          }}
        />
      </FormField>
      <p>
        {t("total")}: <b>{t("total_line", { size: size * quantity, price })}</b>
      </p>
      <Checkbox
        checked={paid}
        disabled={unitPrice === null}
        onChange={(event) => setPaid(event.target.checked)}
      >
        {t("confirm_check", { price })}
      </Checkbox>
      <p className="faint">{t("confirm_note")}</p>
      <FailedNote failure={failure} />
    </Modal>
  );
}
