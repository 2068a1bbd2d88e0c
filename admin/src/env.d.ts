/** What vite hands the panel from its environment. */
interface ImportMetaEnv {
  readonly VITE_SUPABASE_URL?: string;
  readonly VITE_SUPABASE_PUBLISHABLE_KEY?: string;
  /** "1" on the demo seed: the sign-in page then names the demo people. */
  readonly VITE_TIDINGS_DEMO?: string;
}
interface ImportMeta {
  readonly env: ImportMetaEnv;
}

declare module "*.css";
declare module "@fontsource/noto-sans-sc/*.css";
