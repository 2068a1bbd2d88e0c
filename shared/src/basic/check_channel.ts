import { canCarry } from "../channels/carries.ts";
import { type Finding, finding } from "../templates/findings.ts";
import { endingOf } from "./check_media.ts";
import { type Frame, partsOf } from "./content.ts";

/** Parts that KooMessage takes in a template: each text, medium and caption is one. */
const KOOMESSAGE_PARTS = 10;

/** What the carrier of the chosen channel cannot carry of it (CHL-1). */
export function checkChannel(frames: readonly Frame[], adapter: string | null): Finding[] {
  if (adapter !== null && !canCarry(adapter, "basic")) return [finding("channel_id", "basic_channel")];
  if (adapter !== "koomessage") return [];
  const count = partsOf(frames).flat().length;
  return [
    ...frames.flatMap((frame, index) => checkVideoOf(frame, index)),
    ...(count > KOOMESSAGE_PARTS ? [finding("slots.frames", "km_basic_parts", { count })] : []),
  ];
}

function checkVideoOf(frame: Frame, index: number): Finding[] {
  if (frame.type !== "video") return [];
  const is = endingOf(frame.video.src);
  return is === "mp4" ? [finding(`slots.frames.${index}.video`, "km_basic_video", { is })] : [];
}
