import { EditOutlined, SendOutlined } from "@ant-design/icons";
import { basicTemplate } from "@tidings/shared/basic/template.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { lookWay, useActWays, type Way } from "../contents/cards/ways.tsx";
import { contentWords } from "../contents/words.ts";
import { BasicPhone } from "../ui/basic-phone.tsx";
import { useMay } from "../ui/me.tsx";
import { isAllowed } from "../ui/transition.ts";
import { useTranslations } from "../ui/words.ts";
import { type BasicCard, isUsable } from "./row.ts";
import { words } from "./words.ts";

const PATH = `/${NOUNS.basic_template.path}`;

/** Where a send with a template begins. */
export const sendPath = ({ id }: Pick<BasicCard, "id">): string => `/sends/new?template=${id}&kind=basic`;

/** What leads on from a template: a send, (in a list) its preview, its editor. */
export function useBasicLinks(
  card: BasicCard,
  transitions: readonly Transition[],
  look?: () => void,
): readonly Way[] {
  const t = useTranslations({ ...words, ...contentWords });
  const may = useMay();
  const ways: (Way | false)[] = [
    isUsable(card) &&
      may("KooMessageBasic:sendTask:create") && {
        key: "send",
        label: t("send"),
        icon: <SendOutlined />,
        to: sendPath(card),
      },
    look !== undefined && lookWay(t("look"), look),
    isAllowed(transitions, "update") && {
      key: "update",
      label: t("edit"),
      icon: <EditOutlined />,
      to: `${PATH}/${card.id}/edit`,
    },
  ];
  return ways.filter((way) => way !== false);
}

/** What is done with a template from its card: test, copy, delete. */
export function useBasicActs(card: BasicCard, transitions: readonly Transition[]) {
  return useActWays({
    of: basicTemplate,
    row: card as unknown as Row,
    transitions,
    copies: "basic_template",
    phone: (params) => <BasicPhone content={card.content} signature={card.signature} params={params} />,
  });
}
