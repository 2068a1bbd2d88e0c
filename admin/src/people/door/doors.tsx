import { type ReactNode, useMemo, useState } from "react";
import { useLocation, useNavigate, useSearchParams } from "react-router";
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
  const [asked] = useSearchParams();
  const ways = useMemo<Ways>(
    () => ({
      note: undefined,
      email: (state as { email?: string } | null)?.email ?? "",
      go: (next, email) => navigate(`/${next}${search}`, { state: { email } }),
      // Anew, so that nothing of the person who was here before is left.
      enter: () => location.replace(inside(asked.get("to"))),
    }),
    [navigate, search, state, asked],
  );
  return <WaysContext.Provider value={ways}>{PAGES[way]}</WaysContext.Provider>;
}

/**
 * The same pages in the place of another one, which is shown afterwards: the fragment of its address holds the token of an
 * invitation and stays where it is. `note` says what one signs in for.
 */
export function DoorsHere({ note }: { note: string }) {
  const [{ way, email }, setAt] = useState<{ way: Way; email: string }>({ way: "sign-in", email: "" });
  const ways = useMemo<Ways>(
    () => ({
      note,
      email,
      go: (next, typed) => setAt({ way: next, email: typed ?? "" }),
      enter: () => location.reload(),
    }),
    [note, email],
  );
  return <WaysContext.Provider value={ways}>{PAGES[way]}</WaysContext.Provider>;
}
