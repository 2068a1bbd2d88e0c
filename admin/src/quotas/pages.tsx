import { offer } from "@tidings/shared/quotas/offer.ts";
import { order } from "@tidings/shared/quotas/order.ts";
import { quotaPackage } from "@tidings/shared/quotas/package.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { Flex } from "antd";
import { IN_ROW, LinkButton } from "../ui/link-button.tsx";
import { useMay } from "../ui/me.tsx";
import { CreateButton } from "../ui/resource/list.tsx";
import type { DrawnResource } from "../ui/resource/pages.tsx";
import { useTranslations } from "../ui/words.ts";
import { AuditButton } from "./audit-button.tsx";
import { Balances } from "./balances.tsx";
import { OrderForm } from "./order.tsx";
import { words } from "./order-words.ts";

/** Packages: declared, with what is left of each kind above them. */
export const packages: DrawnResource = { of: quotaPackage, slots: { Above: Balances, Switch: Books } };

/** Orders: declared, but for the form with its total. */
export const orders: DrawnResource = { of: order, slots: { Create: OrderForm } };

/** The price list: declared, with the way to an order of each offer. */
export const offers: DrawnResource = { of: offer, slots: { Action: OrderThis, RowAction: OrderInRow } };

function Books() {
  return (
    <Flex gap={8} wrap>
      <AuditButton />
      <CreateButton of={order} />
    </Flex>
  );
}

function OrderInRow({ row }: { row: Row }) {
  return <OrderThis row={row} inRow />;
}

function OrderThis({ row, inRow = false }: { row: Row; inRow?: boolean }) {
  const t = useTranslations(words);
  if (!useMay()("KooMessage:quota:order")) return null;
  return (
    <LinkButton {...(inRow ? IN_ROW : {})} to={`/orders/new?offer=${row.id}`} data-order={row.sku}>
      {t("order_this")}
    </LinkButton>
  );
}
