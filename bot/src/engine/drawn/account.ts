import type { AccountContent } from "@tidings/shared/accounts/content.ts";
import { accountPicture, type ShownShortcut, shortcutPicture } from "@tidings/shared/accounts/picture.ts";
import type { ShortcutButton, TimedButtons } from "@tidings/shared/accounts/shortcuts/content.ts";
import { fillPlaces, say, type Words, w } from "@tidings/shared/ground/locale.ts";
import { VERSIONS } from "@tidings/shared/refusals/review_changes.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import { PROOFS } from "@tidings/shared/resource/proofs.ts";
import type { CardPicture } from "@tidings/shared/templates/picture/model.ts";
import { answerOf } from "../../data/database.ts";
import { rowsOf } from "../../data/rows.ts";
import type { Answer, Picture } from "../../ground/answer.ts";
import { storedPictures } from "../../pictures/load.ts";
import { phonesPicture } from "../../pictures/preview.ts";
import { shortId } from "../find.ts";
import type { View } from "../view.ts";

/** What phones show of a part of a service account, and of an SMS shortcut: beside what serves, where something else does (SA-2, SHC-1, BOT-3). */

const ON_PHONE: Words = w("手机预览", "Phone preview");

interface Part {
  readonly id: string;
  readonly account_id: string;
  readonly name: string;
  readonly kind: keyof AccountContent;
  readonly version: number;
  readonly content: unknown;
  readonly live_version: number | null;
  readonly live_content: unknown;
}

/** The page that a part is on, among the other parts as they serve; none for a part that is not filled in. */
export async function partPicture(view: View, row: Row): Promise<Pick<Answer, "picture">> {
  const part = row as unknown as Part;
  if (part.content === null) return {};
  const parts = await answerOf<readonly Part[]>(
    rowsOf(view.session, "account_part_cards", "kind, content, live_content", {
      account_id: part.account_id,
    }),
  );
  const others = Object.fromEntries(
    parts.map(({ kind, content, live_content: live }) => [kind, live ?? content]),
  ) as unknown as AccountContent;
  const page = part.kind === "home" ? "home" : "chat";
  const drawn = (content: unknown) =>
    accountPicture({ ...others, [part.kind]: content } as AccountContent, page, view.locale);
  const was = part.live_content === null ? null : drawn(part.live_content);
  return { picture: await both(view, { ...part, title: part.name }, was, drawn(part.content)) };
}

interface Shortcut extends ShownShortcut {
  readonly id: string;
  readonly version: number;
  readonly live_version: number | null;
  readonly live_signature: string | null;
  readonly live_buttons: readonly ShortcutButton[] | null;
  readonly live_timed: readonly TimedButtons[] | null;
}

/** A message with the buttons of a shortcut. */
export async function shortcutPhones(view: View, row: Row): Promise<Pick<Answer, "picture">> {
  const one = row as unknown as Shortcut;
  const live: ShownShortcut = {
    signature: one.live_signature,
    buttons: one.live_buttons ?? [],
    timed: one.live_timed ?? [],
  };
  const was = one.live_version === null ? null : shortcutPicture(live, view.locale);
  const now = shortcutPicture(one, view.locale);
  return { picture: await both(view, { ...one, title: one.signature ?? "" }, was, now) };
}

interface Versioned {
  readonly id: string;
  readonly title: string;
  readonly version: number;
  readonly live_version: number | null;
}

/** The latest version, beside the one that serves where that is another one. */
function both(
  view: View,
  { id, title, version, live_version: live }: Versioned,
  was: CardPicture | null,
  now: CardPicture,
): Promise<Picture | undefined> {
  const { locale, session, sender } = view;
  const named = (words: Words, of: number) => fillPlaces(say(words, locale), { version: of });
  const isOther = was !== null && live !== null && live !== version;
  const phones = isOther
    ? [
        { caption: named(VERSIONS.serves, live), picture: was },
        { caption: named(VERSIONS.next, version), picture: now },
      ]
    : [{ caption: "", picture: now }];
  const name = `phone-${shortId(id)}-${version}`;
  const request = {
    name,
    title: `${say(ON_PHONE, locale)}: ${title}`,
    sender,
    locale,
    project: session.url,
  };
  const bucket = session.client.storage.from(PROOFS.picture.bucket);
  return phonesPicture(phones, request, (places) =>
    // Without the right to the bucket, or the object, a grey box says what would be there.
    storedPictures(places, async (place) => (await bucket.download(place)).data),
  );
}
