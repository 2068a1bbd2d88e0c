declare module "*.css";
declare module "@fontsource/noto-sans-sc/*.css";
declare module "*.woff?url" {
  const address: string;

  export = address;
}
