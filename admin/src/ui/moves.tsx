import { useQuery } from "@tanstack/react-query";
import { App, Button, type ButtonProps, Flex, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { Labelled } from "./labelled.tsx";
import type { VerbName } from "./rows.ts";
import { FailedNote } from "./states.tsx";
import { troubleOf } from "./trouble.ts";
import { callVerb, useVerb } from "./verb.ts";
import { defineWords, useLocale, useWords } from "./words.ts";

const words = defineWords(
  "moves",
  {
    cancel: "再想想",
    reason: "原因",
    reason_optional: "原因（选填）",
    reason_needed: "请填写原因",
    reason_hint: "提交人会看到，并写入审计日志。",
  },
  {
    cancel: "Not now",
    reason: "Reason",
    reason_optional: "Reason (optional)",
    reason_needed: "Give a reason",
    reason_hint: "The submitter sees it, and it stands in the audit log.",
  },
);

/** A move as `allowed_transitions` tells it for the signed-in person. */
export interface Move {
  readonly verb: string;
  readonly to: string;
  readonly allowed: boolean;
  /** Why not, when it is not allowed. */
  readonly code: string | null;
  readonly needs: string;
  readonly needs_reason: boolean;
}

/** How a move is offered: its words and what is asked before it is done. */
export interface MoveOffer {
  readonly label: string;
  readonly done: string;
  readonly tone?: "main" | "danger" | "plain";
  readonly title: string;
  readonly body: ReactNode;
  readonly reason?: "required" | "optional";
  /** The dialog only explains why it is not possible yet. */
  readonly blocked?: boolean;
  /** What has to be done before the verb; when it throws, that is shown and nothing has moved. */
  readonly before?: () => Promise<void>;
}

/** The moves of a thing for the signed-in person, as the database tells them. */
export function useMoves(resource: string, id: string | undefined, poll: number | false = false) {
  return useQuery({
    queryKey: ["allowed_transitions", resource, id],
    queryFn: () => callVerb<Move[]>("allowed_transitions", { resource, id }),
    enabled: id !== undefined,
    refetchInterval: poll,
  });
}

interface MoveButtonsProps {
  readonly moves: readonly Move[];
  /** By verb. A verb without an offer has a control of its own elsewhere. */
  readonly offers: Readonly<Record<string, MoveOffer | undefined>>;
  /** The verb's arguments but `request` and `reason`. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The name of the verb that does a move. */
  readonly verbOf: (move: string) => VerbName;
}

/** A button for each move that the person may do now; each asks before it acts. */
export function MoveButtons({ moves, offers, args, verbOf }: MoveButtonsProps) {
  const [open, setOpen] = useState<string | null>(null);
  const offered = moves.filter((move) => move.allowed && offers[move.verb] !== undefined);
  const offer = open === null ? undefined : offers[open];
  return (
    <>
      <Flex gap={8} wrap>
        {offered.map((move) => (
          <Button
            key={move.verb}
            type={offers[move.verb]?.tone === "main" ? "primary" : "default"}
            danger={offers[move.verb]?.tone === "danger"}
            onClick={() => setOpen(move.verb)}
            data-verb={move.verb}
          >
            {offers[move.verb]?.label}
          </Button>
        ))}
      </Flex>
      {open !== null && offer && (
        <MoveDialog key={open} verb={verbOf(open)} offer={offer} args={args} close={() => setOpen(null)} />
      )}
    </>
  );
}

interface MoveDialogProps {
  readonly verb: VerbName;
  readonly offer: MoveOffer;
  readonly args: Readonly<Record<string, unknown>>;
  readonly close: () => void;
}

/** Asks before a move is made, and makes it. */
export function MoveDialog({ verb, offer, args, close }: MoveDialogProps) {
  const say = useWords(words);
  const locale = useLocale();
  const { message } = App.useApp();
  const { run, running } = useVerb(verb);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);

  async function act() {
    const text = reason.trim();
    if (offer.reason === "required" && text === "") {
      setMissing(true);
      return;
    }
    setFailure(null);
    try {
      await offer.before?.();
      await run(offer.reason ? { ...args, reason: text || null } : args);
      message.success(offer.done);
      close();
    } catch (refusal) {
      setFailure(refusal);
      if (troubleOf(refusal, locale).kind === "signed_out") close();
    }
  }

  return (
    <Modal
      open
      title={offer.title}
      okText={offer.label}
      okButtonProps={
        { danger: offer.tone === "danger", disabled: offer.blocked, "data-confirm": verb } as ButtonProps
      }
      cancelText={say("cancel")}
      confirmLoading={running}
      onOk={() => void act()}
      onCancel={close}
      // The second half of a double click on the button that opened it falls on the mask.
      maskClosable={false}
      destroyOnHidden
    >
      <Flex vertical gap={12}>
        <div>{offer.body}</div>
        {offer.reason && !offer.blocked && (
          <Labelled
            label={say(offer.reason === "required" ? "reason" : "reason_optional")}
            htmlFor="move-reason"
            required={offer.reason === "required"}
            hint={say("reason_hint")}
            wrong={missing ? say("reason_needed") : undefined}
          >
            <Input.TextArea
              id="move-reason"
              autoFocus
              rows={3}
              maxLength={500}
              showCount
              value={reason}
              onChange={(event) => {
                setReason(event.target.value);
                setMissing(false);
              }}
            />
          </Labelled>
        )}
        <FailedNote failure={failure} />
      </Flex>
    </Modal>
  );
}
