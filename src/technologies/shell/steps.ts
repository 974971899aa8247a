import type { BootStep } from '../../resolve/parts/boot-step.js';

/** A kind of command that matters when every copy of an app runs it at its start. */
export interface StepKind {
  readonly step: BootStep['step'];
  /** Tested against the command and its arguments, joined by spaces. */
  readonly when: RegExp;
  readonly unless?: RegExp;
  /** What serialises it over all servers, where its own options or its own tool do. */
  readonly guard?: { readonly when: RegExp; readonly label: string };
  readonly technology: string;
  /** It goes on to serve: a container that has it for its main process does not exist to do this alone. */
  readonly stays?: true;
}

/**
 * Tools that lock the database while they migrate it: `pg_advisory_lock` and the like by Prisma (migrate deploy, 10 s), Active Record
 * (Migrator#with_advisory_lock), golang-migrate and Flyway; a table by Knex (knex_migrations_lock) and Liquibase.
 */
export const locksDatabase =
  /\bprisma(@[\w.^~-]+)?\s+migrate\s+deploy\b|\b(rails|rake)\s+(db:(prepare|migrate)|data:migrate)\b|\bknex\b.{0,300}\bmigrate[:.](latest|up)\b|(^|[\s/])migrate\s.{0,300}\bup\b|\b(flyway|liquibase)\b/;

const console = String.raw`(?:^|[\s/])(?:bin\/console|console|artisan|manage\.py|occ|drush|wp|bin\/magento)\s`;

/** Asked in order; the first that matches decides. */
export const stepKinds: readonly StepKind[] = [
  { step: 'shared', when: /\bartisan\s+(migrate:fresh|migrate:refresh|migrate:reset|db:wipe)\b|\brails\s+db:(reset|drop|schema:load)\b|\bmanage\.py\s+(flush|reset_db)\b|\bprisma(@[\w.^~-]+)?\s+(migrate\s+reset|db\s+push\s.{0,300}--force-reset)\b|\bredis-cli\b.{0,300}\bflush(all|db)\b|\bdoctrine:(schema:drop|database:drop)\b|\bartisan\s+(horizon|queue):(clear|flush)\b/i, technology: 'shell' },
  // without a destination every worker that hears the broker obeys, and all queues are emptied (docs.celeryq.dev 5.5, userguide/workers.html and monitoring.html)
  { step: 'shared', technology: 'celery', when: /\bcelery\b.{0,200}\scontrol\s(.{0,100}\s)?shutdown(\s|$)|\bcelery\b.{0,200}\spurge(\s|$)/, unless: /\s(-d|-Q|-X|--(destination|queues|exclude-queues))\b/ },
  { step: 'migrate', technology: 'laravel', when: /\bartisan\s+(-\S+\s+)*migrate(\s|$|:(?!status|make|install))/, unless: /--pretend/, guard: { when: /--isolated/, label: '--isolated' } },
  { step: 'seed', technology: 'laravel', when: /\bartisan\s+db:seed\b/ },
  { step: 'migrate', technology: 'symfony', when: /\b(d(?:octrine)?:m(?:ig(?:rations?)?)?:m(?:igrate)?|d(?:octrine)?:s(?:chema)?:u(?:pdate)?)\b/ },
  { step: 'seed', technology: 'symfony', when: /\bdoctrine:fixtures:load\b|\bsylius:fixtures:load\b/ },
  { step: 'migrate', technology: 'django', when: /\b(manage\.py|django-admin|[\w-]+-manage)\s+(-\S+\s+)*migrate(\s|$)/, unless: /--(check|plan)\b/ },
  { step: 'seed', technology: 'django', when: /\bmanage\.py\s+(loaddata|load_initial_data|seed\w*)\b/ },
  { step: 'migrate', technology: 'flask', when: /\bflask\s+(--\S+\s+\S+\s+)*db\s+upgrade\b/ },
  { step: 'migrate', technology: 'python', when: /\balembic\s+(-\S+\s+\S+\s+)*upgrade\b/ },
  // `data:migrate` is one of Active Record's migrators (ilyakatz/data-migrate, data_migrator.rb)
  { step: 'migrate', technology: 'rails', when: /\b(rails|rake)\s+(db:(prepare|migrate|setup)|data:migrate)\b/ },
  { step: 'seed', technology: 'rails', when: /\b(rails|rake)\s+db:seed\b/ },
  { step: 'migrate', technology: 'node', when: /\bprisma(@[\w.^~-]+)?\s+(migrate\s+deploy|migrate\s+dev|db\s+push)\b|\b(typeorm|typeorm-ts-node-\w+)\b.{0,300}\bmigration:run\b|\bsequelize(-cli)?\b.{0,300}\bdb:migrate\b|\bknex\b.{0,300}\bmigrate[:.](latest|up)\b|\bdrizzle-kit(@[\w.^~-]+)?\s+(migrate|push)\b|\bnode-pg-migrate\s+(-\S+\s+)*up\b|\bmigrate-mongo\s+up\b|\bdb-migrate\s+up\b|\bmikro-orm\s+migration:up\b|\bstrapi\b.{0,300}\btransfer\b/ },
  { step: 'seed', technology: 'node', when: /\bprisma(@[\w.^~-]+)?\s+db\s+seed\b|\bsequelize(-cli)?\b.{0,300}\bdb:seed\b|\bknex\b.{0,300}\bseed:run\b|\bts-node\b.{0,300}\/run-seed\b/ },
  { step: 'migrate', technology: 'node', when: /\b(npm|yarn|pnpm|bun)\s+(-\S+\s+)*(run\s+)?[\w:-]*(migrat(e|ion)s?|db:(sync|push|deploy|upgrade))(:(run|up|deploy|latest|prod|production|\w+))?(\s|$)/, unless: /\b(create|generate|revert|rollback|status|make)\b/ },
  { step: 'seed', technology: 'node', when: /\b(npm|yarn|pnpm|bun)\s+(-\S+\s+)*(run\s+)?(db:)?seeds?(:[\w:-]+)?(\s|$)/ },
  { step: 'migrate', technology: 'java', when: /\b(flyway|liquibase)\b.{0,300}\b(migrate|update)\b/ },
  { step: 'migrate', technology: 'go', when: /(^|[\s/])(goose|migrate|dbmate|atlas)\s.{0,300}\b(up|apply)\b/, unless: /\bdown\b/ },
  { step: 'migrate', technology: 'nextcloud', when: /\bocc\s+(upgrade|maintenance:install)\b/ },
  { step: 'migrate', technology: 'wordpress', when: /\bwp\s+(core\s+update-db|core\s+install|core\s+multisite-install)\b/ },
  // Elixir releases (phoenix 1.8, guides/deployment/releases.md), .NET (efcore, dotnet-ef), sqlx-cli, diesel_cli
  { step: 'migrate', technology: 'elixir', when: /\b(eval|rpc)\s+\S{0,100}?\.(create_and_migrate|migrate)\b|\bmix\s+(ecto\.(migrate|setup)|ash\.(migrate|setup))\b/ },
  { step: 'migrate', technology: 'dotnet', when: /\bdotnet\s+ef\s+database\s+update\b|(^|[\s/])efbundle(\s|$)/ },
  { step: 'migrate', technology: 'rust', when: /\b(sqlx|sea-orm-cli|refinery)\s+(migrate|database)\s+(run|setup|up)\b|\bdiesel\s+(migration\s+run|setup)\b/ },
  // AdonisJS (@adonisjs/lucid 21), Payload 3, Directus 11, Medusa 2, MikroORM 6, graphile-migrate, Hasura CLI 2
  { step: 'migrate', technology: 'node', when: /\bace(\.js)?\s+migration:(run|fresh)\b|\bpayload\s+migrate(\s|$)|\bdirectus(\s|\S{0,300}cli\.js\s)+(bootstrap|database\s+migrate:latest)\b|\bcli\.js\s+bootstrap\b|\bmedusa\s+(db:migrate|migrations\s+run)\b|\bgraphile-migrate\s+migrate\b|\bhasura\b.{0,300}\bmigrate\s+apply\b/ },
  // Yii 2, CakePHP 5 (cakephp/migrations), CodeIgniter 4, Phinx, Craft 5, Drush 13, TYPO3 13, Doctrine ORM 3
  { step: 'migrate', technology: 'php', when: /\byii\s+migrate(\/up|\s|$)|\bcake(\.php)?\s+migrations\s+migrate\b|\bspark\s+migrate(\s|$)|\bphinx\s+migrate\b|\bcraft\s+(up|migrate\/(all|up))(\s|$)|\bdrush(_path)?\b.{0,300}\s(updb|updatedb|deploy|cim|config[:-]import|mim|migrate[:-]import)(\s|$)|\btypo3\s+(database:updateschema|extension:setup|upgrade:run)\b|\borm:schema-tool:update\b.{0,300}--force\b/ },
  // aerich 0.9, Piccolo 1, yoyo 9, Superset 5, Airflow 3 (`db upgrade` and `db migrate` of any program stand below)
  { step: 'migrate', technology: 'python', when: /\baerich\s+upgrade\b|\bpiccolo\s+migrations\s+forwards\b|\byoyo\s+apply\b/ },
  // `optimize:clear` begins with it (laravel/framework 5.7 to 12, OptimizeClearCommand.php; --except since 11.43)
  { step: 'clear-cache', technology: 'laravel', when: /\bartisan\s+(cache|optimize):clear\b/, unless: /--?e(xcept)?[= ]\S*\bcache\b/ },
  { step: 'collect-static', technology: 'django', when: /\b(manage\.py|django-admin)\s+(collectstatic|compress)\b/ },
  { step: 'migrate', technology: 'shell', when: new RegExp(`${console}.{0,300}?\\b([\\w-]{1,30}:)?(install|upgrade)(\\s|$)`), unless: /\b(assets|importmap|ckeditor|passport|horizon|telescope|plugins?|themes?|app|apps|language|elfinder|passport|package|vendor|sail|jwt|bundles?|translations?|locale):install\b|\b(plugin|theme|language|app|package)\s+install\b/ },
  // a program of the image that is named for nothing else, and a server that says that it migrates first
  { step: 'migrate', technology: 'node', when: /^(\S*\/)?(node|bun|bun\s+run|tsx|ts-node|deno\s+run)\s+(-(r|-require|-import|-env-file)\s+[^\s-]\S*\s+|-\S+\s+)*\S*?(^|[\s/])((run|db|database)[-_])?migrat(e|ions?)([-_](run|up|db|database|latest|deploy))?\.[cm]?[jt]s(\s|$)/, unless: /\b(create|generate|revert|rollback|status|down)\b/ },
  { step: 'migrate', technology: 'shell', stays: true, when: /^(\S*\/)?[\w.-]+\s(.*\s)?(migrate[-_]and[-_](start|serve|run)|(start|serve|run)[-_]with[-_]migrations?)(\s|$)/ },
  // the app's own command line, called by its path
  { step: 'migrate', technology: 'shell', when: /^(?:\S*\/)?[\w.-]+\s+(?:db|database)[\s:](?:migrate|upgrade)(\s|$)/ },
  { step: 'migrate', technology: 'shell', when: /^(?:\.\/|\/(?:usr\/src\/app|app|srv|var\/www|opt)\/(?:[\w.-]+\/)*)[\w-]+\s+upgrade(\s|$)/ },
  { step: 'fetch-code', technology: 'shell', when: /(^|\s)git\s+(-C\s+\S+\s+)?(pull|clone)(\s|$)/ },
  { step: 'install', technology: 'node', when: /(^|[\s/])(npm\s+(clean-install|install|ci|i)|yarn(\s+install)?|pnpm\s+(install|i))(\s+-\S+)*$/, unless: /\s-g\b|--global/ },
  { step: 'install', technology: 'composer', when: /(^|[\s/])composer(\.phar)?\s+(-\S+\s+)*(install|update)\b/ },
  { step: 'install', technology: 'python', when: /(^|[\s/])(pip3?\s+install|poetry\s+install|pipenv\s+(install|sync)|uv\s+sync|uv\s+pip\s+install)\b/ },
  { step: 'install', technology: 'ruby', when: /(^|[\s/])bundle\s+install\b/ },
  { step: 'build', technology: 'node', when: /(^|\s)(npm|yarn|pnpm|bun)\s+(-\S+\s+)*(run\s+)?(build|build:prod|build:production|prod|production)(\s|$)|\b(next|nuxi?|vite|webpack|nest)\s+build\b/ },
  { step: 'build', technology: 'rails', when: /\b(rails|rake)\s+(assets:precompile|webpacker:compile)\b/ },
].map((kind) => ({ ...kind, step: kind.step === 'shared' ? 'reset-shared-state' : kind.step }) as StepKind); // biome-ignore format: one table, a kind of command a row

/** Servers that are made for a developer's machine. */
export const devServers =
  /\bmanage\.py\s+runserver(_plus)?\b|\bflask\s+(--\S+\s+\S+\s+)*run\b|\bartisan\s+serve\b|\bsymfony\s+(local:)?server:start\b|\bphp\s+-S\s|(^|[\s/])nodemon\b|\bts-node-dev\b|\bnext\s+dev\b|\bnuxi?\s+dev\b|\bvite(\s+(dev|serve|--\S+))?$|\bwebpack-dev-server\b|\bwebpack\s+serve\b|\bnest\s+start\s+--watch\b|\buvicorn\b.{0,300}--reload\b|\bfastapi\s+dev\b|\brails\s+(server|s)\b.{0,300}-e\s+development\b|\b(npm|yarn|pnpm|bun)\s+(run\s+)?(dev([-:][\w:-]{1,40})?|develop|start:dev|watch)(\s|["']|$)|\breact-scripts\s+start\b|\bng\s+serve\b|\bvue-cli-service\s+serve\b|\bnode\s+--watch\b|\bcargo\s+watch\b|(^|[\s/])air(\s|$)|\bdotnet\s+watch\b/;

/** Commands that only talk about other commands. */
export const talk =
  /^(echo|printf|log|info|warn|error|note|die|grep|egrep|sed|cat|which|command|type|test|\[|export|local|set|usage|fatal|debug)$/;

/** Ways to make a random text. */
export const randomness =
  /\/dev\/u?random|\bopenssl\s+(rand|genrsa|genpkey|ecparam|req\b.{0,300}-newkey)|random_bytes|secrets\.token|\buuidgen\b|\bpwgen\b|\bSecureRandom\b|get_random_secret_key|crypto\.random(Bytes|UUID)|getRandomValues|\b(rails|rake)\s+secret\b|\bSystemRandom\b|\b(import|from)\s[^;"']{0,300}\b(secrets|uuid)\b|\buuid4?\s*\(|\brandomBytes\(|\brandomUUID\(|\bFernet\.generate_key\b|\bmix\s+phx\.gen\.secret\b|\/proc\/sys\/kernel\/random\/uuid|\brandom\.(choices?|randint|sample|getrandbits|randbytes)\b|\brand(om_int)?\(|\buniqid\(|\bos\.urandom\b|\bmcookie\b|\bapg\s|\bgpg\b.{0,300}--gen-random|\$RANDOM\b|\bkey:generate\b.{0,300}--show\b/;

/** Commands that make a key of the app and keep it in a file. */
export const keyMakers: readonly { readonly when: RegExp; readonly unless?: RegExp; readonly label: string }[] = [
  { when: /\bartisan\s+key:generate\b/, unless: /--show\b/, label: 'APP_KEY' },
  { when: /\bartisan\s+passport:(keys|install)\b/, label: "Passport's key pair" },
  { when: /\bartisan\s+jwt:secret\b/, unless: /--show\b/, label: 'JWT_SECRET' },
  { when: /\blexik:jwt:generate-keypair\b/, label: 'the JWT key pair' },
  { when: /\bocc\s+maintenance:install\b/, label: 'secret, passwordsalt and instanceid of config.php' },
  // wp-cli/config-command, Config_Command.php; craftcms/cms 5, SetupController.php; codeigniter4/framework, GenerateKey.php; @adonisjs/core 6, generate_key.ts
  { when: /\bwp\s(.{0,300}\s)?(core\s+)?config\s+create\b|\bwp\s(.{0,300}\s)?config\s+shuffle-salts\b/, unless: /--skip-salts\b/, label: 'the keys and salts of wp-config.php' },
  { when: /\bcraft\s+(setup\/)?(security-key|keys)\b/, label: 'CRAFT_SECURITY_KEY' },
  { when: /\bspark\s+key:generate\b/, unless: /--show\b/, label: 'the encryption key' },
  { when: /\bace(\.js)?\s+generate:key\b/, unless: /--show\b/, label: 'APP_KEY' },
  { when: /\bssh-keygen\b.{0,300}\s-f\s*\S*(jwt|oauth|token|signing|secret)/i, label: 'a private key' },
  { when: /\bopenssl\s+(genrsa|genpkey)\b.{0,300}-out\s+\S*(jwt|oauth|private|secret|key)/i, label: 'a private key' },
  // a program of the image that is named for nothing else
  { when: /^(\S*\/|\S*python\d?\s+\S*\/?|(ba)?sh\s+\S*\/?)?(generate|gen|create|make)[-_](secrets?|secret[-_]keys?)(\.(py|sh|rb|js))?(\s|$)/, label: 'a set of keys' },
  // what a receiver checks the mail of every host with is published once
  { when: /\brspamadm\s+dkim_keygen\b|\bopendkim-genkey\b|\bamavisd(-new)?\s+genrsa\b/, label: 'the key that mail is signed with' },
]; // biome-ignore format: one table, a command a row

export const secretName = /(^|_)(KEY|SECRET|SALT|TOKEN|PASSPHRASE|SECRET_KEY_BASE)(_|$)|SECRET|_KEY$/i;
