import { CATEGORY_WORDS } from "@tidings/shared/templates/catalogue.ts";
import type { Category } from "@tidings/shared/templates/layout.ts";
import { TEMPLATE_USAGE_WORDS } from "@tidings/shared/templates/words.ts";
import { Flex, Tag } from "antd";
import { Facts } from "../ui/facts.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { clock } from "../ui/time.ts";
import { useSay, useWords } from "../ui/words.ts";
import { useLayoutName } from "./marks.tsx";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";

/** What is known of a template besides its content. */
export function TemplateFacts({ card }: { card: TemplateCard }) {
  const say = useWords(words);
  const speak = useSay();
  const layoutName = useLayoutName();
  const { zone } = useEnterprise();
  const who = (name: string | null, at: string | null) => (name ? `${name} · ${clock(at, zone)}` : "—");
  return (
    <Facts
      facts={[
        { key: "category", label: say("category"), value: speak(CATEGORY_WORDS[card.category as Category]) },
        { key: "layout", label: say("layout"), value: layoutName(card.layout) },
        { key: "usage", label: say("usage"), value: speak(TEMPLATE_USAGE_WORDS[card.usage]) },
        {
          key: "version",
          label: say("version"),
          value: `${say("version_n", { version: card.version })}${card.live_version === null ? "" : ` · ${say("live")} ${card.live_version}`}`,
        },
        {
          key: "parameters",
          label: say("parameters"),
          value:
            card.parameters.length === 0 ? (
              say("no_parameters")
            ) : (
              <Flex gap={4} wrap>
                {card.parameters.map((name) => (
                  <Tag key={name} className="mono">{`\${${name}}`}</Tag>
                ))}
              </Flex>
            ),
        },
        { key: "submitted", label: say("submitted"), value: who(card.submitted_by_name, card.submitted_at) },
        { key: "decided", label: say("decided"), value: who(card.decided_by_name, card.decided_at) },
        { key: "created", label: say("created"), value: clock(card.created_at, zone) },
      ]}
    />
  );
}
