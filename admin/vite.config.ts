import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const home = process.env.TIDINGS_HOME;

/** Dependencies of Refine's Markdown fields, which the panel does not use. They do not declare `sideEffects: false`. */
const UNUSED =
  /node_modules\/(react-markdown|remark-|micromark|mdast-|unist-|unified|vfile|hast-|property-information)/;

/**
 * The panel, built by supabase/local/panel. No variable of the environment is built in: the server writes what the panel is
 * told into its page.
 */
export default defineConfig({
  root: import.meta.dirname,
  // A dependency cache per running copy: two copies on one machine would overwrite each other's.
  ...(home ? { cacheDir: join(home, "vite") } : {}),
  // Whoever imports zod gets it with its setting made, and only pages that need it load it.
  resolve: { alias: [{ find: /^zod$/, replacement: join(import.meta.dirname, "src/app/zod.ts") }] },
  plugins: [react()],
  // Scan all sources at the start: a dependency discovered later would reload the page while somebody uses it.
  optimizeDeps: {
    entries: ["index.html", "src/**/*.ts", "src/**/*.tsx", "!src/**/*.test.ts"],
    include: ["react", "react-dom", "react-dom/client", "react/jsx-runtime", "react/jsx-dev-runtime"],
  },
  build: {
    target: "es2022",
    sourcemap: false,
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      treeshake: { moduleSideEffects: (id) => !UNUSED.test(id) },
      output: {
        // What every page needs is one file: the same bytes were 73, each with a request of its own.
        codeSplitting: { groups: [{ name: "first", tags: ["$initial"] }] },
      },
    },
    // Fonts stay files: inlined, everybody would download them, and the content security policy forbids data: fonts.
    assetsInlineLimit: (file) => (/\.woff2?$/.test(file) ? false : undefined),
  },
  worker: { format: "es" },
});
