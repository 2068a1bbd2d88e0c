import { useLogout } from "@refinedev/core";
import { useEffect } from "react";
import { DoorSkeleton } from "../ui/skeletons.tsx";

/** Takes away the session that this browser keeps and somebody has ended, and goes to the sign-in page. */
export function SessionEnded() {
  const { mutate: signOut } = useLogout();
  useEffect(() => signOut(), [signOut]);
  return <DoorSkeleton />;
}
