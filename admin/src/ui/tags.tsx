import { type Label, labelOf, type Tone } from "@tidings/shared/tone.ts";
import { Tag } from "antd";
import { useTranslations } from "./words.ts";

const COLOURS: Readonly<Record<Tone, string>> = {
  neutral: "default",
  progress: "blue",
  good: "green",
  bad: "red",
  warning: "gold",
};

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
    <Tag color={COLOURS[label.tone]} bordered={false} className="state-tag" data-state={state}>
      {children ?? t(label)}
    </Tag>
  );
}
