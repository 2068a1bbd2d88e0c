import {
  CopyOutlined,
  DeleteOutlined,
  EditOutlined,
  ExperimentOutlined,
  EyeOutlined,
  LinkOutlined,
  SendOutlined,
} from "@ant-design/icons";
import { type Resource, type Row, verbOf } from "@tidings/shared/resource/define.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import { useMay } from "../ui/me.tsx";
import { useOffers } from "../ui/resource/offers.ts";
import { isAllowed } from "../ui/transition.ts";
import { useTranslations } from "../ui/words.ts";
import type { TemplateCard } from "./row.ts";
import type { Tested } from "./test-send.tsx";
import { words } from "./words.ts";

const ActionDialog = lazy(async () => ({ default: (await import("../ui/action-dialog.tsx")).ActionDialog }));

const TestSend = lazy(async () => ({ default: (await import("./test-send.tsx")).TestSend }));

/** What may be done with a card: a link to a page, or a button. */
export interface Way {
  readonly key: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly to?: string;
  readonly run?: () => void;
  readonly danger?: boolean;
}

/** The acts that a card offers beside its links, in the guide's order; all others are on the page of the row. */
const ACTS = {
  test: <ExperimentOutlined />,
  copy: <CopyOutlined />,
  delete: <DeleteOutlined />,
} as const;

interface ActWays {
  readonly ways: readonly Way[];
  /** The dialog that is open. */
  readonly dialog: ReactNode;
}

/**
 * Copy, delete and what else of a row is done from its card, where the law allows it now. `copies`: where the page of a copy is, which is
 * opened for its first change.
 */
export function useActWays(of: Resource, row: Row, transitions: readonly Transition[]): ActWays {
  const [open, setOpen] = useState<string | null>(null);
  const navigate = useNavigate();
  const offers = useOffers(of)(row);
  const offer = open === null ? undefined : offers[open];
  const ways = Object.entries(ACTS).flatMap(([act, icon]): Way[] => {
    const found = offers[act];
    if (!found || !isAllowed(transitions, act)) return [];
    return [{ key: act, label: found.label, icon, danger: act === "delete", run: () => setOpen(act) }];
  });
  const told = (answer: unknown) => {
    const id = (answer as { readonly id?: unknown } | null)?.id;
    if (open === "copy" && typeof id === "string") navigate(`/${NOUNS.template.path}/${id}/edit`);
  };
  const close = () => setOpen(null);
  const dialog = open !== null && offer && (
    <Suspense>
      {open === "test" ? (
        <TestSend verb={verbOf(of, open)[0]} offer={offer} card={row as unknown as Tested} close={close} />
      ) : (
        <ActionDialog verb={verbOf(of, open)[0]} offer={offer} args={{}} close={close} told={told} />
      )}
    </Suspense>
  );
  return { ways, dialog };
}

/** The preview over the list. */
export const lookWay = (label: string, run: () => void): Way => ({
  key: "look",
  label,
  icon: <EyeOutlined />,
  run,
});

export const isUsable = ({ live_version_id, enabled }: Pick<TemplateCard, "live_version_id" | "enabled">) =>
  live_version_id !== null && enabled;

/** What leads on from a template: a send, links, its editor, and (in a list) its preview. */
export function useTemplateLinks(
  card: TemplateCard,
  transitions: readonly Transition[],
  look?: () => void,
): Way[] {
  const t = useTranslations(words);
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
