import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { lowerPhp } from '../../src/code/lower/php.js';
import { parsePhp } from '../../src/parse/php.js';
import { loadGrammar } from '../../src/parse/syntax.js';
import { argumentAt } from '../../src/program/arguments.js';
import type { CodeCatalogue } from '../../src/program/catalogue.js';
import { type Program, programOf } from '../../src/program/program.js';
import { loadCatalogues } from '../../src/technologies/load.js';

let catalogues: readonly CodeCatalogue[] = [];
before(async () => {
  await loadGrammar('php');
  catalogues = await loadCatalogues();
});

function program(files: Readonly<Record<string, string>>): Program {
  const modules = Object.entries(files).map(([path, text]) => {
    const whole = `<?php ${text}`;
    return lowerPhp(parsePhp(whole).tree, whole, path);
  });
  return programOf(modules, catalogues);
}

/** What the code does to the outside: `write app`, `shared mail`; the first root of a path. */
function done({ effects, paths }: Program): readonly string[] {
  const said = effects.all.map(({ row, site, weak }) => {
    const path = row.path === undefined ? undefined : argumentAt(site.call, row.path);
    const root = path && /^(write|move)$/.test(row.is) ? ` ${paths.of(path, site.func)[0]?.root ?? 'nowhere'}` : '';
    return `${row.is}${row.what ? ` ${row.what}` : ''}${root}${weak ? ' by name' : ''}`;
  });
  return [...new Set(said)].sort();
}

/** Who runs the function that calls `mark()`. */
function runs({ graph, reach }: Program): readonly string[] {
  const marks = graph.sites.filter(({ names }) => names.includes('mark'));
  return [...new Set(marks.flatMap(({ func }) => reach.waysTo(func).map(({ entry }) => entry.kind)))].sort();
}

const effects: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
  ['a file', "file_put_contents(__DIR__ . '/data/x.json', $x);", ['write app']],
  ['a file by fopen', "fopen('data/x', 'ab'); fopen('data/x', 'rb'); fopen('data/x', $mode);", ['read', 'write app']],
  ['a temporary file', "file_put_contents(sys_get_temp_dir() . '/x', $x); $t = tempnam('/tmp', 'x'); copy('a', $t);", ['move temporary', 'write temporary']],
  ['an upload', "move_uploaded_file($_FILES['a']['tmp_name'], $_SERVER['DOCUMENT_ROOT'] . '/up/' . $n);", ['move upload public']],
  ['an image', "imagejpeg($im, 'thumbs/' . $n); imagepng($im);", ['write', 'write app']],
  ['an archive', '$z = new ZipArchive; $z->open($base . "/a.zip", ZipArchive::CREATE | ZipArchive::OVERWRITE); $z->open("b.zip");', ['write unknown']],
  ['an object that writes', "new SplFileObject('data/x.csv', 'w');", ['write app']],
  ['a log by hand', "error_log('x', 3, 'logs/a.log');", ['log', 'write log app']],
  ['locks', "flock($h, LOCK_EX); sem_get(1);", ['lock']],
  ['a program', "`convert $a`; exec('x');", ['shared process']],
  ['rows', "$db = new PDO($dsn); $db->exec('DELETE FROM a'); $db->query('SELECT 1');", ['connect dsn', 'shared rows', 'sql']],
  ['keys', "hash_hmac('sha256', $d, $key); bin2hex(random_bytes(16));", ['key', 'random']],
  ['Firebase JWT', 'use Firebase\\JWT\\JWT; JWT::encode($p, $key, "HS256");', ['key']],
  ['Flysystem', 'use League\\Flysystem\\{Filesystem, Local\\LocalFilesystemAdapter}; $f = new Filesystem(new LocalFilesystemAdapter(__DIR__ . "/up")); $f->write("a", "b");', ['store', 'write disk app']],
  ['Valuestore', 'use Spatie\\Valuestore\\Valuestore; Valuestore::make(__DIR__ . "/data/kvp.json")->put("a", 1);', ['write app']],
  ['Intervention', 'use Intervention\\Image\\ImageManager; function a(ImageManager $m) { $m->read($x)->cover(1, 1)->save("thumbs/a.png"); }', ['write app']],
  ['PhpSpreadsheet', 'use PhpOffice\\PhpSpreadsheet\\Writer\\Xlsx; (new Xlsx($s))->save("exports/a.xlsx");', ['write export app']],
  ['Monolog', 'use Monolog\\Handler\\StreamHandler; new StreamHandler("php://stderr");', ['log console', 'log file', 'write log temporary']],
  ['Guzzle', 'use GuzzleHttp\\Client; (new Client())->post("https://a");', ['shared http']],
  ['Doctrine', 'use Doctrine\\ORM\\EntityManagerInterface; class A { public function __construct(private EntityManagerInterface $em) {} function b() { $this->em->flush(); } }', ['shared rows']],
  ['Laravel files', "use Illuminate\\Support\\Facades\\{File, Storage}; File::put(storage_path('a.txt'), $x); \\File::append(public_path('b'), $x); Storage::disk('s3')->put('a', $b);", ['store', 'write app', 'write public']],
  ['Laravel uploads', 'use Illuminate\\Http\\Request; function a(Request $r) { $r->file("a")->store("b"); request()->file("c")->move(public_path("d")); }', ['move upload public', 'store']],
  ['what the container gives', "app('files')->put(base_path('a'), 1); app(\\Illuminate\\Filesystem\\Filesystem::class)->put('b', 1); cache()->lock('x');", ['lock', 'write app']],
  ['Laravel work', 'use Illuminate\\Support\\Facades\\{Mail, Http, Bus, Artisan}; Mail::to($a)->send($b); Http::withToken($t)->post($u); Bus::dispatch($j); Artisan::call("migrate", []);', ['enqueue', 'migrate', 'shared http', 'shared mail']],
  ['Eloquent', 'use Illuminate\\Database\\Eloquent\\Model; class User extends Model {} User::where("a", 1)->update([]); function a(User $u) { $u->save(); }', ['shared rows']],
  ['an alias of a facade', "\\Storage::put('a', 'b');", ['store']],
  ['Symfony files', 'use Symfony\\Component\\Filesystem\\Filesystem; class A { function __construct(private Filesystem $fs) {} function b($k) { $this->fs->dumpFile(__DIR__ . "/../public/a", $k); } }', ['write app']],
  ['Symfony uploads', 'use Symfony\\Component\\HttpFoundation\\Request; function a(Request $r) { $r->files->get("a")->move(__DIR__ . "/up"); }', ['move upload app']],
  ['Messenger', 'use Symfony\\Component\\Messenger\\MessageBusInterface; class A { function __construct(private MessageBusInterface $bus) {} function b() { $this->bus->dispatch(new B); } }', ['enqueue']],
  ['WordPress', "function a() { global $wp_filesystem; $wp_filesystem->put_contents(WP_CONTENT_DIR . '/a.txt', 'b'); set_transient('a', 1); wp_mail('a', 'b', 'c'); }", ['cache', 'shared mail', 'write app']],
  ['Yii', 'use yii\\web\\UploadedFile; $f = UploadedFile::getInstance($m, "a"); $f->saveAs("uploads/" . $f->name);', ['move upload app']],
  ['CodeIgniter', "use CodeIgniter\\Controller; class A extends Controller { function b() { $this->request->getFile('a')->move(WRITEPATH . 'uploads'); } }", ['move upload app']],
]; // biome-ignore format: a table

describe('what PHP code does to the outside', () => {
  for (const [what, text, expected] of effects) {
    test(what, () => assert.deepEqual(done(program({ 'index.php': text })), expected));
  }
});

const entries: readonly (readonly [what: string, files: Readonly<Record<string, string>>, expected: readonly string[]])[] = [
  ['a page', { 'index.php': 'mark();' }, ['request']],
  ['a script beside the pages', { 'public/index.php': 'f();', 'tools/x.php': 'mark();' }, ['unknown']],
  ['a file that a page takes in', { 'public/index.php': "require ROOT . '/lib/x.php';", 'lib/x.php': 'mark();' }, ['request']],
  ['a script with arguments', { 'index.php': 'f($argv[1]); mark();' }, ['command']],
  ['a Laravel route', { 'r.php': 'use Illuminate\\Support\\Facades\\Route; Route::middleware("x")->get("/a", [A::class, "b"]);', 'a.php': 'class A { function b() { mark(); } }' }, ['request']],
  ['a Laravel route by text', { 'r.php': 'use Illuminate\\Support\\Facades\\Route; Route::post("/a", "A@b");', 'a.php': 'class A { function b() { mark(); } }' }, ['request']],
  ['a controller', { 'app/Http/Controllers/A.php': 'namespace App\\Http\\Controllers; class A { public function b() { $this->c(); } private function c() { mark(); } }' }, ['request']],
  ['a job', { 'a.php': 'use Illuminate\\Contracts\\Queue\\ShouldQueue; class A implements ShouldQueue { function handle() { mark(); } }' }, ['job']],
  ['a scheduled closure', { 'routes/console.php': 'use Illuminate\\Support\\Facades\\Schedule; Schedule::call(function () { mark(); })->daily();' }, ['task']],
  ['an Artisan command', { 'a.php': 'use Illuminate\\Console\\Command; class A extends Command { function handle() { mark(); } }' }, ['command']],
  ['a provider', { 'a.php': 'use Illuminate\\Support\\ServiceProvider; class A extends ServiceProvider { function boot() { mark(); } }' }, ['boot']],
  ['a Symfony route', { 'a.php': 'use Symfony\\Component\\Routing\\Attribute\\Route; class A { #[Route("/a")] function b() { mark(); } }' }, ['request']],
  ['an annotated route', { 'a.php': 'use Symfony\\Component\\Routing\\Annotation\\Route; class A { /** @Route("/a") */ function b() { mark(); } }' }, ['request']],
  ['a message handler', { 'a.php': 'use Symfony\\Component\\Messenger\\Attribute\\AsMessageHandler; #[AsMessageHandler] class A { function __invoke(B $b) { mark(); } }' }, ['job']],
  ['a console command', { 'a.php': 'use Symfony\\Component\\Console\\Command\\Command; class A extends Command { protected function execute($i, $o): int { mark(); return 0; } }' }, ['command']],
  ['a WordPress hook', { 'p.php': "add_action('init', 'make'); function make() { mark(); }" }, ['request']],
  ['a WordPress hook of an object', { 'p.php': "class P { function __construct() { add_filter('the_content', [$this, 'a']); } function a($c) { mark(); } } new P;" }, ['request']],
  ['a Slim route', { 'a.php': 'use Slim\\Factory\\AppFactory; $app = AppFactory::create(); $app->post("/a", function ($r) { mark(); });' }, ['request']],
  ['a Yii controller', { 'a.php': 'class A extends \\yii\\web\\Controller { public function actionB() { mark(); } }' }, ['request']],
  ['a handler behind a helper', { 'index.php': 'run(new Ship(1)); function run($command) { return app(Bus::class)->dispatch($command); }', 'h.php': 'class Ship {} class ShipHandler { public function handle(Ship $ship) { mark(); } }' }, ['request']],
  ['the handler of a message', { 'index.php': '$bus->dispatch(new Ship(1));', 'h.php': 'class Ship {} class ShipHandler { public function handle(Ship $ship) { mark(); } }' }, ['request']],
  ['a constructor of what a controller is given', { 'app/Http/Controllers/A.php': 'namespace App\\Http\\Controllers; class A { public function __construct(private \\B $b) {} public function c() {} }', 'b.php': 'class B { public function __construct(string $dir) { mark(); } }' }, ['request']],
  ['a middleware', { 'a.php': 'use Psr\\Http\\Server\\MiddlewareInterface; class A implements MiddlewareInterface { function process($r, $h) { mark(); } }' }, ['request']],
]; // biome-ignore format: a table

describe('who runs PHP code', () => {
  for (const [what, files, expected] of entries) {
    test(what, () => assert.deepEqual(runs(program(files)), expected));
  }
});

const linked: readonly (readonly [what: string, files: Readonly<Record<string, string>>, expected: readonly string[]])[] = [
  ['constants of another file', { 'c.php': "define('DIR', __DIR__ . '/data'); const SUB = DIR . '/x';", 'a.php': 'file_put_contents(SUB . "/y", 1);' }, ['write app']],
  ['settings', { 'config/shop.php': "return ['files' => ['tmp' => sys_get_temp_dir()]];", 'a.php': "file_put_contents(config('shop.files.tmp') . '/x', 1);" }, ['write temporary']],
  ['a file that returns', { 'config.php': "return ['dir' => sys_get_temp_dir()];", 'a.php': "$c = require __DIR__ . '/config.php'; file_put_contents($c['dir'] . '/x', 1);" }, ['write temporary']],
  ['a bound interface', { 'p.php': 'class P extends \\Illuminate\\Support\\ServiceProvider { function register() { $this->app->bind(Disk::class, Local::class); } }', 'd.php': 'interface Disk { function put($x); } class Local implements Disk { function put($x) { file_put_contents("data/x", $x); } } class Null_ implements Disk { function put($x) {} }', 'a.php': 'class A { function __construct(private Disk $d) {} function b() { $this->d->put(1); mark(); } }' }, ['write app']],
  ['an own facade', { 'f.php': 'class Files extends \\Illuminate\\Support\\Facades\\Facade { protected static function getFacadeAccessor() { return \\Illuminate\\Filesystem\\Filesystem::class; } }', 'a.php': 'Files::put("data/x", 1);' }, ['write app']],
  ['a template method', { 'a.php': 'abstract class A { function run() { file_put_contents($this->place(), 1); } abstract function place(); } class B extends A { function place() { return sys_get_temp_dir() . "/x"; } }' }, ['write temporary']],
  ['a variable that a comment types', { 'a.php': 'use Symfony\\Component\\Filesystem\\Filesystem; /** @var Filesystem $fs */ $fs = $this->get("x"); $fs->dumpFile("data/x", 1);' }, ['write app']],
  ['a static property', { 'a.php': 'class A { public static string $dir = "data"; static function b() { file_put_contents(self::$dir . "/x", 1); } }' }, ['write app']],
]; // biome-ignore format: a table

describe('what values of PHP code come to', () => {
  for (const [what, files, expected] of linked) {
    test(what, () =>
      assert.deepEqual(
        done(program(files)).filter((one) => one.startsWith('write')),
        expected,
      ),
    );
  }
});
