import { useQuery } from "@tanstack/react-query";
import { isLocale, type Locale } from "@tidings/shared/locale.ts";
import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { client } from "./client.ts";
import { Failed, Loading } from "./states.tsx";
import { setLocale } from "./words.ts";

/** The signed-in person, as the verb `whoami` tells. */
export interface Me {
  readonly user_id: string;
  readonly email: string;
  readonly name: string;
  readonly locale: Locale | null;
  readonly enterprise: {
    readonly id: string;
    readonly name: string;
    readonly time_zone: string;
    /** The window of the day, `HH:MM:SS` in `time_zone`, in which marketing may go out. */
    readonly marketing_from: string;
    readonly marketing_to: string;
  } | null;
  readonly enterprises: readonly { readonly id: string; readonly name: string }[];
  /** Actions (`service:resource:operation`) the person may do in the current enterprise. */
  readonly permissions: readonly string[];
}

const MeContext = createContext<Me | null>(null);

/** The key under which the answer of `whoami` is kept. */
export const WHOAMI = ["whoami"] as const;

/** Asks the database who is signed in; null for nobody. */
export async function whoami(): Promise<Me | null> {
  const { data, error, status } = await client.rpc("whoami");
  if (error) throw { ...error, message: error.message, status };
  const me = data as unknown as Me | { readonly user_id: null };
  return me.user_id === null ? null : me;
}

/** Shows `children` once it is known who is signed in; `nobody` when the session belongs to no one. */
export function MeProvider({ children, nobody }: { children: ReactNode; nobody: ReactNode }) {
  const query = useQuery({ queryKey: WHOAMI, queryFn: whoami, staleTime: 60_000 });
  const locale = query.data?.locale;
  useEffect(() => {
    if (isLocale(locale)) void setLocale(locale);
  }, [locale]);
  if (query.isPending) return <Loading full />;
  if (query.isError) return <Failed full failure={query.error} retry={() => void query.refetch()} />;
  if (query.data === null) return nobody;
  return <MeContext.Provider value={query.data}>{children}</MeContext.Provider>;
}

/** The signed-in person. Only below `MeProvider`. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error("useMe needs a MeProvider above it");
  return me;
}

/** May the signed-in person do `action` here? For offering only: the database decides. */
export function useMay(): (action: string) => boolean {
  const { permissions } = useMe();
  const allowed = useMemo(() => new Set(permissions.map((name) => name.toLowerCase())), [permissions]);
  return (action) => allowed.has(action.toLowerCase());
}

/** The current enterprise. Only below the frame, which shows another page to who has none. */
export function useEnterprise() {
  const { enterprise } = useMe();
  if (enterprise === null) throw new Error("no enterprise is chosen");
  return {
    id: enterprise.id,
    name: enterprise.name,
    zone: enterprise.time_zone,
    /** When marketing may go out: `HH:MM`, by the enterprise's clock. */
    window: { from: enterprise.marketing_from.slice(0, 5), to: enterprise.marketing_to.slice(0, 5) },
  };
}
