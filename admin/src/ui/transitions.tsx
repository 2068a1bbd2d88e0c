import { useQuery } from "@tanstack/react-query";
import { App, Button, type ButtonProps, Flex, Input, Modal } from "antd";
import { type ReactNode, useState } from "react";
import { FormField } from "./form-field.tsx";
import type { VerbName } from "./rows.ts";
import { FailedNote } from "./states.tsx";
import { userErrorOf } from "./user-error.ts";
import { callVerb, useVerb } from "./verb.ts";
import { defineWords, useLocale, useTranslations } from "./words.ts";

const words = defineWords(
  "transitions",
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

/** A transition as `allowed_transitions` returns it for the signed-in person. */
export interface Transition {
  readonly verb: string;
  readonly to: string;
  readonly allowed: boolean;
  /** The code of the refusal, when it is not allowed. */
  readonly code: string | null;
  readonly needs: string;
  readonly needs_reason: boolean;
}

/** How an action is offered: its button and its dialog. */
export interface ActionOffer {
  readonly label: string;
  readonly done: string;
  readonly tone?: "main" | "danger" | "plain";
  readonly title: string;
  readonly body: ReactNode;
  readonly reason?: "required" | "optional";
  /** The dialog only explains why the action is not possible yet. */
  readonly blocked?: boolean;
  /** Runs before the verb; when it throws, the error is shown and the verb is not called. */
  readonly before?: () => Promise<void>;
}

/** The transitions of a resource for the signed-in person, from the database. */
export function useTransitions(resource: string, id: string | undefined, poll: number | false = false) {
  return useQuery({
    queryKey: ["allowed_transitions", resource, id],
    queryFn: () => callVerb<Transition[]>("allowed_transitions", { resource, id }),
    enabled: id !== undefined,
    refetchInterval: poll,
  });
}

interface TransitionButtonsProps {
  readonly transitions: readonly Transition[];
  /** By verb. A verb without an entry has its own control elsewhere. */
  readonly offers: Readonly<Record<string, ActionOffer | undefined>>;
  /** The verb's arguments except `request` and `reason`. */
  readonly args: Readonly<Record<string, unknown>>;
  /** The database function of a transition's verb. */
  readonly verbOf: (verb: string) => VerbName;
}

/** A button for each transition the person may make now; each opens a dialog first. */
export function TransitionButtons({ transitions, offers, args, verbOf }: TransitionButtonsProps) {
  const [open, setOpen] = useState<string | null>(null);
  const offered = transitions.filter(
    (transition) => transition.allowed && offers[transition.verb] !== undefined,
  );
  const offer = open === null ? undefined : offers[open];
  return (
    <>
      <Flex gap={8} wrap>
        {offered.map((transition) => (
          <Button
            key={transition.verb}
            type={offers[transition.verb]?.tone === "main" ? "primary" : "default"}
            danger={offers[transition.verb]?.tone === "danger"}
            onClick={() => setOpen(transition.verb)}
            data-verb={transition.verb}
          >
            {offers[transition.verb]?.label}
          </Button>
        ))}
      </Flex>
      {open !== null && offer && (
        <ActionDialog key={open} verb={verbOf(open)} offer={offer} args={args} close={() => setOpen(null)} />
      )}
    </>
  );
}

interface ActionDialogProps {
  readonly verb: VerbName;
  readonly offer: ActionOffer;
  readonly args: Readonly<Record<string, unknown>>;
  readonly close: () => void;
}

/** Confirms an action, with a reason where needed, and runs it. */
export function ActionDialog({ verb, offer, args, close }: ActionDialogProps) {
  const t = useTranslations(words);
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
      if (userErrorOf(refusal, locale).kind === "signed_out") close();
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
      cancelText={t("cancel")}
      confirmLoading={running}
      onOk={() => void act()}
      onCancel={close}
      // The second click of a double click on the opening button lands on the mask.
      maskClosable={false}
      destroyOnHidden
    >
      <Flex vertical gap={12}>
        <div>{offer.body}</div>
        {offer.reason && !offer.blocked && (
          <FormField
            label={t(offer.reason === "required" ? "reason" : "reason_optional")}
            htmlFor="transition-reason"
            required={offer.reason === "required"}
            hint={t("reason_hint")}
            wrong={missing ? t("reason_needed") : undefined}
          >
            <Input.TextArea
              id="transition-reason"
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
          </FormField>
        )}
        <FailedNote failure={failure} />
      </Flex>
    </Modal>
  );
}
