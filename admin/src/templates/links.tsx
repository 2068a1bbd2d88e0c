import { EditOutlined, LinkOutlined, SendOutlined } from "@ant-design/icons";
import type { Row } from "@tidings/shared/resource/define.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { template } from "@tidings/shared/templates/template.ts";
import { lookWay, useActWays, type Way } from "../contents/cards/ways.tsx";
import { contentWords } from "../contents/words.ts";
import { CardPhone } from "../ui/card-phone.tsx";
import { useMay } from "../ui/me.tsx";
import { isAllowed } from "../ui/transition.ts";
import { useTranslations } from "../ui/words.ts";
import type { TemplateCard } from "./row.ts";
import { words } from "./words.ts";

export const isUsable = ({ live_version_id, enabled }: Pick<TemplateCard, "live_version_id" | "enabled">) =>
  live_version_id !== null && enabled;

/** What leads on from a template: a send, links, its editor, and (in a list) its preview. */
export function useTemplateLinks(
  card: TemplateCard,
  transitions: readonly Transition[],
  look?: () => void,
): Way[] {
  const t = useTranslations({ ...words, ...contentWords });
  const may = useMay();
  const ways: (Way | false)[] = [
    isUsable(card) &&
      may("KooMessage:sendTask:create") && {
        key: "send",
        label: t("send"),
        icon: <SendOutlined />,
        to: `/sends/new?template=${card.id}`,
      },
    isUsable(card) &&
      may("KooMessage:resolveTask:create") && {
        key: "links",
        label: t("create_links"),
        icon: <LinkOutlined />,
        to: `/resolve-tasks/new?template=${card.id}`,
      },
    look !== undefined && lookWay(t("look"), look),
    isAllowed(transitions, "update") && {
      key: "update",
      label: t("update"),
      icon: <EditOutlined />,
      to: `/templates/${card.id}/edit`,
    },
  ];
  return ways.filter((way) => way !== false);
}

/** What is done with a template from its card. */
export function useTemplateActs(card: TemplateCard, transitions: readonly Transition[]) {
  const { layout, content, vendors } = card;
  return useActWays({
    of: template,
    row: card as unknown as Row,
    transitions,
    copies: "template",
    phone: (params) => <CardPhone layout={layout} content={content} vendors={vendors} params={params} />,
  });
}
