import { examples } from 'ha-ready/rule';

const doctrine = (host: string) => `<?php
use Symfony\\Config\\DoctrineConfig;
use function Symfony\\Component\\DependencyInjection\\Loader\\Configurator\\env;

return static function (DoctrineConfig $config): void {
    $config->dbal()->connection('default')->driver(env('shop_driver'))->host(${host});
};
`;
const parameters = (host: string) => `<?php
use Symfony\\Component\\DependencyInjection\\Loader\\Configurator\\ContainerConfigurator;

return static function (ContainerConfigurator $container): void {
    $parameters = $container->parameters();
    $parameters->set('env(shop_driver)', 'pdo_pgsql');
    $parameters->set('env(shop_host)', ${host});
};
`;

export default examples([
  {
    on: 'symfony-7',
    about: 'DATABASE_URL as the recipe writes it points at 127.0.0.1',
    bad: { '.env': 'DATABASE_URL="postgresql://app:x@127.0.0.1:5432/app"\n' },
    good: {
      '.env': 'DATABASE_URL="postgresql://app:x@127.0.0.1:5432/app"\n',
      '.env.prod': 'DATABASE_URL="postgresql://app:x@pg.internal:5432/app"\n',
    },
  },
  {
    on: 'symfony-7',
    about: 'parameters that a PHP file sets are what a variable falls back to',
    bad: {
      'config/packages/doctrine.php': doctrine("«env('shop_host')»"),
      'config/services.php': parameters("'127.0.0.1'"),
    },
    good: {
      'config/packages/doctrine.php': doctrine("env('shop_host')"),
      'config/services.php': parameters("'pg.internal'"),
    },
  },
]);
