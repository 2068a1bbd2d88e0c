import { Card, Flex, Tag } from "antd";
import { Link } from "react-router";
import { useRows } from "../ui/data.ts";
import { useMay } from "../ui/me.tsx";
import type { RowOf, Shaped, Sure } from "../ui/rows.ts";
import { Empty, Failed, Loading } from "../ui/states.tsx";
import { fromNow } from "../ui/time.ts";
import { useLocale, useWords } from "../ui/words.ts";
import { words } from "./words.ts";

type WaitingRow = Shaped<
  Sure<RowOf<"waiting_reviews">, "id" | "title" | "mine">,
  { readonly thing: "template" | "send" }
>;

/** What waits for a decision: first what I may decide, then what I submitted and others must. */
export function Waiting() {
  const say = useWords(words);
  const may = useMay();
  const { rows, loading, failure, retry } = useRows<WaitingRow>("waiting_reviews", {
    sorters: [{ field: "submitted_at", order: "asc" }],
    poll: 4_000,
  });
  const decides = (row: WaitingRow) =>
    !row.mine && may(row.thing === "template" ? "KooMessage:template:review" : "KooMessage:sendTask:approve");
  const mine = rows.filter(decides);
  const others = rows.filter((row) => !decides(row));
  return (
    <Card title={say("waiting")} data-testid="waiting">
      {loading ? (
        <Loading />
      ) : failure && rows.length === 0 ? (
        <Failed failure={failure} retry={retry} />
      ) : (
        <>
          {mine.length === 0 ? (
            <Empty title={say("waiting_none")} hint={say("waiting_none_hint")} />
          ) : (
            <Rows rows={mine} />
          )}
          {others.length > 0 && (
            <>
              <h3 className="choice-title">
                {say(others.every((row) => row.mine) ? "waiting_mine" : "waiting_others")}
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
  const say = useWords(words);
  const locale = useLocale();
  return (
    <ul className="plain">
      {rows.map((row) => (
        <li key={row.id}>
          <Tag bordered={false} color={row.thing === "send" ? "blue" : "purple"}>
            {say(`thing_${row.thing}`)}
          </Tag>
          <Flex vertical>
            <Link to={`/${row.thing}s/${row.id}`}>{row.title}</Link>
            <span className="faint">
              {say("waiting_by", {
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
