import { type ReactNode, useCallback, useEffect, useMemo, useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
import { FrameSkeleton } from "../../ui/skeletons.tsx";
import { Confirm } from "./confirm.tsx";
import { NewPassword } from "./new-password.tsx";
import { SignIn } from "./sign-in.tsx";
import { SignUp } from "./sign-up.tsx";
import { inside, type Way, type Ways, WaysContext } from "./ways.ts";

const PAGES: Readonly<Record<Way, ReactNode>> = {
  "sign-in": <SignIn />,
  "sign-up": <SignUp />,
  confirm: <Confirm />,
  "new-password": <NewPassword />,
};

/** A page before one is in, at its own address. Afterwards the page of `?to=` opens. */
export function Doors({ way }: { way: Way }) {
  const navigate = useNavigate();
  const { search, state } = useLocation();
  const enter = useEnter();
  const ways = useMemo<Ways>(
    () => ({
      title: undefined,
      note: undefined,
      tone: "info",
      email: (state as { email?: string } | null)?.email ?? "",
      go: (next, email) => navigate(`/${next}${search}`, { state: { email } }),
      enter,
    }),
    [navigate, search, state, enter],
  );
  return <WaysContext.Provider value={ways}>{PAGES[way]}</WaysContext.Provider>;
}

/** Opens the page of `?to=` for who is signed in, anew, so that nothing of the person who was here before is left. */
function useEnter(): () => void {
  const [asked] = useSearchParams();
  const to = inside(asked.get("to"));
  return useCallback(() => location.replace(to), [to]);
}

/**
 * In place of a door for who is signed in, be it since the form above has just signed them in: they enter as it lets them enter.
 * Another way in beside that one would draw a page that the load then takes away, with what was clicked on it.
 */
export function Entering() {
  const enter = useEnter();
  useEffect(enter, [enter]);
  return <FrameSkeleton />;
}

interface DoorsHereProps {
  /** What one signs in for, and in place of the heading of the sign-in page. */
  readonly note: string;
  readonly title?: string;
  /** Whether the note is a warning. */
  readonly tone?: "info" | "warning";
  /** The address that is in the forms at first. */
  readonly email?: string;
}

/**
 * The same pages in the place of another one, which is shown afterwards: the fragment of its address holds the token of an
 * invitation and stays where it is.
 */
export function DoorsHere({ note, title, tone = "info", email: invited = "" }: DoorsHereProps) {
  const [{ way, email }, setAt] = useState<{ way: Way; email: string }>({ way: "sign-in", email: invited });
  const ways = useMemo<Ways>(
    () => ({
      title,
      note,
      tone,
      email,
      go: (next, typed) => setAt({ way: next, email: typed ?? invited }),
      enter: () => location.reload(),
    }),
    [title, note, tone, email, invited],
  );
  return <WaysContext.Provider value={ways}>{PAGES[way]}</WaysContext.Provider>;
}
