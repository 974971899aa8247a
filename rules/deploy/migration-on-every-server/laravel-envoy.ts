import { examples } from 'ha-ready/rule';

const envoy = (on: string, servers = "'web' => ['deploy@web1', 'deploy@web2'], 'first' => ['deploy@web1']") =>
  `@servers([${servers}])

@story('deploy')
    update
    migrate
@endstory

@task('update', ['on' => 'web'])
    cd /srv/shop
    git pull
@endtask

@task('migrate'${on})
    cd /srv/shop
    «php artisan migrate --force»
@endtask
`;

export default examples([
  {
    on: 'laravel-11',
    about: 'a task of Envoy for several servers, and for the first of them',
    bad: { 'Envoy.blade.php': envoy(", ['on' => 'web', 'parallel' => true]") },
    good: { 'Envoy.blade.php': envoy(", ['on' => 'first']").replace(/[«»]/g, '') },
    unclear: { 'Envoy.blade.php': envoy('').replace(/[«»]/g, '') },
  },
]);
