import { MATERIAL_WORDS } from "@tidings/shared/filings/words.ts";
import { label } from "@tidings/shared/ground/tone.ts";
import { Card, Flex } from "antd";
import { useRowTable } from "../ui/data.ts";
import { useZone } from "../ui/me.tsx";
import { ProofLink } from "../ui/proof-link.tsx";
import type { PartProps } from "../ui/resource/slots.ts";
import { type Column, RowTable } from "../ui/row-table.tsx";
import type { NonNullKeys, RowOf } from "../ui/rows.ts";
import { Empty } from "../ui/states.tsx";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

type Document = NonNullKeys<
  RowOf<"filing_history">,
  "id" | "material" | "path" | "name" | "created_at" | "versions"
>;

const STATES = {
  holds: label("good", "正在使用", "In use"),
  latest: label("progress", "最新版本", "Latest"),
  replaced: label("neutral", "已替换", "Replaced"),
};

const stateOf = ({ holds, latest }: Document) => (holds ? "holds" : latest ? "latest" : "replaced");

/** Every file that a filing has ever had (FIL-4): what was replaced can still be downloaded. */
export function MaterialHistory({ row }: PartProps) {
  const t = useTranslations(words);
  const zone = useZone();
  const table = useRowTable<Document>("filing_history", {
    always: [{ field: "filing_id", operator: "eq", value: row.id }],
    inAddress: false,
    sorters: [{ field: "created_at", order: "desc" }],
  });
  const columns: Column<Document>[] = [
    { key: "material", title: t("material"), head: true, render: (one) => t(MATERIAL_WORDS[one.material]) },
    {
      key: "file",
      title: t("file"),
      head: true,
      render: (one) => (
        <Flex gap="2px 8px" align="center" wrap className="cell-note">
          <ProofLink kind="filing" path={one.path} name={one.name} />
          <StateTag of={STATES} state={stateOf(one)} />
        </Flex>
      ),
    },
    {
      key: "versions",
      title: t("versions"),
      render: (one) => t("version", { versions: one.versions.join(", ") }),
    },
    {
      key: "added",
      title: t("added"),
      render: (one) => (
        <>
          {one.created_by_name && `${one.created_by_name} · `}
          <span className="instant">{clock(one.created_at, zone)}</span>
        </>
      ),
    },
  ];
  return (
    <Card title={t("history")}>
      <RowTable
        table={table}
        columns={columns}
        rowKey={(one) => one.id}
        label={t("history")}
        compact
        empty={<Empty title={t("no_documents")} hint={t("history_note")} />}
      />
    </Card>
  );
}
