import type { BasicContent } from "@tidings/shared/basic/content.ts";
import { BASIC_LIMITS } from "@tidings/shared/basic/limits.ts";
import { weigh } from "@tidings/shared/basic/weigh.ts";
import { sizeText } from "@tidings/shared/ground/size.ts";
import { Flex, Progress } from "antd";
import { useMemo } from "react";
import { readyContent } from "../../contents/ready.ts";
import { useTranslations } from "../../ui/words.ts";
import { editorWords } from "./words.ts";

interface MeterProps {
  readonly content: BasicContent;
  readonly signature: string | null;
}

/** How full a storyboard is, as it is typed: bytes as the phone gets them, frames, parameters. */
export function Meter({ content, signature }: MeterProps) {
  const t = useTranslations(editorWords);
  const weight = useMemo(() => weigh(readyContent(content), null, signature), [content, signature]);
  const { bytes, frames, parameters } = BASIC_LIMITS;
  return (
    <section aria-label={t("meter")} className="basic-meter" data-testid="meter" data-bytes={weight.bytes}>
      <Line
        name={t("meter_bytes")}
        part={weight.bytes}
        most={bytes}
        said={t("meter_of", { is: sizeText(weight.bytes), max: sizeText(bytes) })}
      />
      <Line
        name={t("meter_frames")}
        part={weight.frames}
        most={frames}
        said={t("meter_of", { is: weight.frames, max: frames })}
      />
      <Line
        name={t("meter_params")}
        part={weight.parameters}
        most={parameters}
        said={t("meter_of", { is: weight.parameters, max: parameters })}
      />
    </section>
  );
}

interface LineProps {
  readonly name: string;
  readonly part: number;
  readonly most: number;
  readonly said: string;
}

function Line({ name, part, most, said }: LineProps) {
  const isOver = part > most;
  return (
    <div>
      <Flex justify="space-between" gap={8}>
        <span>{name}</span>
        <span className={isOver ? "wrong" : "faint"}>{said}</span>
      </Flex>
      <Progress
        percent={Math.min(100, (100 * part) / most)}
        showInfo={false}
        size="small"
        status={isOver ? "exception" : "normal"}
        aria-label={`${name} ${said}`}
      />
    </div>
  );
}
