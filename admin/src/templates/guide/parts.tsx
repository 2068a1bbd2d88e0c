import type { Layout } from "@tidings/shared/layouts/layout.ts";
import { ScrollTable } from "../../ui/scroll-table.tsx";
import { useLocale, useTranslations } from "../../ui/words.ts";
import { type Rule, rulesOf } from "./rules.ts";
import { words } from "./words.ts";

/** The parts of a layout as a table: what fits into each, and where it is. */
export function Parts({ layout }: { layout: Layout }) {
  const t = useTranslations(words);
  const rules = rulesOf(layout, useLocale());
  const conditional = rules.some(({ when }) => when.length > 0);
  return (
    <ScrollTable<Rule>
      aria-label={t("parts")}
      size="small"
      pagination={false}
      rowKey="key"
      dataSource={rules}
      columns={[
        {
          key: "part",
          title: t("part"),
          render: (_, { name, inside, required }) => (
            <div className={inside ? "guide-inside" : undefined}>
              <b>{name}</b>
              <div className="faint">{t(required ? "required" : "optional")}</div>
            </div>
          ),
        },
        { key: "fits", title: t("fits"), render: (_, { fits }) => <Lines of={fits} /> },
        ...(conditional
          ? [{ key: "when", title: t("when"), render: (_: unknown, { when }: Rule) => <Lines of={when} /> }]
          : []),
      ]}
    />
  );
}

function Lines({ of }: { of: readonly string[] }) {
  return of.map((line) => <div key={line}>{line}</div>);
}
