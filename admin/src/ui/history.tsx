import { ACCOUNT_PART_WORDS } from "@tidings/shared/accounts/words.ts";
import { w } from "@tidings/shared/ground/locale.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import { resourceName } from "@tidings/shared/people/words.ts";
import { Card, Timeline } from "antd";
import { AuditLine, type AuditRow } from "./audit-line.tsx";
import { useRows } from "./data.ts";
import { useMay, useZone } from "./me.tsx";
import { ListSkeleton } from "./skeletons.tsx";
import { Failed } from "./states.tsx";
import { useTranslations } from "./words.ts";

const words = { none: w("还没有记录", "No history yet") };

/** An entry of the audit log as it is in a history. `part`: of which part of the row; null of the row itself. */
type Entry = AuditRow & { readonly part: string | null };

interface HistoryProps {
  readonly resource: string;
  readonly id: string;
  readonly title: string;
}

/** The audit log of one resource and its parts: what was done or refused, by whom and from where. Only for those who may read the log. */
export function History({ resource, id, title }: HistoryProps) {
  const t = useTranslations(words);
  const zone = useZone();
  const visible = useMay()("KooMessage:audit:list");
  const { rows, loading, failure, retry } = useRows<Entry>("history_entries", {
    enabled: visible,
    // The log is an enterprise's: anyone who works in none is asked for nothing, and shown nothing.
    everywhere: !visible,
    filters: [
      { field: "of_resource", operator: "eq", value: resource },
      { field: "of_id", operator: "eq", value: id },
    ],
    sorters: [{ field: "id", order: "desc" }],
    limit: 50,
  });
  /** Which part of the resource it is about; nothing of the resource itself. */
  const aboutOf = ({ part, name, ...row }: Entry): string | undefined => {
    if (part !== null) return t(labelOf(ACCOUNT_PART_WORDS, part));
    return row.resource === resource ? undefined : [t(resourceName(row.resource)), name].join(" ");
  };
  if (!visible) return null;
  return (
    <Card title={title}>
      {loading ? (
        <ListSkeleton />
      ) : failure ? (
        <Failed failure={failure} retry={retry} />
      ) : rows.length === 0 ? (
        <span className="faint">{t("none")}</span>
      ) : (
        <Timeline
          items={rows.map((row) => ({
            key: row.id,
            color: row.outcome === "refused" ? "red" : "green",
            children: <AuditLine row={row} zone={zone} about={aboutOf(row)} />,
          }))}
        />
      )}
    </Card>
  );
}
