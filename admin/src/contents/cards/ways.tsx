import { CopyOutlined, DeleteOutlined, ExperimentOutlined, EyeOutlined } from "@ant-design/icons";
import { type Resource, type Row, verbOf } from "@tidings/shared/resource/define.ts";
import { NOUNS, type Noun } from "@tidings/shared/resource/nouns.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useNavigate } from "react-router";
import { useOffers } from "../../ui/resource/offers.ts";
import { isAllowed } from "../../ui/transition.ts";
import type { Tested } from "./test-send.tsx";

const ActionDialog = lazy(async () => ({
  default: (await import("../../ui/action-dialog.tsx")).ActionDialog,
}));

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

interface ActsOf {
  readonly of: Resource;
  readonly row: Row;
  readonly transitions: readonly Transition[];
  /** What a copy is: its editor is opened for the first change. */
  readonly copies: Noun;
  /** What a test of it looks like, with these values of its parameters. */
  readonly phone: Tested["phone"];
}

/** Copy, delete and what else of a row is done from its card, where the law allows it now. */
export function useActWays({ of, row, transitions, copies, phone }: ActsOf): ActWays {
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
    if (open === "copy" && typeof id === "string") navigate(`/${NOUNS[copies].path}/${id}/edit`);
  };
  const close = () => setOpen(null);
  const dialog = open !== null && offer && (
    <Suspense>
      {open === "test" ? (
        <TestSend
          verb={verbOf(of, open)[0]}
          offer={offer}
          card={{ ...(row as unknown as Omit<Tested, "phone">), phone }}
          close={close}
        />
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
