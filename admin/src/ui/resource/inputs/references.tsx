import type { Row } from "@tidings/shared/resource/define.ts";
import { isOptional } from "@tidings/shared/resource/form_values.ts";
import type { Input } from "@tidings/shared/resource/kinds.ts";
import { knownText } from "@tidings/shared/resource/known.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Select } from "antd";
import { useRows } from "../../data.ts";
import { useOnlyChoice } from "../../use-only-choice.ts";
import { AwayLink } from "../../way-back.tsx";
import { useLocale, useTranslations } from "../../words.ts";
import { words } from "../words.ts";

interface ReferencesProps {
  readonly id: string;
  readonly asked: Input<"reference" | "references">;
  readonly value: unknown;
  readonly change: (value: unknown) => void;
  /** Takes the only row that can be chosen: nobody has typed it. */
  readonly prefill: (value: string) => void;
  /** The row that is edited or acted on: what is offered may depend on it. */
  readonly row?: Row | undefined;
  /** In the filters of a list, where it is narrower than what is chosen from. */
  readonly compact?: boolean;
}

/**
 * One or several rows of another view, chosen by name. The only one that can be is chosen; where there is none, it is said why, and the
 * way to make one.
 */
export function References({ id, asked, value, change, prefill, row: acted, compact }: ReferencesProps) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { view, key, title, everywhere, where = {}, known, beside, makes } = asked.from;
  const narrowed = typeof where === "function" ? (acted ? where(acted) : null) : where;
  if (narrowed === null) throw new Error(`${view} offers what belongs to a row, and there is none`);
  const filters = Object.entries(narrowed).map(([field, is]) => ({
    field,
    operator: "eq" as const,
    value: is,
  }));
  const { rows, loading, failure } = useRows<Row>(view, {
    everywhere: everywhere ?? false,
    sorters: [{ field: title, order: "asc" }],
    filters,
  });
  const none = !loading && !failure && rows.length === 0;
  // Those that are there and cannot be chosen yet.
  const others = useRows<Row>(view, {
    everywhere: everywhere ?? false,
    limit: 1,
    enabled: none && makes !== undefined && filters.length > 0,
  });
  const labelOf = (row: Row) => {
    const more = beside?.(row);
    const name = knownText(known, String(row[title]), locale);
    return more === undefined || more === ""
      ? name
      : `${name} · ${typeof more === "string" ? more : t(more)}`;
  };
  const several = asked.kind === "references";
  const open = asked.kind === "reference" ? asked.open : undefined;
  const chosen = several ? [...(value as readonly string[])] : (value ?? undefined);
  const isOnly = useOnlyChoice(
    { loading: loading || failure !== null, keys: rows.map((row) => String(row[key])) },
    !several && open === undefined && !isOptional(asked, acted),
    value,
    prefill,
  );
  return (
    <>
      <Select
        id={id}
        {...(compact ? { className: "filter-pick", popupMatchSelectWidth: false } : {})}
        {...(several ? { mode: "multiple" as const } : { showSearch: true })}
        loading={loading}
        optionFilterProp="label"
        allowClear={open !== undefined}
        placeholder={open && t(open)}
        // Without its row antd would show the key itself.
        value={(loading || failure) && rows.length === 0 ? undefined : chosen}
        onChange={(next) => change(next ?? null)}
        options={rows.map((row) => ({ value: String(row[key]), label: labelOf(row) }))}
      />
      {isOnly && (
        <div className="faint" data-testid={`${id}-only`}>
          {t("only_one")}
        </div>
      )}
      {none && makes && !others.loading && (
        <div data-testid={`${id}-none`}>
          {others.rows.length > 0 ? (
            <>
              {t("none_ready", { one: t(NOUNS[makes].one) })}{" "}
              <AwayLink to={`/${NOUNS[makes].path}`}>{t("look")}</AwayLink>
            </>
          ) : (
            <AwayLink to={`/${NOUNS[makes].path}/new`}>{t("add_one", { one: t(NOUNS[makes].one) })}</AwayLink>
          )}
        </div>
      )}
    </>
  );
}
