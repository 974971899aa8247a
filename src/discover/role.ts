import type { Role } from './file-ref.js';

/** How to look at folders of examples: a repository that is nothing but samples must still be auditable. */
export interface RoleOptions {
  readonly examplesAreShipped?: boolean;
}

/** Rows are asked in this order and the first that matches decides. All patterns are tested against the whole path. */
interface RoleRow {
  readonly role: Role;
  readonly when: RegExp;
  readonly unless?: RegExp;
  /** The row falls away when examples are to be treated as shipped. */
  readonly examples?: true;
}

/** Below these a folder called `docs` or `example` is code (a page, a Java package), not documentation. */
const INSIDE_CODE =
  /(^|\/)(src|app|lib|server|pages|internal|cmd|resources|public)\/(.*\/)?(docs?|examples?|samples?)\//;

/** Words in a file or folder name that mean "not in production". */
const DEV_WORD =
  '(?:dev|devel|develop|development|local|localhost|test|tests|testing|ci|e2e|debug|override|dusk|devcontainer)';
const CONFIG_SUFFIX =
  '(?:ya?ml|json|toml|ini|cfg|conf|cnf|env|txt|example|sample|dist|tmpl|tpl|j2|template|Dockerfile|dockerfile|Caddyfile)';

/** The folder belongs to the forge, yet images and proxies are sometimes kept there: those ship. */
const SHIPPED_BY_FORGE = /^\.github\/(docker|nginx|deploy|k8s|kubernetes|helm)\//;

const ROWS: readonly RoleRow[] = [
  {
    role: 'vendored',
    when: /(^|\/)(node_modules|bower_components|jspm_packages|third[_-]party|wp-admin|wp-includes)\//,
  },
  // `src/vendor/` may be a marketplace's own sellers: only the places where other people's code is usually put count.
  {
    role: 'vendored',
    when: /(^|\/(public|static|assets|js|css|libs?|views|lang|javascripts?|stylesheets|www|web)\/|^(public|static|assets|js|css|libs?|www|web)\/)vendors?\//,
  },
  {
    role: 'generated',
    when: /\.(min|bundle|generated)\.[cm]?(js|css)$|\.(js|css)\.map$|\.map$|\.snap$|_pb2(_grpc)?\.pyi?$|\.pb\.go$/,
  },
  {
    role: 'generated',
    when: /(^|\/)(__generated__|storage\/framework|bootstrap\/cache|(public|static)\/(\w[\w-]{0,60}\/){0,3}build)\//,
  },
  { role: 'generated', when: /(^|\/)(mix-manifest\.json|_ide_helper(_models)?\.php|\.phpstorm\.meta\.php)$/ },
  { role: 'generated', when: /(^|\/)dist\/(.*\/)?[^/]+\.([cm]?js|css|html|d\.ts)$/ },
  { role: 'generated', when: /[-.](?=[0-9a-f]*[0-9])[0-9a-f]{8,20}\.(chunk\.)?(js|css)$/ },
  // Rollup's and Vite's own names for what they make: `assets/app-DIMVl9Bg.js` (rollup 4, output.entryFileNames)
  { role: 'generated', when: /(^|\/)(assets|chunks|_astro)\/[\w.-]{1,80}-(?=\w*[A-Z0-9_])[\w-]{8}\.[cm]?js$/ },

  // tests of a chart are installed with it (helm.sh/docs/topics/chart_tests)
  { role: 'shipped', when: /(^|\/)templates\/tests?\/[^/]+\.ya?ml$/ },
  {
    role: 'test',
    when: /(^|\/)\.?(tests?|Tests?|testing|specs?|__tests__|__mocks__|cypress|playwright|jest|vitest|e2e|testdata|test[-_](values|data|fixtures|utils))\//,
  },
  { role: 'test', when: /(^|\/)(fixtures|DataFixtures|database\/(factories|seeders|seeds))\// },
  {
    role: 'test',
    when: /\.(test|tests|spec|e2e-spec|cy)\.[cm]?[jt]sx?$|_(test|spec)\.(py|rb|go|exs)$|(^|\/)test_[^/]*\.py$/,
  },
  {
    role: 'test',
    when: /(^|\/)(conftest\.py|pytest\.ini|tox\.ini|\.rspec|phpunit[^/]*\.xml(\.dist)?|behat\.ya?ml(\.dist)?|codeception\.ya?ml|karma\.conf\.[cm]?js|(jest|vitest|cypress|playwright|wdio)[^/]*\.(config|workspace|setup|conf)\.[cm]?[jt]s)$/,
  },

  // what a server is set up with there is for the jobs that test
  { role: 'test', when: /^\.github\/.*\.(conf|cfg|cnf)$/, unless: SHIPPED_BY_FORGE },
  { role: 'ci', when: /^\.github\//, unless: SHIPPED_BY_FORGE },
  { role: 'ci', when: /(^|\/)\.(gitlab|circleci|buildkite|semaphore|ci|forgejo|gitea|teamcity|woodpecker|drone)\// },
  {
    role: 'ci',
    when: /(^|\/)(\.gitlab-ci[^/]*|Jenkinsfile[^/]*|azure-pipelines[^/]*|bitbucket-pipelines\.ya?ml|\.travis\.ya?ml|\.?appveyor\.ya?ml|\.drone\.ya?ml|\.woodpecker[^/]*|cloudbuild[^/]*\.ya?ml|buildspec[^/]*\.ya?ml|\.?codecov\.ya?ml|renovate\.json5?|\.cirrus\.ya?ml)$/,
  },

  {
    role: 'docs',
    when: /\.(md|mdx|rst|adoc|markdown)$|(^|\/)(README|CHANGELOG|CONTRIBUTING|LICEN[CS]E|COPYING|AUTHORS|NOTICE|SECURITY)(\.txt)?$/i,
  },
  {
    role: 'docs',
    when: /(^|\/)\.?(docs?|documentation|[a-z]+-examples?|examples?|samples?)\//,
    // a stack among the examples is for people to copy: whether it speaks is decided when all stacks are known
    unless: new RegExp(`${INSIDE_CODE.source}|(^|/)examples?/([^/]+/)?[^/]*compose[^/]*\\.ya?ml$`),
    examples: true,
  },
  { role: 'docs', when: /(^|\/)stubs\/|(^|\/)generators\/(.*\/)?templates\// },

  {
    role: 'dev',
    when: new RegExp(
      `(^|/)(docker-)?compose[-_.](.*[-_.])?${DEV_WORD}[^/.]{0,100}([-_.][^/]{0,100})?\\.ya?ml(\\.[^/]{0,100})?$`,
    ),
  },
  {
    role: 'dev',
    when: new RegExp(
      `(^|/)(Dockerfile|Containerfile|Procfile)[-_.](.*[-_.])?${DEV_WORD}([-_.][^/]*)?$|(^|/)${DEV_WORD}[-_.](Dockerfile|Procfile)$`,
      'i',
    ),
  },
  {
    role: 'dev',
    when: /(^|\/)\.env[-_.]((dusk|dev)[^/]*|(testing|tests?|ci|local|localhost|e2e|cypress|docker-dev)([-_.][^/]*)?)$/,
  },
  { role: 'dev', when: /(^|\/)\.envs?\/\.?(local|dev|development|test|testing|ci)\// },
  {
    role: 'dev',
    when: /(^|\/)(settings|config|conf)\/(dev|devel|development|test|tests|testing|local|ci)\.(py|[cm]?[jt]s|json5?|ya?ml|toml|ini|exs)$/,
  },
  {
    role: 'dev',
    when: /(^|\/)(settings_(dev|development|test|testing|local|ci)|(dev|test|local)_settings|local_settings[^/]*)\.py(\.[^/]*)?$/,
    // what a host sets for itself lies where the deployment does
    unless: /(^|\/)(deploy|deployment|docker|prod|production)\/(.*\/)?local_settings\.py$/,
  },
  {
    role: 'dev',
    when: /(^|\/)config\/environments?\/(development|test|local|testing)\.(rb|php|[cm]?[jt]s|json|ya?ml)$/,
  },
  { role: 'dev', when: /(^|\/)config\/(packages|routes)\/(dev|test|test_[a-z]+|dev_[a-z]+)\// },
  {
    role: 'dev',
    when: /(^|\/)(docker|compose|deploy|deployment|k8s|kubernetes|kustomize|overlays|environments?|envs?|helm|values|terraform|infra)\/(.*\/)?(dev|develop|development|local|test|testing|ci|minikube|kind|previews?|review-?apps?|ephemeral)\//,
  },
  // An image that shows the product off carries its data in itself, and stands beside the one that ships.
  { role: 'dev', when: /(^|\/)(docker|containers?|images?)\/(.*\/)?(demo|showcase)\// },
  { role: 'dev', when: /(^|\/)(Dockerfile|Containerfile)[-_.](demo|showcase)$/i },
  { role: 'dev', when: /^(dev|devel|development|local-dev|localdev)\// },
  {
    role: 'dev',
    when: /(^|\/)\.(devcontainer|ddev|lando|vagrant|vscode|idea|husky|cursor|claude|agents|warden)\/|(^|\/)vagrant\/(?!(.*\/)?(group|host)_vars\/)/,
  },
  {
    role: 'dev',
    when: /(^|\/)(Vagrantfile|Tiltfile|skaffold[^/]*\.ya?ml|\.lando[^/]*\.ya?ml|Homestead\.ya?ml|[^/]*vagrant[^/]*\.ya?ml|lefthook\.ya?ml|bin\/dev|devenv\.(nix|ya?ml)|docker-bake[^/]*)$/,
  },
  // Not `.dev.sh`: whether a script ships is for the image that starts it to say, and images do start scripts of that name.
  { role: 'dev', when: /(^|\/)[^/]*[-_.](test|tests|testing|ci|e2e)\.(sh|bash)$/ },
  { role: 'dev', when: new RegExp(`(^|/)[^/]*[-_.]${DEV_WORD}\\.${CONFIG_SUFFIX}$`) },
  {
    role: 'dev',
    when: /(^|\/)requirements\/(dev|development|test|tests|testing|local|ci|docs)\.(txt|in)$|(^|\/)(dev|test)-requirements\.(txt|in)$/,
  },
];

/** What a file is for, told by its path alone. */
export function roleOf(path: string, options: RoleOptions = {}): Role {
  for (const row of ROWS) {
    if (row.examples && options.examplesAreShipped) continue;
    if (row.when.test(path) && !row.unless?.test(path)) return row.role;
  }
  return 'shipped';
}
