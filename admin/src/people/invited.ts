import { useQuery } from "@tanstack/react-query";
import { listText } from "@tidings/shared/ground/locale.ts";
import { GROUP_WORDS } from "@tidings/shared/people/seeded_words.ts";
import { knownText } from "@tidings/shared/resource/known.ts";
import { callVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

/** What the token of an invitation tells: all of it while it is open, and its state alone afterwards. */
export type Invited = OpenInvitation | OverInvitation;
export interface OpenInvitation {
  readonly state: "open";
  /** Is it for the account that is signed in? */
  readonly yours: boolean;
  readonly email: string;
  readonly enterprise: string;
  readonly invited_by: string | null;
  readonly groups: readonly string[];
}
interface OverInvitation {
  readonly state: "accepted" | "revoked" | "expired";
  readonly yours: boolean;
}

/** Who invites whom into what, by the token alone, before one is in too; null: there is no such invitation. */
export function useInvited(token: string) {
  const { data, isLoading } = useQuery({
    // Not kept once the page is left: the key holds the token.
    queryKey: ["invitation", token],
    queryFn: () => callVerb<Invited | null>("invitation_for", { token }),
    enabled: token !== "",
    gcTime: 0,
    // A page that cannot ask says what it can without an answer.
    retry: 1,
  });
  return { invited: data, loading: isLoading };
}

/** Who invites into which groups, as a sentence. */
export function useInvitedBy(): (of: OpenInvitation) => string {
  const t = useTranslations(words);
  const locale = useLocale();
  return ({ invited_by, groups }) =>
    t("join_by", {
      by: invited_by ?? "—",
      groups: listText(
        groups.map((name) => knownText(GROUP_WORDS, name, locale)),
        locale,
      ),
    });
}
