import { typedAmount, unitPriceText } from "@tidings/shared/quotas/money.ts";
import type { PriceList } from "@tidings/shared/quotas/offers.ts";
import { PRICED_ITEM_WORDS } from "@tidings/shared/quotas/words.ts";
import { App, Button, Card, Input, Modal, Switch } from "antd";
import { useState } from "react";
import { fixedTable } from "../ui/fixed-table.ts";
import { FormField } from "../ui/form-field.tsx";
import { type Column, RowTable } from "../ui/row-table.tsx";
import { FailedNote } from "../ui/states.tsx";
import { userErrorOf } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./price-words.ts";

type Item = keyof typeof PRICED_ITEM_WORDS;
type ItemRow = { readonly item: Item; readonly micros: number | null };

const ITEMS = Object.keys(PRICED_ITEM_WORDS) as Item[];

/** What a unit costs beyond the packages (PKG-2), to be set. */
export function UnitPrices({ list }: { list: PriceList }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const [setting, setSetting] = useState<ItemRow | null>(null);
  const rows: ItemRow[] = ITEMS.map((item) => ({ item, micros: list.units[item] ?? null }));
  const columns: Column<ItemRow>[] = [
    { key: "item", title: t("item"), head: true, render: ({ item }) => t(PRICED_ITEM_WORDS[item]) },
    {
      key: "each",
      title: t("each"),
      align: "right",
      render: ({ micros }) =>
        micros === null ? t("unset") : <b>{unitPriceText(micros, list.currency, locale)}</b>,
    },
    {
      key: "act",
      title: "",
      render: (row) => (
        <Button type="link" size="small" onClick={() => setSetting(row)} data-set={row.item}>
          {t("set")}
        </Button>
      ),
    },
  ];
  return (
    <Card title={t("units")}>
      <div className="stack">
        <span className="faint">{t("units_note")}</span>
        <RowTable
          table={fixedTable({ rows, loading: false, failure: null, retry: () => {} })}
          columns={columns}
          rowKey={({ item }) => item}
          label={t("units")}
          compact
          empty={null}
        />
      </div>
      {setting && <UnitPriceDialog row={setting} currency={list.currency} close={() => setSetting(null)} />}
    </Card>
  );
}

interface UnitPriceDialogProps {
  readonly row: ItemRow;
  readonly currency: string;
  readonly close: () => void;
}

function UnitPriceDialog({ row, currency, close }: UnitPriceDialogProps) {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const { run, running } = useVerb("set_unit_price");
  const [typed, setTyped] = useState(row.micros === null ? "" : String(row.micros / 1_000_000));
  const [failure, setFailure] = useState<unknown>(null);
  const micros = typedAmount(typed, 1_000_000);

  async function save() {
    if (micros === null) return;
    setFailure(null);
    try {
      await run({ input: { item: row.item, price_micros: micros } });
      message.success(t("saved"));
      close();
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <Modal
      open
      title={t("set_title", { item: t(PRICED_ITEM_WORDS[row.item]) })}
      okText={t("save")}
      okButtonProps={{ disabled: micros === null }}
      cancelText={t("cancel")}
      confirmLoading={running}
      onOk={() => void save()}
      onCancel={close}
      maskClosable={false}
    >
      <FormField
        label={t("price", { currency })}
        htmlFor="unit-price"
        required
        wrong={typed !== "" && micros === null ? t("each_wrong") : undefined}
      >
        <Input
          id="unit-price"
          inputMode="decimal"
          value={typed}
          maxLength={16}
          onChange={(event) => setTyped(event.target.value)}
        />
      </FormField>
      <FailedNote failure={failure} />
    </Modal>
  );
}

/** Whether orders wait for a platform admin, or are confirmed by the system at once. */
export function ConfirmThemselves({ list }: { list: PriceList }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { message } = App.useApp();
  const { run, running } = useVerb("set_sale_settings");

  async function turn(to: boolean) {
    try {
      await run({ input: { orders_confirm_themselves: to } });
      message.success(t(to ? "itself_on" : "itself_off"));
    } catch (failure) {
      message.error(userErrorOf(failure, locale).message);
    }
  }

  return (
    <Card
      title={t("itself")}
      extra={
        <Switch
          aria-label={t("itself")}
          checked={list.orders_confirm_themselves}
          loading={running}
          onChange={(to) => void turn(to)}
        />
      }
    >
      <span className="faint">{t("itself_note")}</span>
    </Card>
  );
}
