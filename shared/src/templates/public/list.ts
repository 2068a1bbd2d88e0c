import { COMMERCE_TEMPLATES } from "./commerce.ts";
import { IMAGE_TEMPLATES } from "./image.ts";
import { NOTICE_TEMPLATES } from "./notice.ts";
import type { PublicTemplate } from "./pieces.ts";
import { TRIP_TEMPLATES } from "./trip.ts";
import { VIDEO_TEMPLATES } from "./video.ts";

/** What every deployment offers to begin from (TPL-1): two templates a layout, in the order in which they are shown. */
export const PUBLIC_TEMPLATES: readonly PublicTemplate[] = [
  ...IMAGE_TEMPLATES,
  ...VIDEO_TEMPLATES,
  ...COMMERCE_TEMPLATES,
  ...NOTICE_TEMPLATES,
  ...TRIP_TEMPLATES,
];
