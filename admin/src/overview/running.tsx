import { percentText } from "@tidings/shared/ground/percent.ts";
import { SEND_STATE_WORDS } from "@tidings/shared/sends/words.ts";
import { Card, Flex, Progress } from "antd";
import { Link } from "react-router";
import { useRows } from "../ui/data.ts";
import type { NonNullKeys, RowOf } from "../ui/rows.ts";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Empty, Failed } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type RunningSend = NonNullKeys<
  Pick<RowOf<"send_cards">, "id" | "name" | "batch_no" | "state" | "accepted" | "pending" | "handed">,
  "pending" | "handed"
>;

/** Approved sends that are not finished, with their progress. */
export function Running() {
  const t = useTranslations(words);
  const { rows, loading, failure, retry } = useRows<RunningSend>("send_cards", {
    filters: [
      { field: "state", operator: "in", value: ["expanding", "ready", "sending", "trial_hold", "paused"] },
    ],
    sorters: [{ field: "created_at", order: "desc" }],
    select: "id, name, batch_no, state, accepted, pending, handed, enterprise_id",
    limit: 8,
    poll: 2_500,
  });
  return (
    <Card title={t("running")} data-testid="running" extra={<Link to="/sends">{t("all")}</Link>}>
      {loading ? (
        <ListSkeleton rows={3} />
      ) : failure && rows.length === 0 ? (
        <Failed failure={failure} retry={retry} />
      ) : rows.length === 0 ? (
        <Empty title={t("running_none")} hint={t("running_none_hint")} />
      ) : (
        <Flex vertical gap={14}>
          {rows.map((send) => (
            <div key={send.id}>
              <Flex justify="space-between" gap={8} wrap>
                <span>
                  <Link to={`/sends/${send.id}`}>{send.name}</Link>{" "}
                  <span className="faint mono">{send.batch_no}</span>
                </span>
                <StateTag of={SEND_STATE_WORDS} state={send.state} />
              </Flex>
              <Progress aria-label={send.name} size="small" {...doneIn(send)} />
            </div>
          ))}
        </Flex>
      )}
    </Card>
  );
}

/** How far it is, as the terminal says it too: all but what is waiting or on its way. */
function doneIn({ accepted, pending, handed }: RunningSend) {
  const all = accepted ?? 0;
  const text = percentText(all - pending - handed, all) ?? "0";
  return { percent: Number(text), format: () => `${text}%` };
}
