import { useLogout } from "@refinedev/core";
import { useQueryClient } from "@tanstack/react-query";
import { App, Button, Flex } from "antd";
import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { LanguageSwitch } from "../ui/language-switch.tsx";
import { useMe } from "../ui/me.tsx";
import { DoorSkeleton } from "../ui/skeletons.tsx";
import { FailedNote } from "../ui/states.tsx";
import { StatusPage } from "../ui/status-page.tsx";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { DoorsHere } from "./door/doors.tsx";
import { useInvited, useInvitedBy } from "./invited.ts";
import { words } from "./words.ts";

interface Joined {
  readonly enterprise: { readonly id: string } | null;
  readonly joined: { readonly id: string; readonly name: string };
}

/**
 * Accepts an invitation (IAM-5). The token is in the fragment of the address, which no browser sends to a server; it stays
 * there until it is used, so that the page can be reloaded.
 */
export function Join() {
  const t = useTranslations(words);
  const me = useMe();
  const token = useLocation().hash.slice(1);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { message } = App.useApp();
  const { mutate: signOut, isPending: leaving } = useLogout();
  const { run, running } = useVerb<Joined>("accept_invitation");
  const by = useInvitedBy();
  const { invited: found, loading } = useInvited(token);
  const invited = found?.state === "open" ? found : undefined;
  const over = found && found.state !== "open" ? found.state : null;
  /** It is somebody else's, or nobody's. */
  const foreign = found === null || found?.yours === false;
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

  if (loading) return <DoorSkeleton />;
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
            {invited && <div data-testid="invited">{by(invited)}</div>}
            {over === null ? (
              <div>
                {t(
                  token === ""
                    ? "join_nothing_hint"
                    : invited && foreign
                      ? "join_for_other"
                      : foreign
                        ? "join_not_for"
                        : "join_as",
                  { email: me.email, for: invited?.email ?? "" },
                )}
              </div>
            ) : (
              <div data-testid="over">
                {t(over === "accepted" && foreign ? "join_over_taken" : `join_over_${over}`, {
                  email: me.email,
                })}
              </div>
            )}
          </>
        }
        action={
          <Flex vertical gap={16} align="center">
            <FailedNote failure={failure} />
            <Flex gap={8} wrap justify="center">
              {over === "accepted" && !foreign && (
                <Button type="primary" onClick={() => navigate("/", { replace: true })}>
                  {t("join_go")}
                </Button>
              )}
              {token !== "" && over === null && !foreign && (
                <Button type="primary" loading={running} onClick={() => void accept()}>
                  {t("join_accept")}
                </Button>
              )}
              <Button type={foreign ? "primary" : "default"} loading={leaving} onClick={signOutHere}>
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

/**
 * The same before one is in: who invites into what is above the form, and the invited address is in it. In place of the page and
 * not before it, since the token in the fragment of the address has to stay where it is.
 */
export function SignInToJoin() {
  const t = useTranslations(words);
  const by = useInvitedBy();
  const token = useLocation().hash.slice(1);
  const { invited, loading } = useInvited(token);
  if (loading) return <DoorSkeleton />;
  if (token === "" || invited === undefined) return <DoorsHere note={t("join_sign_in")} />;
  if (invited === null) return <DoorsHere note={t("join_none")} tone="warning" />;
  if (invited.state !== "open")
    return (
      <DoorsHere
        tone="warning"
        note={`${t("join_over")} ${t(invited.state === "accepted" ? "join_over_taken" : `join_over_${invited.state}`)}`}
      />
    );
  return (
    <DoorsHere
      title={t("join_title_of", { name: invited.enterprise })}
      note={`${by(invited)} ${t("join_with", { email: invited.email })}`}
      email={invited.email}
    />
  );
}
