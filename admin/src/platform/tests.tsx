import { troubleWords } from "@tidings/shared/channels/trouble.ts";
import { CARRIER_TEST_WORDS } from "@tidings/shared/channels/words.ts";
import { say } from "@tidings/shared/ground/locale.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { Card } from "antd";
import { useRowTable } from "../ui/data.ts";
import { useZone } from "../ui/me.tsx";
import { optionsOf } from "../ui/options.ts";
import { ResultCode } from "../ui/result-code.tsx";
import type { Column } from "../ui/row-table.tsx";
import type { NonNullKeys, RowOf } from "../ui/rows.ts";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { DeploymentRows } from "./rows.tsx";
import { words } from "./words.ts";

type Test = NonNullKeys<
  RowOf<"carrier_test_cards">,
  "id" | "number" | "channel_number" | "state" | "asked_at"
>;

/** What the carrier said; of a hand-over without an answer, why. */
function TestCode({ of }: { of: Test }) {
  const locale = useLocale();
  const failed = of.state === "unanswered" || of.state === "not_taken";
  if (failed && of.code && !of.code_said) return say(troubleWords(of.code), locale);
  return <ResultCode of={of} />;
}

/** The receipt of a test message comes within seconds. */
const POLL_MS = 3_000;

/** The test messages of a carrier and what became of each, the last first (CHL-1). */
export function Tests({ row }: { row: Row }) {
  const t = useTranslations(words);
  const zone = useZone();
  const fields = [
    {
      name: "state",
      kind: "choice" as const,
      label: t("test_state"),
      options: optionsOf(CARRIER_TEST_WORDS, t),
    },
  ];
  const table = useRowTable<Test>("carrier_test_cards", {
    everywhere: true,
    fields,
    always: [{ field: "carrier_id", operator: "eq", value: row.id }],
    sorters: [{ field: "asked_at", order: "desc" }],
    inAddress: false,
    pageSize: 10,
    poll: POLL_MS,
  });
  const columns: Column<Test>[] = [
    {
      key: "asked_at",
      title: t("test_at"),
      head: true,
      order: "asked_at",
      render: ({ asked_at }) => clock(asked_at, zone),
    },
    {
      key: "state",
      title: t("test_state"),
      render: ({ state }) => <StateTag of={CARRIER_TEST_WORDS} state={state} />,
    },
    { key: "code", title: t("test_code"), render: (row) => <TestCode of={row} /> },
    { key: "number", title: t("test_number"), render: ({ number }) => number },
    { key: "from", title: t("test_from"), render: ({ channel_number }) => channel_number },
    { key: "by", title: t("test_by"), render: ({ asked_by_name }) => asked_by_name ?? "—" },
  ];
  return (
    <Card title={t("tests")} data-testid="carrier-tests">
      <DeploymentRows
        table={table}
        columns={columns}
        fields={fields}
        label={t("tests")}
        empty={<Empty title={t("no_test")} hint={t("no_test_hint")} />}
      />
    </Card>
  );
}
