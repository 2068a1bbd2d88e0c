/** The environment variables that Vite exposes to the panel. */
interface ImportMetaEnv {
  readonly VITE_SUPABASE_URL?: string;
  readonly VITE_SUPABASE_PUBLISHABLE_KEY?: string;
  /** "1" with the demo seed: the sign-in page then lists the demo people. */
  readonly VITE_TIDINGS_DEMO?: string;
}
interface ImportMeta {
  readonly env: ImportMetaEnv;
}

declare module "*.css";
declare module "@fontsource/noto-sans-sc/*.css";
