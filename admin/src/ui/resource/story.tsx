import type { Tone } from "@tidings/shared/ground/tone.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import { Alert } from "antd";
import { useTranslations } from "../words.ts";

const TYPES: Readonly<Record<Tone, "info" | "success" | "warning" | "error">> = {
  neutral: "info",
  progress: "info",
  good: "success",
  warning: "warning",
  bad: "error",
};

/** Where a row stands now and what it waits for, in one sentence. */
export function Story({ of, row }: { of: Resource; row: Row }) {
  const t = useTranslations();
  const story = of.story?.(row);
  return story ? <Alert type={TYPES[story.tone]} showIcon message={t(story)} /> : null;
}
