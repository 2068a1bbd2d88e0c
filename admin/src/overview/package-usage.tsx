import { QUOTA_ACCOUNT_WORDS, QUOTA_KIND_WORDS } from "@tidings/shared/quotas/words.ts";
import { Card, Flex } from "antd";
import { Link } from "react-router";
import { useAmount } from "../ui/amount.ts";
import { StackedBar } from "../ui/bar.tsx";
import { useRows } from "../ui/data.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { useMay } from "../ui/me.tsx";
import type { RowOf } from "../ui/rows.ts";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { INK } from "../ui/theme.ts";
import { useSay, useWords } from "../ui/words.ts";
import { words } from "./words.ts";

type Usage = RowOf<"quota_balances">;

const INKS = { available: INK.good, reserved: INK.moving, used: INK.barred } as const;

/** What is left of the packages, by kind, and the way to order more. */
export function PackageUsage() {
  const say = useWords(words);
  const speak = useSay();
  const amount = useAmount();
  const order = useMay()("KooMessage:quota:order") && <LinkButton to="/quota">{say("order")}</LinkButton>;
  const { rows, loading, failure, retry } = useRows<Usage>("quota_balances", {
    sorters: [{ field: "kind", order: "asc" }],
    poll: 4_000,
  });
  return (
    <Card title={say("packages")} extra={<Link to="/quota">{say("all")}</Link>}>
      {loading ? (
        <Loading />
      ) : failure && rows.length === 0 ? (
        <Failed failure={failure} retry={retry} />
      ) : rows.length === 0 ? (
        <Empty title={say("packages_none")} hint={say("packages_none_hint")} action={order} />
      ) : (
        <Flex vertical gap={18}>
          {rows.map((row) => (
            <div key={row.kind}>
              <Flex justify="space-between" gap={8} wrap className="usage-head">
                <b>{speak(QUOTA_KIND_WORDS[row.kind])}</b>
                <span className="faint">
                  {say("left", { available: Number(row.available), granted: Number(row.granted) })}
                  {Number(row.payg_used) > 0 && ` · ${say("payg", { count: Number(row.payg_used) })}`}
                </span>
              </Flex>
              <StackedBar
                total={Number(row.granted)}
                label={speak(QUOTA_KIND_WORDS[row.kind])}
                format={amount}
                shares={(["available", "reserved", "used"] as const).map((place) => ({
                  key: place,
                  label: speak(QUOTA_ACCOUNT_WORDS[place]),
                  value: Number(row[place]),
                  color: INKS[place],
                  moving: place === "reserved",
                }))}
              />
            </div>
          ))}
          <div>{order}</div>
        </Flex>
      )}
    </Card>
  );
}
