import { EditOutlined } from "@ant-design/icons";
import type { Transition } from "@tidings/shared/transitions.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { isAllowed } from "../ui/transition.ts";
import { useTranslations } from "../ui/words.ts";
import { words } from "./edit-words.ts";
import type { SendCard } from "./row.ts";
import { useLate } from "./use-late.ts";

interface EditButtonProps {
  readonly send: SendCard;
  readonly transitions: readonly Transition[];
}

/** To the editor, for its author while nothing has gone out; of a send whose time has passed it is the next step. */
export function EditButton({ send, transitions }: EditButtonProps) {
  const t = useTranslations(words);
  const late = useLate(send) !== null;
  if (!isAllowed(transitions, "update")) return null;
  return (
    <LinkButton
      icon={<EditOutlined />}
      type={late ? "primary" : "default"}
      to={`/sends/${send.id}/edit${late ? "?step=timing" : ""}`}
      data-verb="update"
    >
      {t(late ? "edit_time" : "edit")}
    </LinkButton>
  );
}
