import { AudioOutlined, FontSizeOutlined, PictureOutlined, VideoCameraOutlined } from "@ant-design/icons";
import { FRAME_TYPES, type Frame, type FrameType } from "@tidings/shared/basic/content.ts";
import { BASIC_LIMITS } from "@tidings/shared/basic/limits.ts";
import type { ReactNode } from "react";
import { useField } from "../../contents/context.ts";
import { Field } from "../../contents/field.tsx";
import type { Path } from "../../contents/paths.ts";
import { WrittenField } from "../../contents/written-field.tsx";
import { Entries } from "../../ui/entries.tsx";
import { useTranslations } from "../../ui/words.ts";
import { CaptionFields } from "./caption-fields.tsx";
import { AudioFrame, ImageFrame, VideoFrame } from "./medium-fields.tsx";
import { frameName, newFrame } from "./value.ts";
import { editorWords } from "./words.ts";

const ICONS: Readonly<Record<FrameType, ReactNode>> = {
  text: <FontSizeOutlined />,
  image: <PictureOutlined />,
  audio: <AudioOutlined />,
  video: <VideoCameraOutlined />,
};

const framesIn = (value: unknown): readonly Frame[] => (Array.isArray(value) ? value : []);

/** The frames of a storyboard as cards that are dragged or moved by keys, and the four buttons that insert one. */
export function FramesField() {
  const t = useTranslations(editorWords);
  const path = "slots.frames";
  const { value, edit, touch, findings } = useField(path);
  const frames = framesIn(value);
  const max = BASIC_LIMITS.frames;
  return (
    <Field
      label={t("frames")}
      required
      findings={findings}
      path={path}
      hint={t(frames.length < max ? "frames_hint" : "full", { max })}
    >
      <Entries<Frame>
        value={frames}
        change={(next) => {
          touch();
          edit((before) => next(framesIn(before)));
        }}
        title={(number) => frameName(frames[number - 1], number - 1, t)}
        most={max}
        adds={FRAME_TYPES.map((type) => ({
          add: t(`insert_${type}`),
          icon: ICONS[type],
          id: `insert-${type}`,
          make: () => newFrame(type),
        }))}
      >
        {({ type }, _set, at) => <FrameFields type={type} path={`${path}.${at}`} />}
      </Entries>
    </Field>
  );
}

function FrameFields({ type, path }: { type: FrameType; path: Path }) {
  return (
    <div data-path={path} data-frame={type}>
      <FrameKind type={type} path={path} />
      {type !== "text" && <CaptionFields path={path} />}
    </div>
  );
}

function FrameKind({ type, path }: { type: FrameType; path: Path }) {
  const t = useTranslations(editorWords);
  switch (type) {
    case "text":
      return <WrittenField path={`${path}.text`} label={t("text")} required keepEmpty multiline />;
    case "image":
      return <ImageFrame path={path} />;
    case "audio":
      return <AudioFrame path={path} />;
    case "video":
      return <VideoFrame path={path} />;
  }
}
