import { type BasicContent, basicContentSchema } from "@tidings/shared/basic/content.ts";
import { basicPicture, PHONE_GROUPS, SCREEN_WORDS, screensOf } from "@tidings/shared/basic/preview.ts";
import { BASIC_PHONE_WORDS } from "@tidings/shared/basic/words.ts";
import { type Locale, listText, say } from "@tidings/shared/ground/locale.ts";
import type { Picture } from "../ground/answer.ts";
import { loadPictures } from "./load.ts";
import { type PreviewRequest, phonesPicture } from "./preview.ts";
import type { Phone } from "./sheet.ts";

/** A storyboard to show: the content of a version, with the name of its signature. */
export interface ShownBasic {
  readonly content: unknown;
  readonly signature: string | null;
  /** What parameters are filled with; a missing one shows its example, and without that its name. */
  readonly params?: Readonly<Record<string, string>>;
}

/** What the phones show of a storyboard (BAS-3), beside each other: each screen once for all phones that show it so. Undefined where nothing can be drawn. */
export async function basicPreview(shown: ShownBasic, request: PreviewRequest): Promise<Picture | undefined> {
  const { project } = request;
  const parsed = basicContentSchema.safeParse(shown.content);
  if (!parsed.success) return undefined;
  return phonesPicture(phonesOf(shown, parsed.data, request.locale), request, (sources) =>
    project ? loadPictures(sources, project) : new Map(),
  );
}

function phonesOf({ signature, params = {} }: ShownBasic, content: BasicContent, locale: Locale): Phone[] {
  return PHONE_GROUPS.flatMap((group) =>
    group.slice(0, 1).flatMap((phone) =>
      screensOf(phone).map((screen): Phone => {
        const names = listText(
          group.map((one) => say(BASIC_PHONE_WORDS[one], locale)),
          locale,
        );
        const picture = basicPicture({ content, signature, phone, screen, params, locale });
        return { picture, caption: `${names} · ${say(SCREEN_WORDS[screen], locale)}` };
      }),
    ),
  );
}
