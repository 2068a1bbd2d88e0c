import { Card, Flex, Tag } from "antd";
import { Link } from "react-router";
import { useRows } from "../ui/data.ts";
import { useMay } from "../ui/me.tsx";
import type { NonNullKeys, Override, RowOf } from "../ui/rows.ts";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { fromNow } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type WaitingRow = Override<
  NonNullKeys<RowOf<"waiting_reviews">, "id" | "title" | "mine">,
  { readonly resource: "template" | "send" | "domain" | "jump_batch" }
>;

/** For each resource under review: its path, the permission needed to decide, and its colour. */
const KINDS: Readonly<Record<WaitingRow["resource"], { path: string; needs: string; colour: string }>> = {
  template: { path: "/templates", needs: "KooMessage:template:review", colour: "purple" },
  send: { path: "/sends", needs: "KooMessage:sendTask:approve", colour: "blue" },
  domain: { path: "/domains", needs: "KooMessage:domain:review", colour: "cyan" },
  jump_batch: { path: "/jumps", needs: "KooMessage:jump:review", colour: "geekblue" },
};

/** Waiting reviews: first those I may decide, then those that others must. */
export function Waiting() {
  const t = useTranslations(words);
  const may = useMay();
  const { rows, loading, failure, retry } = useRows<WaitingRow>("waiting_reviews", {
    sorters: [{ field: "submitted_at", order: "asc" }],
    poll: 4_000,
  });
  const decides = (row: WaitingRow) => !row.mine && may(KINDS[row.resource].needs);
  const mine = rows.filter(decides);
  const others = rows.filter((row) => !decides(row));
  return (
    <Card title={t("waiting")} data-testid="waiting">
      {loading ? (
        <Loading />
      ) : failure && rows.length === 0 ? (
        <Failed failure={failure} retry={retry} />
      ) : (
        <>
          {mine.length === 0 ? (
            <Empty title={t("waiting_none")} hint={t("waiting_none_hint")} />
          ) : (
            <Rows rows={mine} />
          )}
          {others.length > 0 && (
            <>
              <h3 className="choice-title">
                {t(others.every((row) => row.mine) ? "waiting_mine" : "waiting_others")}
              </h3>
              <Rows rows={others} />
            </>
          )}
        </>
      )}
    </Card>
  );
}

function Rows({ rows }: { rows: readonly WaitingRow[] }) {
  const t = useTranslations(words);
  const locale = useLocale();
  return (
    <ul className="plain">
      {rows.map((row) => (
        <li key={row.id}>
          <Tag bordered={false} color={KINDS[row.resource].colour}>
            {t(`resource_${row.resource}`)}
          </Tag>
          <Flex vertical className="plain-fill">
            <span>
              <Link to={`${KINDS[row.resource].path}/${row.id}`}>{row.title}</Link>
              {row.number !== null && <span className="faint mono"> {row.number}</span>}
            </span>
            <span className="faint">
              {t("waiting_by", {
                name: row.submitted_by_name ?? "—",
                when: row.submitted_at ? fromNow(row.submitted_at, locale) : "—",
              })}
            </span>
          </Flex>
        </li>
      ))}
    </ul>
  );
}
