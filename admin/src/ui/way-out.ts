import { mayLeave, type WayOut } from "@tidings/shared/people/way_out.ts";
import { useContext } from "react";
import { MeContext } from "./me-context.ts";
import { wayOutOf } from "./user-error.ts";

/** Where what a refusal lacks is filed, for those who may open that page; else null, and where nobody is signed in. */
export function useWayOut(): (failure: unknown) => WayOut | null {
  const me = useContext(MeContext);
  return (failure) => {
    const out = wayOutOf(failure);
    return out !== null && me !== null && mayLeave(out, me.permissions) ? out : null;
  };
}
