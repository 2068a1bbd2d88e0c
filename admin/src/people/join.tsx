import { useLogout } from "@refinedev/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { listText } from "@tidings/shared/ground/locale.ts";
import { GROUP_WORDS } from "@tidings/shared/people/seeded_words.ts";
import { knownText } from "@tidings/shared/resource/known.ts";
import { App, Button, Flex } from "antd";
import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { useMe } from "../ui/me.tsx";
import { FailedNote } from "../ui/states.tsx";
import { StatusPage } from "../ui/status-page.tsx";
import { callVerb, useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface Joined {
  readonly enterprise: { readonly id: string } | null;
  readonly joined: { readonly id: string; readonly name: string };
}

/** What an invitation tells whom it is for: all of it while it is open, and its state alone afterwards. */
type Invited = OpenInvitation | { readonly state: "accepted" | "revoked" | "expired" };
interface OpenInvitation {
  readonly state: "open";
  readonly enterprise: string;
  readonly invited_by: string | null;
  readonly groups: readonly string[];
}

/** Who invites into what, for the invited person alone; null for everybody else, undefined while it is not known. */
function useInvited(token: string): Invited | null | undefined {
  const { data } = useQuery({
    // Not kept once the page is left: the key holds the token.
    queryKey: ["invitation", token],
    queryFn: () => callVerb<Invited | null>("invitation_for", { token }),
    enabled: token !== "",
    gcTime: 0,
  });
  return data;
}

/**
 * Accepts an invitation (IAM-5). The token is in the fragment of the address, which no browser sends to a server; it stays
 * there until it is used, so that the page can be reloaded.
 */
export function Join() {
  const t = useTranslations(words);
  const me = useMe();
  const locale = useLocale();
  const token = useLocation().hash.slice(1);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { mutate: signOut, isPending: leaving } = useLogout();
  const { run, running } = useVerb<Joined>("accept_invitation");
  const found = useInvited(token);
  const invited = found?.state === "open" ? found : undefined;
  const over = found && found.state !== "open" ? found.state : null;
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    document.title = `${t("join_title")} · Tidings`;
  }, [t]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was said of one link says nothing of another
  useEffect(() => setFailure(null), [token]);

  /** Leads to the sign-in form of this page, with the link still in the address. */
  function signOutHere() {
    signOut({ redirectPath: false }, { onSuccess: () => location.reload() });
  }

  async function accept() {
    setFailure(null);
    try {
      const { enterprise, joined } = await run({ input: { token } });
      queries.clear();
      navigate("/", { replace: true });
      const words = enterprise?.id === joined.id ? "join_done" : "join_done_elsewhere";
      message.success(t(words, { name: joined.name }));
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  return (
    <main className="fill fill-window">
      <StatusPage
        title={
          token === ""
            ? t("join_nothing")
            : over !== null
              ? t("join_over")
              : invited
                ? t("join_title_of", { name: invited.enterprise })
                : t("join_title")
        }
        hint={
          <>
            {invited && (
              <div data-testid="invited">
                {t("join_by", {
                  by: invited.invited_by ?? "—",
                  groups: listText(
                    invited.groups.map((name) => knownText(GROUP_WORDS, name, locale)),
                    locale,
                  ),
                })}
              </div>
            )}
            {over === null ? (
              <div>
                {t(token === "" ? "join_nothing_hint" : found === null ? "join_not_for" : "join_as", {
                  email: me.email,
                })}
              </div>
            ) : (
              <div data-testid="over">{t(`join_over_${over}`, { email: me.email })}</div>
            )}
          </>
        }
        action={
          <Flex vertical gap={16} align="center">
            <FailedNote failure={failure} />
            <Flex gap={8} wrap justify="center">
              {over === "accepted" && (
                <Button type="primary" onClick={() => navigate("/", { replace: true })}>
                  {t("join_go")}
                </Button>
              )}
              {token !== "" && over === null && (
                <Button
                  type={found === null ? "default" : "primary"}
                  loading={running}
                  onClick={() => void accept()}
                >
                  {t("join_accept")}
                </Button>
              )}
              <Button type={found === null ? "primary" : "default"} loading={leaving} onClick={signOutHere}>
                {t("join_other")}
              </Button>
            </Flex>
            <LanguageSwitch />
          </Flex>
        }
      />
    </main>
  );
}
