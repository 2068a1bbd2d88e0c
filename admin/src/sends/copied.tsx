import { freeName } from "@tidings/shared/resource/copied.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { send } from "@tidings/shared/sends/send.ts";
import { type ReactNode, useRef } from "react";
import { useRow } from "../ui/data.ts";
import { CopiedNote, useTakenNames } from "../ui/resource/copied.tsx";
import { PageSkeleton } from "../ui/skeletons.tsx";
import { Failed, Missing } from "../ui/states.tsx";
import { copyOf } from "./copy.ts";
import { formOf } from "./edited.ts";
import type { SendForm } from "./form.ts";
import { useChoices } from "./use-choices.ts";

interface CopiedSendProps {
  readonly id: string;
  readonly children: (begin: SendForm, note: ReactNode) => ReactNode;
}

/** Reads the send that is copied, and what of it can still be chosen. */
export function CopiedSend({ id, children }: CopiedSendProps): ReactNode {
  const { row, loading, failure, retry } = useRow<SendCard>("send_cards", id);
  if (failure) return <Failed failure={failure} retry={retry} />;
  if (loading) return <PageSkeleton of="form" />;
  if (!row) return <Missing resource="send" back="/sends" />;
  return <Chosen of={row}>{children}</Chosen>;
}

function Chosen({ of, children }: { readonly of: SendCard } & Pick<CopiedSendProps, "children">): ReactNode {
  const choices = useChoices(formOf(of));
  const taken = useTakenNames(send, of.name);
  // What was read first: a form is not filled in anew while somebody is at it.
  const copied = useRef<ReturnType<typeof copyOf> | null>(null);
  if (choices.failure) return <Failed failure={choices.failure} retry={choices.retry} />;
  if (copied.current === null && (choices.loading || taken === undefined)) return <PageSkeleton of="form" />;
  copied.current ??= copyOf(of, {
    name: freeName(of.name, taken ?? []),
    gone: choices.facts.gone,
    now: new Date(),
  });
  const { form, left } = copied.current;
  return children(form, <CopiedNote name={of.name} left={left} />);
}
