import { useQuery } from "@tanstack/react-query";
import { isLocale } from "@tidings/shared/ground/locale.ts";
import { PLATFORM } from "@tidings/shared/resource/nouns.ts";
import { type ReactNode, useContext, useEffect, useMemo } from "react";
import { client } from "./client.ts";
import { type Me, MeContext } from "./me-context.ts";
import { FrameSkeleton } from "./skeletons.tsx";
import { Failed } from "./states.tsx";
import { Sudo } from "./sudo.tsx";
import { clock, zoneName } from "./time.ts";
import { userErrorOf } from "./user-error.ts";
import { showLocale } from "./words.ts";

/** The query key of `whoami`. */
export const WHOAMI = ["whoami"] as const;

/** Reads the signed-in person; null when nobody is signed in. */
export async function whoami(): Promise<Me | null> {
  const { data, error, status } = await client.rpc("whoami");
  if (error) throw { ...error, message: error.message, status };
  const me = data as unknown as Me | { readonly user_id: null };
  if (me.user_id === null) return null;
  return me.platform_admin ? { ...me, permissions: [...me.permissions, PLATFORM] } : me;
}

interface MeProviderProps {
  readonly children: ReactNode;
  /** When the session belongs to no member. */
  readonly nobody: ReactNode;
  /** When somebody ended the session that this browser still keeps. */
  readonly ended: ReactNode;
}

/** How soon an open page notices that its session was ended elsewhere. */
const ENDED_MS = 10_000;

/** Renders `children` once the signed-in person is known. */
export function MeProvider({ children, nobody, ended }: MeProviderProps) {
  // Lists of an ended session are empty, not refused: only asking who one is tells an open page that it is over.
  const query = useQuery({ queryKey: WHOAMI, queryFn: whoami, staleTime: 60_000, refetchInterval: ENDED_MS });
  const me = query.data;
  useEffect(() => {
    if (me) showLocale(isLocale(me.locale) ? me.locale : null);
  }, [me]);
  if (query.isPending) return <FrameSkeleton />;
  if (query.isError && userErrorOf(query.error, "en").kind === "signed_out") return ended;
  if (query.isError && query.data === undefined)
    return <Failed full failure={query.error} retry={() => void query.refetch()} />;
  if (query.data === null) return nobody;
  return (
    <MeContext.Provider value={query.data}>
      <Sudo email={query.data.email}>{children}</Sudo>
    </MeContext.Provider>
  );
}

/** The signed-in person. Only below `MeProvider`. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error("useMe needs a MeProvider above it");
  return me;
}

/** May the signed-in person do `action`? This only decides what is offered; the database enforces it. */
export function useMay(): (action: string) => boolean {
  const { permissions } = useMe();
  const allowed = useMemo(() => new Set(permissions.map((name) => name.toLowerCase())), [permissions]);
  return (action) => allowed.has(action.toLowerCase());
}

/** Asked once: a format of dates, made at each drawing of each cell, was a fortieth of what the browser did on olga's pages. */
const HERE = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone of the current enterprise; without one, as for anyone who runs the deployment, that of the browser. */
export function useZone(): string {
  return useMe().enterprise?.time_zone ?? HERE;
}

/** An instant in that zone, with its name: `2024-11-24 15:04 UTC+8`. */
export function useFullTime(): (at: string) => string {
  const zone = useZone();
  return (at) => `${clock(at, zone)} ${zoneName(zone)}`;
}

/** The current enterprise. Only inside the layout, which shows another page to people without one. */
export function useEnterprise() {
  const { enterprise } = useMe();
  if (enterprise === null) throw new Error("no enterprise is chosen");
  return {
    id: enterprise.id,
    name: enterprise.name,
    zone: enterprise.time_zone,
    /** The marketing window: `HH:MM`, in the enterprise's zone. */
    window: { from: enterprise.marketing_from.slice(0, 5), to: enterprise.marketing_to.slice(0, 5) },
  };
}
