import { type Label, labelOf } from "@tidings/shared/ground/tone.ts";
import { Tag } from "antd";
import { useTranslations } from "./words.ts";

interface StateTagProps {
  /** The labels of the whole enum. */
  readonly of: Readonly<Record<string, Label>>;
  readonly state: string;
  /** Replaces the text of the label, in the same colour. */
  readonly children?: string;
}

/** An enum value as a coloured tag with its label, so that colour is never the only cue. */
export function StateTag({ of, state, children }: StateTagProps) {
  const t = useTranslations();
  const label = labelOf(of, state);
  return (
    <Tag bordered={false} className={`state-tag tone-${label.tone}`} data-state={state}>
      {children ?? t(label)}
    </Tag>
  );
}
