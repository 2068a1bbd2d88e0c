import type { Transition } from "@tidings/shared/transitions.ts";
import { App, Button, Flex } from "antd";
import { useEffect, useRef, useState } from "react";
import { ActionDialog, type ActionOffer, NOTHING_TYPED, type Typed } from "./action-dialog.tsx";
import type { VerbName } from "./rows.ts";
import { isShownAnew } from "./transition.ts";
import { defineWords, useTranslations } from "./words.ts";

const words = defineWords(
  "transition-buttons",
  { anew: "它刚刚被修改或重新提交，页面已更新，请重新查看。" },
  { anew: "This was just changed or submitted again. The page shows it as it is now: look again." },
);

interface TransitionButtonsProps {
  readonly transitions: readonly Transition[];
  /** By verb. A verb without an entry has its own control elsewhere. */
  readonly offers: Readonly<Record<string, ActionOffer | undefined>>;
  /** The verb's arguments except `request`, `reason` and `shown`. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The database function of a transition's verb. */
  readonly verbOf: (verb: string) => VerbName;
  /** In a row of a table. */
  readonly small?: boolean;
}

/** A button for each transition the person may make now; each opens a dialog first. */
export function TransitionButtons({ transitions, offers, args, verbOf, small }: TransitionButtonsProps) {
  // The transition as it was when its button was clicked: the page behind the dialog is read anew meanwhile, but nobody
  // has looked at that yet.
  const [open, setOpen] = useState<Transition | null>(null);
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  useNoticeOfChange(transitions, open !== null);
  const offered = transitions.filter(
    (transition) => transition.allowed && offers[transition.verb] !== undefined,
  );
  const offer = open === null ? undefined : offers[open.verb];
  return (
    <>
      <Flex gap={8} wrap>
        {offered.map((transition) => (
          <Button
            key={transition.verb}
            type={small ? "link" : offers[transition.verb]?.tone === "main" ? "primary" : "default"}
            size={small ? "small" : "middle"}
            danger={offers[transition.verb]?.tone === "danger"}
            onClick={() => setOpen(transition)}
            data-verb={transition.verb}
          >
            {offers[transition.verb]?.label}
          </Button>
        ))}
      </Flex>
      {open !== null && offer && (
        <ActionDialog
          key={open.verb}
          verb={verbOf(open.verb)}
          offer={open.needs_reason ? { ...offer, reason: "required" } : offer}
          args={open.shown === null ? args : { ...args, shown: open.shown }}
          typed={typed[open.verb] ?? NOTHING_TYPED}
          close={(kept) => {
            setOpen(null);
            setTyped((before) => ({ ...before, [open.verb]: kept }));
          }}
        />
      )}
    </>
  );
}

/** Tells the person when what is to be decided is replaced on the page. An open dialog tells it itself, on the click. */
function useNoticeOfChange(transitions: readonly Transition[], quiet: boolean) {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const seen = useRef<readonly Transition[]>([]);
  useEffect(() => {
    if (!quiet && isShownAnew(seen.current, transitions)) message.warning(t("anew"));
    // The last that was shown is remembered while nothing is to be decided, as between a rejection and the next submission.
    if (transitions.some(({ shown }) => shown !== null)) seen.current = transitions;
  }, [transitions, quiet, message, t]);
}
