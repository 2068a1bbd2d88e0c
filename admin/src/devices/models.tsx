import { SERIES } from "@tidings/shared/devices/models.ts";
import { BRAND_RULES, BRANDS, type Brand } from "@tidings/shared/devices/rules.ts";
import { Button, Card, Flex, Input, Segmented } from "antd";
import { useMemo, useState } from "react";
import { useAmount } from "../ui/amount.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface ModelTableProps {
  /** The brand that is asked about. */
  readonly brand: Brand | null;
  readonly onChoose: (model: { readonly brand: Brand; readonly model: string }) => void;
}

/** The models of the vendors' tables, series by series; a click asks about one. Searched as one types. */
export function ModelTable({ brand, onChoose }: ModelTableProps) {
  const t = useTranslations(words);
  const amount = useAmount();
  const [chosen, setChosen] = useState<Brand | "all" | null>(null);
  const [typed, setTyped] = useState("");
  const shown = chosen ?? brand ?? "all";
  const found = useMemo(() => {
    const wanted = typed.trim().toLowerCase();
    return SERIES.filter((each) => shown === "all" || each.brand === shown)
      .map((each) => ({
        ...each,
        models: each.models.filter((model) => model.toLowerCase().includes(wanted)),
      }))
      .filter(({ models }) => models.length > 0);
  }, [shown, typed]);
  const count = SERIES.reduce((sum, { models }) => sum + models.length, 0);
  return (
    <Card title={t("models")} data-testid="models">
      <div className="stack">
        <div className="faint">{t("models_note", { count: amount(count) })}</div>
        <Flex gap={12} wrap>
          <Segmented<Brand | "all">
            className="brands"
            value={shown}
            onChange={setChosen}
            options={[
              { value: "all", label: t("all_brands") },
              ...BRANDS.map((each) => ({ value: each, label: t(BRAND_RULES[each].words) })),
            ]}
          />
          <Input.Search
            allowClear
            className="phone-search"
            aria-label={t("search")}
            placeholder={t("search")}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Flex>
        {found.length === 0 && <div className="faint">{t("none_found")}</div>}
        <dl className="series">
          {found.map(({ brand: of, series, models }) => (
            <div key={`${of} ${series}`}>
              <dt>
                {series}
                <span className="faint"> {t(BRAND_RULES[of].words)}</span>
              </dt>
              <dd>
                {models.map((model) => (
                  <Button key={model} size="small" onClick={() => onChoose({ brand: of, model })}>
                    {model}
                  </Button>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Card>
  );
}
