/** JavaScript that may run on a server: no components, no browser bundles, no type declarations, no configuration of build tools. */
export const serverCode =
  /^(?!.*(?:^|\/)(?:public|static|assets|client|frontend|www|webroot|web-client|stories|\.storybook|resources|javascripts?|mobile|ios|android|electron|browser-extension|\.tx|\.github)\/)(?!.*(?:^|\/)(?:webpack|vite|rollup|jest|vitest|babel|eslint|tailwind|postcss|prettier|stylelint|commitlint|svelte|tsup|cypress|playwright|karma|metro|gulpfile|Gruntfile|esbuild|i18next-parser)[\w.-]*\.[cm]?[jt]s$)(?!.*\.d\.[cm]?ts$).*\.[cm]?[jt]s$/;

/** The wizard of a first run. It is loaded by the program, yet no user of a running copy meets it. */
const installer = /(^|\/)(install|installer|setup-wizard)(\/|\.[cm]?[jt]s$)/;

/** Programs that people run by hand or that run when something is built: not what a copy of the app does. */
const byHand =
  /(^|\/)(scripts?|bin|tools?|tooling|build|cli|commands?|migrations?|upgrades?|seeds?|seeders?|extra|generators?|hygen|plop|devops|benchmarks?|codemods?|\.install-scripts|[\w-]*(vite|eslint|webpack|rollup)[\w-]*)\/|(^|\/)(seed|migrate|build|release|bump|generate)[\w.-]*\.[cm]?[jt]s$/;

export function isByHand(path: string): boolean {
  return byHand.test(path);
}

export function isInstaller(path: string): boolean {
  return installer.test(path);
}
