import { ADVISED_PIXELS, BASIC_LIMITS } from "@tidings/shared/basic/limits.ts";
import { lengthText } from "@tidings/shared/ground/size.ts";
import { asImage } from "@tidings/shared/templates/values.ts";
import { Button, Flex } from "antd";
import type { ReactNode } from "react";
import { useField } from "../../contents/context.ts";
import { Field } from "../../contents/field.tsx";
import { onHost } from "../../contents/on-host.ts";
import type { Path } from "../../contents/paths.ts";
import { ImageTools, type Rule } from "../../contents/pictures/image-tools.tsx";
import { UploadMedium } from "../../contents/upload-medium.tsx";
import { contentWords } from "../../contents/words.ts";
import { WrittenField } from "../../contents/written-field.tsx";
import { MediaPicker } from "../../media/picker.tsx";
import { type Measured, type Medium, shownAs } from "../../media/store-medium.ts";
import { bytesText } from "../../ui/amount.ts";
import { useTranslations } from "../../ui/words.ts";
import { CoverField } from "./cover-field.tsx";
import { editorWords } from "./words.ts";

const MAX = BASIC_LIMITS.medium_bytes;

interface MediumFieldProps {
  /** Of the frame. */
  readonly path: Path;
}

/** The picture of a frame: uploaded, from the library or from a web page, cropped by hand and made smaller. */
export function ImageFrame({ path }: MediumFieldProps) {
  const t = useTranslations(editorWords);
  const at = `${path}.image`;
  const { value, findings } = useField(at);
  const src = useField(`${at}.src`);
  const image = asImage(value);
  const { lying, standing } = ADVISED_PIXELS;
  const rule: Rule = {
    ratio: null,
    ratios: [
      { text: t("lying"), value: lying.width / lying.height },
      { text: t("standing"), value: standing.width / standing.height },
    ],
    maxBytes: MAX,
  };
  return (
    <Field
      label={t("image")}
      required
      findings={[...findings, ...src.findings]}
      path={at}
      hint={t("image_rule")}
    >
      <Flex vertical gap={8} align="start">
        {image?.src && (
          <figure className="image-figure">
            <img className="image-thumb" src={onHost(image.src)} alt={image.alt ?? ""} />
            <figcaption className="faint">
              <Size {...image} />
            </figcaption>
          </figure>
        )}
        <ImageTools rule={rule} path={at} image={image?.src ? image : undefined} none={{ src: "" }} />
      </Flex>
    </Field>
  );
}

type Value = Readonly<Record<string, unknown>>;
const partsIn = (value: unknown): Value =>
  typeof value === "object" && value !== null ? (value as Value) : {};
const textOf = (value: unknown): string => (typeof value === "string" ? value : "");
const numberOf = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

/** An audio of a frame, with the name that a phone shows. */
export function AudioFrame({ path }: MediumFieldProps) {
  const t = useTranslations(editorWords);
  const at = `${path}.audio`;
  const audio = partsIn(useField(at).value);
  const src = textOf(audio.src);
  return (
    <>
      <MediumField path={at} kind="audio" label={t("audio")} rule={t("audio_rule")}>
        {src && (
          // biome-ignore lint/a11y/useMediaCaption: what is said in it is the customer's own recording
          <audio src={onHost(src)} controls preload="metadata" />
        )}
      </MediumField>
      {src && <FileName path={`${at}.name`} />}
    </>
  );
}

/** A video of a frame, with its name and the cover that previews show. */
export function VideoFrame({ path }: MediumFieldProps) {
  const t = useTranslations(editorWords);
  const at = `${path}.video`;
  const video = partsIn(useField(at).value);
  const src = textOf(video.src);
  return (
    <>
      <MediumField path={at} kind="video" label={t("video")} rule={t("video_rule")}>
        {src && <video className="image-thumb" src={onHost(src)} preload="metadata" muted controls />}
      </MediumField>
      {src && <FileName path={`${at}.name`} />}
      {src && <CoverField path={`${at}.cover`} video={src} />}
    </>
  );
}

interface MediumProps {
  readonly path: Path;
  readonly kind: "audio" | "video";
  readonly label: string;
  readonly rule: string;
  readonly children: ReactNode;
}

/** What is chosen of the library or uploaded as it is. */
function MediumField({ path, kind, label, rule, children }: MediumProps) {
  const t = useTranslations(contentWords);
  const { value, set, touch, findings } = useField(path);
  const src = useField(`${path}.src`);
  const medium = partsIn(value);
  const has = textOf(medium.src) !== "";
  // Another one has another cover.
  const take = (chosen: Measured, name: string) => {
    const { src: address, bytes, width, height } = shownAs(chosen);
    const { duration_ms: length } = chosen;
    const sides = kind === "video" && width && height ? { width, height } : {};
    set({ src: address, name, bytes, ...(length === null ? {} : { seconds: length / 1000 }), ...sides });
  };
  return (
    <Field label={label} required findings={[...findings, ...src.findings]} path={path} hint={rule}>
      <Flex vertical gap={8} align="start">
        {children}
        {has && (
          <span className="faint">
            <Size
              bytes={numberOf(medium.bytes)}
              seconds={numberOf(medium.seconds)}
              width={numberOf(medium.width)}
              height={numberOf(medium.height)}
            />
          </span>
        )}
        <Flex gap={8} wrap>
          <UploadMedium kind={kind} max={MAX} has={has} take={take} touch={touch} />
          <MediaPicker
            kind={kind}
            choose={(chosen: Medium) => {
              take(chosen, chosen.name);
              touch();
            }}
          />
          {has && (
            <Button onClick={() => set(kind === "audio" ? { src: "", name: "" } : { src: "" })}>
              {t("image_remove")}
            </Button>
          )}
        </Flex>
      </Flex>
    </Field>
  );
}

function FileName({ path }: { path: Path }) {
  const t = useTranslations(editorWords);
  return (
    <WrittenField
      path={path}
      label={t("file_name")}
      required
      keepEmpty
      plain
      max={BASIC_LIMITS.file_name}
      hint={t("file_name_hint", { max: BASIC_LIMITS.file_name })}
    />
  );
}

interface SizeProps {
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  readonly bytes?: number | undefined;
  readonly seconds?: number | undefined;
}

/** What was measured of a medium: `1920 × 1080 · 0:20 · 180 KB`. */
function Size({ width, height, bytes, seconds }: SizeProps) {
  const said = [
    width && height ? `${width} × ${height}` : null,
    seconds === undefined ? null : lengthText(seconds),
    bytes ? bytesText(bytes) : null,
  ];
  return said.filter(Boolean).join(" · ");
}
