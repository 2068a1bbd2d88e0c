import { useQuery } from "@tanstack/react-query";
import { client } from "./client.ts";

const BUCKET = "account-pictures";

/** An address at which this page shows a stored picture; null until it is read, or where there is none. Only members read the bucket. */
export function usePicture(path: string | null | undefined): string | null {
  const { data } = useQuery({
    queryKey: [BUCKET, path],
    enabled: Boolean(path),
    // An object of the bucket is never written again.
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const { data: blob, error } = await client.storage.from(BUCKET).download(String(path));
      if (error) throw error;
      return URL.createObjectURL(blob);
    },
  });
  return data ?? null;
}
