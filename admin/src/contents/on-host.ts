import { origin } from "../ui/client.ts";

/** The full URL of a path on the project's own host. */
export function onHost(src: string): string {
  return src.startsWith("/") && !src.startsWith("//") ? `${origin}${src}` : src;
}
