import { type Labels, labelOf } from "@tidings/shared/ground/tone.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Empty } from "../ui/states.tsx";
import { AwayButton } from "../ui/way-back.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";

/** What there is of something that can not be chosen yet: the newest, and how far it is. */
export interface Unready {
  readonly id: string;
  readonly name: string;
  readonly state: string;
}

const MADE_AT = {
  template: "/templates",
  basic: `/${NOUNS.basic_template.path}`,
  sms: "/sms-templates",
  file: "/numbers",
  basic_file: "/numbers",
} as const;
/** What the page that makes it is told. */
const QUERY: Partial<Record<keyof typeof MADE_AT, string>> = { basic_file: "?for=basic" };

interface NoneNoteProps {
  readonly of: keyof typeof MADE_AT;
  /** Undefined: there is none at all. */
  readonly there: Unready | undefined;
  readonly states: Labels<string>;
}

/** In place of a choice that has nothing to choose: what to do next, or what it waits for, and the way there. A way back is offered there. */
export function NoneNote({ of, there, states }: NoneNoteProps) {
  const t = useTranslations(words);
  const path = MADE_AT[of];
  return (
    <div data-none={of}>
      <Empty
        title={t(`${of}_none`)}
        hint={
          there
            ? t(`${of}_unready`, { name: there.name, state: t(labelOf(states, there.state)) })
            : t(`${of}_none_hint`)
        }
        action={
          there ? (
            <AwayButton to={`${path}/${there.id}`}>{t("to_look", { name: there.name })}</AwayButton>
          ) : (
            <AwayButton to={`${path}/new${QUERY[of] ?? ""}`}>{t(`${of}_make`)}</AwayButton>
          )
        }
      />
    </div>
  );
}
