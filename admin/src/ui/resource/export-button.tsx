import { DownOutlined, ExportOutlined } from "@ant-design/icons";
import type { CrudFilters } from "@refinedev/core";
import type { ExportedReport, ExportFilter, ExportInput } from "@tidings/shared/exports/inputs.ts";
import { dayPlus } from "@tidings/shared/ground/clock.ts";
import { nounsThat } from "@tidings/shared/resource/nouns.ts";
import { App, Button, Dropdown } from "antd";
import { useState } from "react";
import { useFailureToast } from "../failure-toast.tsx";
import { useMay, useZone } from "../me.tsx";
import { useOwnFields } from "../own/use-own-fields.ts";
import { useVerb } from "../verb.ts";
import { useLocale, useTranslations } from "../words.ts";
import { ExportReason } from "./export-reason.tsx";
import { exportWords as words } from "./export-words.ts";

interface ExportButtonProps {
  /** A declared noun, or another source of `shared/src/catalogue/exports/sources.ts`. */
  readonly source: string;
  /** In the order of the file; all that the list usually shows, if left out. */
  readonly columns?: readonly string[];
  readonly filters?: CrudFilters;
  readonly order?: readonly [by: string, direction: "asc" | "desc"];
  /** What the rows belong to: its id, and its name for that of the file. */
  readonly of?: { readonly id: string; readonly name: string };
  /** The name of the open view, for that of the file. */
  readonly called?: string | undefined;
  /** Its rows carry numbers, so anyone who may reveal them may have whole ones, for a reason (IAM-3). */
  readonly masked?: boolean;
  readonly small?: boolean;
  /** The lines of a report as it is shown, in place of its rows by day. */
  readonly report?: ExportedReport;
  /** Another file that is made of the same page: what its entries in the menu are called, and what the file has. */
  readonly also?: {
    readonly what: Exported;
    readonly csv: string;
    readonly xlsx: string;
    readonly hint: string;
  };
}
type Exported = Omit<ExportButtonProps, "masked" | "small" | "also">;

/** Exports what a list shows, all pages of it, as a job (DLC-1). The file appears in the download centre. */
export function ExportButton({ masked = false, small = false, also, ...what }: ExportButtonProps) {
  const t = useTranslations(words);
  const may = useMay();
  const { start, running } = useExport(what);
  const other = useExport(also?.what ?? what);
  const [asking, setAsking] = useState(false);
  const items = [
    { key: "csv", label: t("csv"), onClick: () => void start({ format: "csv" }) },
    { key: "xlsx", label: t("xlsx"), onClick: () => void start({ format: "xlsx" }) },
    ...(masked && may("KooMessage:recipient:reveal")
      ? [{ key: "whole", label: t("whole"), onClick: () => setAsking(true) }]
      : []),
    ...(also
      ? [
          { key: "others", type: "divider" as const },
          ...(["csv", "xlsx"] as const).map((format) => ({
            key: `other-${format}`,
            label: also[format],
            title: also.hint,
            onClick: () => void other.start({ format }),
          })),
        ]
      : []),
  ];
  return (
    <>
      <Dropdown menu={{ items }} trigger={["click"]}>
        <Button
          icon={<ExportOutlined />}
          loading={running || other.running}
          type={small ? "text" : "default"}
          size={small ? "small" : "middle"}
          aria-label={small ? `${t("export")} ${what.of?.name ?? ""}` : undefined}
          data-testid="export"
        >
          {!small && (
            <>
              {t("export")} <DownOutlined />
            </>
          )}
        </Button>
      </Dropdown>
      {asking && (
        <ExportReason
          close={() => setAsking(false)}
          start={(reason) => {
            setAsking(false);
            void start({ format: "csv", whole: true }, reason);
          }}
        />
      )}
    </>
  );
}

/** Starts an export and says where its file will be. */
export function useExport({ source, columns, filters = [], order, of, called, report }: Exported) {
  const t = useTranslations(words);
  const locale = useLocale();
  const zone = useZone();
  const { message } = App.useApp();
  const tellFailure = useFailureToast();
  const { run, running } = useVerb("create_export");
  const { definitions } = useOwnFields(WITH_OWN.has(source) ? source : null);

  async function start(how: Pick<ExportInput, "format" | "whole">, reason?: string) {
    try {
      // What can be exported is loaded with the first export.
      const { exportInput } = await import("@tidings/shared/catalogue/exports/request.ts");
      const input = exportInput({
        source,
        columns,
        filters: filtersOf(filters),
        sort: order,
        of,
        called,
        own: definitions,
        ...(report ? { report } : {}),
        at: new Date().toISOString(),
        zone,
        locale,
        ...how,
      });
      await run({ input, ...(reason ? { reason } : {}) });
      // Messages stand outside the router, so it is no link.
      message.success(t("started"));
    } catch (failure) {
      tellFailure(failure);
    }
  }
  return { start, running };
}

/** What enterprises add fields to (FLD-1). */
const WITH_OWN: ReadonlySet<string> = new Set(nounsThat("own"));

const OPS: Readonly<Record<string, ExportFilter["op"]>> = {
  contains: "part",
  eq: "is",
  gte: "from",
  lt: "until",
  // Of days alone: the last one is in it.
  lte: "until",
  ina: "has",
  in: "among",
};

/** The filters of a list as those of an export. @throws TypeError for one that an export does not know */
function filtersOf(filters: CrudFilters): ExportFilter[] {
  return filters.flatMap((filter) => {
    if (!("field" in filter)) throw new TypeError(`an export is not narrowed by ${filter.operator}`);
    const { field: column, operator, value } = filter;
    const op = OPS[operator];
    if (op === undefined) throw new TypeError(`an export is not narrowed by ${operator}`);
    if (operator === "in") return [{ column, op, value: [value].flat().join(",") }];
    const values = Array.isArray(value) ? value : [value];
    return values.map((one) => ({
      column: column.replace(/^own->>?/, "own_"),
      op,
      value: operator === "lte" ? dayPlus(String(one), 1) : String(one),
    }));
  });
}
