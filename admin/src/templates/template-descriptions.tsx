import { CATEGORY_WORDS } from "@tidings/shared/templates/catalogue.ts";
import type { Category } from "@tidings/shared/templates/layout.ts";
import { targetsOf, targetText } from "@tidings/shared/templates/targets.ts";
import { TEMPLATE_USAGE_WORDS } from "@tidings/shared/templates/words.ts";
import { Flex, Tag } from "antd";
import { Descriptions } from "../ui/descriptions.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { clock } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { useLayoutName } from "./marks.tsx";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";

/** The properties of a template besides its content. */
export function TemplateDescriptions({ card }: { card: TemplateCard }) {
  const t = useTranslations(words);
  const layoutName = useLayoutName();
  const locale = useLocale();
  const { zone } = useEnterprise();
  // No preview shows where a tap leads, and the approval binds it.
  const targets = [...new Set(targetsOf(card.content).map((target) => targetText(target, locale)))];
  const who = (name: string | null, at: string | null) => (name ? `${name} · ${clock(at, zone)}` : "—");
  return (
    <Descriptions
      items={[
        { key: "category", label: t("category"), value: t(CATEGORY_WORDS[card.category as Category]) },
        { key: "layout", label: t("layout"), value: layoutName(card.layout) },
        { key: "usage", label: t("usage"), value: t(TEMPLATE_USAGE_WORDS[card.usage]) },
        {
          key: "version",
          label: t("version"),
          value: `${t("version_n", { version: card.version })}${card.live_version === null ? "" : ` · ${t("live")} ${card.live_version}`}`,
        },
        {
          key: "parameters",
          label: t("parameters"),
          value:
            card.parameters.length === 0 ? (
              t("no_parameters")
            ) : (
              <Flex gap={4} wrap>
                {card.parameters.map((name) => (
                  <Tag key={name} className="mono">{`\${${name}}`}</Tag>
                ))}
              </Flex>
            ),
        },
        ...(targets.length === 0
          ? []
          : [
              {
                key: "targets",
                label: t("targets"),
                value: (
                  <ul className="plain" data-testid="targets">
                    {targets.map((target) => (
                      <li key={target}>{target}</li>
                    ))}
                  </ul>
                ),
              },
            ]),
        { key: "submitted", label: t("submitted"), value: who(card.submitted_by_name, card.submitted_at) },
        { key: "decided", label: t("decided"), value: who(card.decided_by_name, card.decided_at) },
        { key: "created", label: t("created"), value: clock(card.created_at, zone) },
      ]}
    />
  );
}
