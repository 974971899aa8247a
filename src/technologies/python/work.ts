import type { CodeCatalogue } from '../../program/catalogue.js';

const schedulers =
  'apscheduler.schedulers.{background.BackgroundScheduler,asyncio.AsyncIOScheduler,blocking.BlockingScheduler,gevent.GeventScheduler,tornado.TornadoScheduler}()';
const units = '{second,seconds,minute,minutes,hour,hours,day,days,week,weeks,monday,tuesday,wednesday,thursday,friday}';
const verbs = '{get,post,put,patch,delete}';

/** Python's schedulers, queues, locks, and servers beside the large frameworks. */
export const work: CodeCatalogue = {
  language: 'python',
  alias: {
    'rq.queue.Queue': 'rq.Queue',
  },
  effects: [
    {
      on: `${schedulers}.add_job`,
      is: 'schedule',
      body: [0, 'func'],
      source: 'PyPI APScheduler 3.11, schedulers/base.py',
    },
    { on: `schedule.every().${units}.do`, is: 'schedule', body: 0, source: 'PyPI schedule 1.2, schedule/__init__.py' },
    {
      on: `schedule.every().${units}.at().do`,
      is: 'schedule',
      body: 0,
      source: 'PyPI schedule 1.2, schedule/__init__.py',
    },
    {
      on: 'rq.Queue().{enqueue,enqueue_call,enqueue_in,enqueue_at}',
      is: 'enqueue',
      source: 'PyPI rq 2.4, queue.py',
    },
    { on: 'arq.connections.ArqRedis().enqueue_job', is: 'enqueue', source: 'PyPI arq 0.26, connections.py' },
    { on: 'arq.create_pool().enqueue_job', is: 'enqueue', source: 'PyPI arq 0.26, connections.py' },
    { on: 'django_q.tasks.{async_task,schedule}', is: 'enqueue', source: 'PyPI django-q2 1.8, tasks.py' },
    {
      on: 'procrastinate.{App,Blueprint}().configure_task().{defer,defer_async}',
      is: 'enqueue',
      source: 'PyPI procrastinate 3.2, jobs.py',
    },
    { on: 'aiosmtplib.send', is: 'shared', what: 'mail', source: 'PyPI aiosmtplib 4, api.py' },
    {
      on: 'aiosmtplib.SMTP().{send_message,sendmail}',
      is: 'shared',
      what: 'mail',
      source: 'PyPI aiosmtplib 4, smtp.py',
    },
    {
      on: 'fastapi_mail.FastMail().send_message',
      is: 'shared',
      what: 'mail',
      source: 'PyPI fastapi-mail 1.5, fastmail.py',
    },
    {
      on: 'urllib.request.urlopen',
      is: 'shared',
      what: 'http',
      source: 'CPython 3.13, Doc/library/urllib.request.rst',
    },
    {
      on: '*.{insert_one,insert_many,update_one,update_many,delete_one,delete_many,replace_one}',
      is: 'shared',
      what: 'rows',
      weak: true,
      source: 'PyPI pymongo 4.13, synchronous/collection.py',
    },
    { on: 'redis.lock.Lock', is: 'lock', reach: 'shared', source: 'PyPI redis 6, lock.py' },
    { on: 'redis_lock.Lock', is: 'lock', reach: 'shared', source: 'PyPI python-redis-lock 4, redis_lock/__init__.py' },
    { on: 'pottery.Redlock', is: 'lock', reach: 'shared', source: 'PyPI pottery 3, redlock.py' },
    { on: 'aioredlock.Aioredlock().lock', is: 'lock', reach: 'shared', source: 'PyPI aioredlock 0.7, algorithm.py' },
    { on: 'django.core.cache.cache.lock', is: 'lock', reach: 'shared', source: 'PyPI django-redis 6, cache.py' },
    {
      on: 'huey.{Huey,RedisHuey,PriorityRedisHuey}().lock_task',
      is: 'lock',
      reach: 'shared',
      source: 'PyPI huey 2.5, api.py',
    },
    {
      on: '{fasteners.InterProcessLock,portalocker.Lock,portalocker.RLock,portalocker.lock,filelock.SoftFileLock}',
      is: 'lock',
      path: 0,
      reach: 'server',
      source: 'PyPI fasteners 0.19, process_lock.py',
    },
    { on: 'diskcache.{Lock,RLock}', is: 'lock', reach: 'server', source: 'PyPI diskcache 5.6, recipes.py' },
    {
      on: 'asyncio.{Lock,Semaphore}',
      is: 'lock',
      reach: 'process',
      source: 'CPython 3.13, Doc/library/asyncio-sync.rst',
    },
    {
      on: 'logging.{FileHandler,handlers.RotatingFileHandler,handlers.TimedRotatingFileHandler,handlers.WatchedFileHandler}',
      is: 'log',
      what: 'file',
      path: [0, 'filename'],
      source: 'CPython 3.13, Doc/library/logging.handlers.rst',
    },
    {
      on: 'concurrent_log_handler.ConcurrentRotatingFileHandler',
      is: 'log',
      what: 'file',
      path: [0, 'filename'],
      source: 'PyPI concurrent-log-handler 0.9, concurrent_log_handler/__init__.py',
    },
    {
      on: 'logging.basicConfig',
      is: 'log',
      what: 'file',
      path: 'filename',
      source: 'CPython 3.13, Doc/library/logging.rst',
    },
    { on: 'logging.basicConfig', is: 'log', what: 'console', source: 'CPython 3.13, Doc/library/logging.rst' },
    {
      on: '{logging.StreamHandler,rich.logging.RichHandler,coloredlogs.install}',
      is: 'log',
      what: 'console',
      source: 'CPython 3.13, Doc/library/logging.handlers.rst',
    },
    {
      on: 'logging.handlers.SysLogHandler',
      is: 'log',
      what: 'syslog',
      source: 'CPython 3.13, Doc/library/logging.handlers.rst',
    },
    {
      on: '{logging.handlers.SocketHandler,logging.handlers.HTTPHandler,watchtower.CloudWatchLogHandler,logging_loki.LokiHandler,pygelf.GelfUdpHandler,graypy.GELFUDPHandler,logstash_async.handler.AsynchronousLogstashHandler}',
      is: 'log',
      what: 'collector',
      source: 'CPython 3.13, Doc/library/logging.handlers.rst',
    },
    {
      on: 'logging.config.dictConfig',
      is: 'log',
      what: 'named',
      data: 0,
      source: 'CPython 3.13, Doc/library/logging.config.rst',
    },
    { on: 'loguru.logger.add', is: 'log', what: 'more', path: [0, 'sink'], source: 'PyPI loguru 0.7, _logger.py' },
    { on: 'loguru.logger.{remove,configure}', is: 'log', what: 'nowhere', source: 'PyPI loguru 0.7, _logger.py' },
  ],
  entries: [
    { kind: 'job', decorator: 'procrastinate.{App,Blueprint}().task', source: 'PyPI procrastinate 3.2, blueprints.py' },
    {
      kind: 'task',
      decorator: 'procrastinate.{App,Blueprint}().periodic',
      source: 'PyPI procrastinate 3.2, periodic.py',
    },
    { kind: 'task', decorator: `${schedulers}.scheduled_job`, source: 'PyPI APScheduler 3.11, schedulers/base.py' },
    { kind: 'request', call: `aiohttp.web.${verbs}`, handler: 1, source: 'PyPI aiohttp 3.12, web_routedef.py' },
    {
      kind: 'request',
      call: 'aiohttp.web.Application().router.{add_get,add_post,add_put,add_patch,add_delete}',
      handler: 1,
      source: 'PyPI aiohttp 3.12, web_urldispatcher.py',
    },
    {
      kind: 'request',
      call: 'aiohttp.web.Application().router.add_route',
      handler: 2,
      source: 'PyPI aiohttp 3.12, web_urldispatcher.py',
    },
    {
      kind: 'request',
      extends: 'aiohttp.web.View',
      methods: ['get', 'post', 'put', 'patch', 'delete'],
      source: 'PyPI aiohttp 3.12, web_urldispatcher.py',
    },
    {
      kind: 'request',
      decorator: 'sanic.{Sanic,Blueprint}().{get,post,put,patch,delete,route}',
      source: 'PyPI sanic 25, mixins/routes.py',
    },
    {
      kind: 'request',
      decorator: 'litestar.{get,post,put,patch,delete,route}',
      source: 'PyPI litestar 2.16, handlers/http_handlers',
    },
    { kind: 'request', decorator: 'bottle.{get,post,put,patch,delete,route}', source: 'PyPI bottle 0.13, bottle.py' },
    {
      kind: 'request',
      call: '{falcon.App,falcon.asgi.App}().add_route',
      handler: 1,
      methods: ['on_get', 'on_post', 'on_put', 'on_patch', 'on_delete'],
      source: 'PyPI falcon 4, app.py',
    },
  ],
};
