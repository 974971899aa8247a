import type { CodeCatalogue, EffectRow } from '../../program/catalogue.js';
import { schemaSql } from '../schema-sql.js';

const manual = (page: string) => `PHP manual (doc-en), ${page}`;

/** What PHP's own functions give: paths, texts, the environment, what a client sent. */
export const platformNames: CodeCatalogue = {
  stamps: ['{filemtime,filectime,md5_file,sha1_file,hash_file}'],
  // the drivers' own classes since PHP 8.4
  alias: {
    'Pdo/Sqlite': 'PDO',
    'PDO/Sqlite': 'PDO',
    'Pdo/Mysql': 'PDO',
    'PDO/Mysql': 'PDO',
    'Pdo/Pgsql': 'PDO',
    'PDO/Pgsql': 'PDO',
  },
  through: {
    define: 1,
    '{trim,rtrim,ltrim,strtolower,strtoupper,ucfirst,lcfirst,strval,substr,mb_substr,escapeshellarg,urlencode,rawurlencode,htmlspecialchars,addslashes}': 0,
    '{md5,sha1,bin2hex,hex2bin,base64_encode,base64_decode,serialize,json_encode,strrev,str_shuffle,crc32}': 0,
    hash: 1,
    '{array_merge,array_values,array_filter,array_unique,array_reverse,iterator_to_array,array_replace}': 0,
    array_map: 1,
    'Closure.fromCallable': 0,
  },
  gives: { call_user_func: 0, call_user_func_array: 0 },
  paths: {
    '{dirname,realpath,basename,stream_resolve_include_path}': 0,
    '{str_replace,preg_replace}': 2,
    '{explode,implode,join}': 1,
    sprintf: 1,
    'SplFileInfo().{getPathname,getRealPath,getPath}': 'self',
  },
  roots: {
    sys_get_temp_dir: 'tmp',
    tempnam: 'temporary',
    tmpfile: 'temporary',
    SplTempFileObject: 'memory',
    __DIR__: 'app',
    __FILE__: 'app',
    getcwd: 'app',
    '$_SERVER.{DOCUMENT_ROOT,CONTEXT_DOCUMENT_ROOT}': 'public',
  },
  environment: [
    { on: 'getenv', name: 0, source: manual('reference/info/functions/getenv.xml') },
    { on: '$_ENV', name: 'member', source: manual('language/predefined/variables/environment.xml') },
    { on: '$_SERVER', name: 'member', source: manual('language/predefined/variables/server.xml') },
  ],
  inputs: {
    $_FILES: 'upload',
    '$_FILES[]': 'upload',
    '$_FILES[][]': 'upload',
    '$_FILES[][][]': 'upload',
  },
};

const files = manual('reference/filesystem/functions');
const image = manual('reference/image/functions');
const program = manual('reference/exec/functions');

const fileEffects: readonly EffectRow[] = [
  { on: 'file_put_contents', is: 'write', path: 0, data: 1, source: files },
  {
    on: '{fopen,gzopen,bzopen}',
    is: 'write',
    path: 0,
    when: { arg: 1, matches: '^([waxc]|r[bt]?\\+)' },
    source: files,
  },
  { on: '{fopen,gzopen,bzopen}', is: 'read', path: 0, when: { arg: 1, matches: '^r[bt]?$' }, source: files },
  {
    on: 'SplFileObject',
    is: 'write',
    path: 0,
    when: { arg: [1, 'mode'], matches: '^([waxc]|r[bt]?\\+)' },
    source: manual('reference/spl/splfileobject'),
  },
  {
    on: 'SplFileInfo().openFile',
    is: 'write',
    path: 'self',
    when: { arg: [0, 'mode'], matches: '^([waxc]|r[bt]?\\+)' },
    source: manual('reference/spl/splfileinfo'),
  },
  { on: '{fwrite,fputs}', is: 'flow', path: 0, data: 1, source: files },
  { on: 'stream_copy_to_stream', is: 'flow', path: 1, data: 0, source: manual('reference/stream/functions') },
  { on: 'move_uploaded_file', is: 'move', path: 1, data: 0, what: 'upload', source: files },
  { on: '{copy,rename,link,symlink}', is: 'move', path: 1, data: 0, source: files },
  { on: 'touch', is: 'write', path: 0, what: 'mark', source: files },
  { on: '{unlink,rmdir}', is: 'remove', path: 0, source: files },
  { on: 'mkdir', is: 'make-folder', path: 0, source: files },
  { on: '{file_get_contents,file,readfile,parse_ini_file,md5_file,sha1_file}', is: 'read', path: 0, source: files },
  // what is written as PHP is read so: `return include $cache;`
  { on: '{include,include_once,require,require_once}', is: 'read', path: 0, source: manual('language/include') },
  { on: 'hash_file', is: 'read', path: 1, source: manual('reference/hash/functions') },
  {
    on: '{scandir,opendir,dir,glob,DirectoryIterator,FilesystemIterator,RecursiveDirectoryIterator,GlobIterator}',
    is: 'list',
    path: 0,
    source: manual('reference/dir/functions'),
  },
  {
    on: '{imagejpeg,imagepng,imagegif,imagewebp,imageavif,imagebmp,imagewbmp,imagexbm,imagegd,imagegd2}',
    is: 'write',
    path: 1,
    source: image,
  },
  {
    on: '{imagecreatefromjpeg,imagecreatefrompng,imagecreatefromgif,imagecreatefromwebp,imagecreatefromavif,getimagesize}',
    is: 'read',
    path: 0,
    source: image,
  },
  { on: 'Imagick().{writeImage,writeImages}', is: 'write', path: 0, source: manual('reference/imagick/imagick') },
  { on: 'Imagick().readImage', is: 'read', path: 0, source: manual('reference/imagick/imagick') },
  {
    on: 'ZipArchive().open',
    is: 'write',
    path: 0,
    when: { arg: [1, 'flags'], matches: 'CREATE|OVERWRITE' },
    source: manual('reference/zip/ziparchive'),
  },
  { on: '{ZipArchive,PharData}().extractTo', is: 'write', path: 0, source: manual('reference/zip/ziparchive') },
  { on: 'PharData', is: 'write', path: 0, source: manual('reference/phar') },
  { on: 'DOMDocument().{save,saveHTMLFile}', is: 'write', path: 0, source: manual('reference/dom/domdocument') },
  { on: 'SimpleXMLElement().{asXML,saveXML}', is: 'write', path: 0, source: manual('reference/simplexml') },
  { on: 'XMLWriter().openUri', is: 'write', path: 0, source: manual('reference/xmlwriter') },
  { on: 'SQLite3', is: 'connect', path: 0, what: 'sqlite', source: manual('reference/sqlite3') },
  {
    on: 'error_log',
    is: 'write',
    path: 2,
    data: 0,
    what: 'log',
    when: { arg: [1, 'message_type'], matches: '^3$' },
    source: manual('reference/errorfunc/functions/error-log.xml'),
  },
];

const stateEffects: readonly EffectRow[] = [
  // LOCK_UN lets go
  { on: 'flock', is: 'lock', when: { arg: 1, matches: '^(?!LOCK_UN$)' }, reach: 'server', source: manual('reference/filesystem/functions/flock.xml') }, // biome-ignore format: one row
  { on: '{sem_get,sem_acquire}', is: 'lock', key: 0, reach: 'server', source: manual('reference/sem/functions') },
  { on: 'SplFileObject().flock', is: 'lock', when: { arg: 0, matches: '^(?!LOCK_UN$)' }, reach: 'server', source: manual('reference/spl/splfileobject') }, // biome-ignore format: one row
  { on: '{apcu_store,apcu_entry}', is: 'cache', key: 0, reach: 'server', source: manual('reference/apcu/functions') },
  {
    on: '{apcu_inc,apcu_dec,apcu_cas,apcu_add}',
    is: 'cache',
    key: 0,
    reach: 'server',
    what: 'count',
    source: manual('reference/apcu/functions'),
  },
  { on: 'shm_put_var', is: 'cache', key: 0, reach: 'server', what: 'count', source: manual('reference/sem/functions') },
  {
    on: 'session_start',
    is: 'session',
    options: { options: 0 },
    source: manual('reference/session/functions/session-start.xml'),
  },
  {
    on: 'session_save_path',
    is: 'session',
    path: 0,
    reach: 'server',
    source: manual('reference/session/functions/session-save-path.xml'),
  },
  {
    on: 'session_set_save_handler',
    is: 'session',
    options: { handler: 0 },
    source: manual('reference/session/functions/session-set-save-handler.xml'),
  },
  { on: '{syslog,error_log,trigger_error}', is: 'log', data: 0, source: manual('reference/errorfunc/functions') },
];

const writesRows =
  '^\\s*([iI][nN][sS][eE][rR][tT]|[uU][pP][dD][aA][tT][eE]|[dD][eE][lL][eE][tT][eE]|[rR][eE][pP][lL][aA][cC][eE]|[tT][rR][uU][nN][cC][aA][tT][eE])\\b';

const workEffects: readonly EffectRow[] = [
  { on: 'mail', is: 'shared', what: 'mail', source: manual('reference/mail/functions/mail.xml') },
  {
    on: '{curl_exec,curl_multi_exec,fsockopen,stream_socket_client,SoapClient().__soapCall}',
    is: 'shared',
    what: 'http',
    source: manual('reference/curl/functions'),
  },
  {
    on: '{exec,shell_exec,system,passthru,proc_open,popen,pcntl_exec}',
    is: 'shared',
    what: 'process',
    source: program,
  },
  {
    on: '{mysqli_query,mysqli_real_query,mysqli_prepare,pg_query_params,pg_prepare}',
    is: 'shared',
    what: 'rows',
    when: { arg: 1, matches: writesRows },
    source: manual('reference/mysqli/mysqli/query.xml'),
  },
  {
    on: '{mysqli().query,mysqli().prepare,mysqli().execute_query,PDO().exec,PDO().query,PDO().prepare,SQLite3().exec,SQLite3().query,pg_query,mysql_query}',
    is: 'shared',
    what: 'rows',
    when: { arg: 0, matches: writesRows },
    source: manual('reference/pdo/pdo'),
  },
  {
    on: '{mysqli().query,mysqli().multi_query,mysqli().real_query,mysqli().prepare,mysqli().execute_query,PDO().exec,PDO().query,PDO().prepare,SQLite3().exec,SQLite3().query,SQLite3().prepare,pg_query,mysql_query}',
    is: 'sql',
    data: 0,
    source: manual('reference/pdo/pdo'),
  },
  {
    on: '{mysqli_query,mysqli_multi_query,mysqli_real_query,mysqli_prepare}',
    is: 'sql',
    data: 1,
    source: manual('reference/mysqli/mysqli'),
  },
  {
    on: '*.{query,exec,execute,prepare}',
    is: 'shared',
    what: 'rows',
    when: { arg: 0, matches: writesRows },
    weak: true,
    source: manual('reference/pdo/pdo'),
  },
  ...['{PDO().exec,PDO().query,PDO().prepare,mysqli().query,mysqli().prepare}', '*.{query,exec,execute,prepare}'].map(
    (on): EffectRow => ({
      on,
      is: 'lock',
      reach: 'shared',
      when: {
        arg: 0,
        matches: '\\b([gG][eE][tT]_[lL][oO][cC][kK]\\(|pg_(try_)?advisory_|[fF][oO][rR] [uU][pP][dD][aA][tT][eE])',
      },
      ...(on.startsWith('*') ? { weak: true } : {}),
      source: 'MySQL 8.4, locking-functions; PostgreSQL 17, functions-admin',
    }),
  ),
  {
    on: '*.{query,exec,execute,prepare,multi_query}',
    is: 'sql',
    data: 0,
    when: { arg: 0, matches: schemaSql },
    weak: true,
    source: manual('reference/pdo/pdo'),
  },
  { on: '{pg_insert,pg_update,pg_delete}', is: 'shared', what: 'rows', source: manual('reference/pgsql/functions') },
  {
    on: '{PDO,mysqli}',
    is: 'connect',
    path: 0,
    what: 'dsn',
    options: { dsn: 0 },
    source: manual('reference/pdo/pdo/construct.xml'),
  },
  { on: '{exit,die}', is: 'exit', source: manual('reference/misc/functions/exit.xml') },
];

const keyEffects: readonly EffectRow[] = [
  {
    on: '{random_bytes,random_int,openssl_random_pseudo_bytes,uniqid,mt_rand,rand,lcg_value,sodium_crypto_secretbox_keygen,sodium_crypto_aead_xchacha20poly1305_ietf_keygen,openssl_pkey_new}',
    is: 'random',
    source: manual('reference/random/functions'),
  },
  {
    on: 'openssl_pkey_export',
    is: 'random',
    path: 0,
    data: 1,
    source: manual('reference/openssl/functions/openssl-pkey-export.xml'),
  },
  {
    on: 'Random/Randomizer().{getBytes,getInt,getBytesFromString}',
    is: 'random',
    source: manual('reference/random/random-randomizer'),
  },
  { on: 'hash_hmac', is: 'key', key: 2, data: 1, source: manual('reference/hash/functions/hash-hmac.xml') },
  {
    on: '{openssl_encrypt,openssl_decrypt}',
    is: 'key',
    key: 2,
    data: 0,
    source: manual('reference/openssl/functions/openssl-encrypt.xml'),
  },
  { on: 'openssl_sign', is: 'key', key: 2, data: 0, source: manual('reference/openssl/functions/openssl-sign.xml') },
  {
    on: '{sodium_crypto_secretbox,sodium_crypto_secretbox_open}',
    is: 'key',
    key: 2,
    data: 0,
    source: manual('reference/sodium/functions'),
  },
  { on: 'sodium_crypto_auth', is: 'key', key: 1, data: 0, source: manual('reference/sodium/functions') },
];

/** What PHP's own functions do to the outside. */
export const platformEffects: readonly EffectRow[] = [...fileEffects, ...stateEffects, ...workEffects, ...keyEffects];
