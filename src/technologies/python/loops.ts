import type { CodeCatalogue } from '../../program/catalogue.js';

const loops = '{asyncio.get_event_loop,asyncio.get_running_loop,asyncio.new_event_loop}()';
const brokers =
  '{taskiq.InMemoryBroker,taskiq.AsyncBroker,taskiq.ZeroMQBroker,taskiq_redis.ListQueueBroker,taskiq_redis.PubSubBroker,taskiq_redis.RedisStreamBroker,taskiq_aio_pika.AioPikaBroker,taskiq_nats.NatsBroker,taskiq_nats.PullBasedJetStreamBroker,taskiq_postgresql.PostgresqlBroker,taskiq_pg.AsyncpgBroker}()';

/** What hands work off, repeats it, or puts it on a queue, beside the large libraries for it. */
export const loopsOf: CodeCatalogue = {
  language: 'python',
  same: [`${brokers}.{with_result_backend,with_middlewares,with_id_generator}`],
  effects: [
    {
      on: '{threading.Event,threading.Condition,multiprocessing.Event}().wait',
      is: 'sleep',
      data: [0, 'timeout'],
      source: 'CPython 3.13, Doc/library/threading.rst',
    },
    { on: `${loops}.create_task`, is: 'later', body: 0, source: 'CPython 3.13, Doc/library/asyncio-eventloop.rst' },
    {
      on: `${loops}.{call_soon,call_soon_threadsafe}`,
      is: 'later',
      body: 0,
      source: 'CPython 3.13, Doc/library/asyncio-eventloop.rst',
    },
    {
      on: '{websockets.connect,websockets.sync.client.connect,websocket.create_connection}().{recv,__aiter__}',
      is: 'listen',
      source: 'PyPI websockets 15, asyncio/client.py; websocket-client 1.8, websocket/_core.py',
    },
    {
      on: 'aiohttp.ClientSession().ws_connect().{receive,receive_str,receive_json,receive_bytes,__aiter__}',
      is: 'listen',
      source: 'PyPI aiohttp 3.12, client_ws.py',
    },
    {
      on: '{httpx.AsyncClient().stream().aiter_lines,httpx.Client().stream().iter_lines,httpx.stream().iter_lines,httpx_sse.aconnect_sse().aiter_sse,httpx_sse.connect_sse().iter_sse,sseclient.SSEClient().events,sseclient.SSEClient,aiosseclient.aiosseclient}().__aiter__',
      is: 'listen',
      source: 'PyPI httpx 0.28, _models.py; httpx-sse 0.4, _api.py; sseclient-py 1.8, sseclient/__init__.py',
    },
    {
      on: 'redis.{Redis,StrictRedis,from_url}().pubsub().{get_message,listen().__aiter__}',
      is: 'listen',
      source: 'PyPI redis 6, client.py',
    },
    { on: 'aiomqtt.Client().messages.__aiter__', is: 'listen', source: 'PyPI aiomqtt 2.4, aiomqtt/client.py' },
    { on: '_thread.start_new_thread', is: 'later', body: 0, source: 'CPython 3.13, Doc/library/_thread.rst' },
    {
      on: '{multiprocessing.Pool,multiprocessing.pool.Pool,multiprocessing.pool.ThreadPool}().{apply_async,map_async}',
      is: 'later',
      body: 0,
      source: 'CPython 3.13, Doc/library/multiprocessing.rst',
    },
    { on: 'gevent.spawn', is: 'later', body: 0, source: 'PyPI gevent 25, src/gevent/__init__.py' },
    { on: 'gevent.spawn_later', is: 'later', body: 1, source: 'PyPI gevent 25, src/gevent/__init__.py' },
    {
      on: '{eventlet.spawn,eventlet.spawn_n,eventlet.greenthread.spawn}',
      is: 'later',
      body: 0,
      source: 'PyPI eventlet 0.40, eventlet/greenthread.py',
    },
    { on: 'eventlet.spawn_after', is: 'later', body: 1, source: 'PyPI eventlet 0.40, eventlet/greenthread.py' },
    {
      on: '{starlette.background.BackgroundTask,litestar.background_tasks.BackgroundTask}',
      is: 'later',
      body: [0, 'func'],
      source: 'Starlette 0.47, background.py; PyPI litestar 2.16, background_tasks.py',
    },
    { on: 'sanic.Sanic().add_task', is: 'later', body: 0, source: 'PyPI sanic 25, app.py' },
    {
      on: 'flask_executor.Executor().{submit,submit_stored}',
      is: 'later',
      body: 0,
      source: 'PyPI Flask-Executor 1.0, flask_executor/executor.py',
    },
    {
      on: '{flask_socketio.SocketIO,socketio.Server,socketio.AsyncServer}().start_background_task',
      is: 'later',
      body: 0,
      source: 'PyPI python-socketio 5.13, src/socketio/base_server.py',
    },
    {
      on: 'tornado.ioloop.IOLoop.{current,instance}().{spawn_callback,add_callback}',
      is: 'later',
      body: 0,
      source: 'PyPI tornado 6.5, ioloop.py',
    },
    {
      on: 'aiojobs.{Scheduler,create_scheduler}().spawn',
      is: 'later',
      body: 0,
      source: 'PyPI aiojobs 1.4, README.rst',
    },
    { on: 'aiojobs.aiohttp.spawn', is: 'later', body: 1, source: 'PyPI aiojobs 1.4, README.rst' },
    { on: 'flask.Flask().add_background_task', is: 'later', body: 0, source: 'PyPI quart 0.20, src/quart/app.py' },
    { on: 'tornado.ioloop.PeriodicCallback', is: 'timer', body: 0, source: 'PyPI tornado 6.5, ioloop.py' },
    {
      on: 'twisted.internet.task.LoopingCall',
      is: 'timer',
      body: 0,
      source: 'PyPI Twisted 25, src/twisted/internet/task.py',
    },
    { on: 'nicegui.app.timer', is: 'timer', body: 1, source: 'PyPI nicegui 3, nicegui/app/app.py' },
    {
      on: 'discord.ext.tasks.loop',
      is: 'schedule',
      decorates: true,
      source: 'PyPI discord.py 2.5, ext/tasks/__init__.py',
    },
    {
      on: '{fastapi_restful.tasks.repeat_every,fastapi_crons.Crons().cron,fastapi_utilities.repeat.repeat_at}',
      is: 'schedule',
      decorates: true,
      source: 'PyPI fastapi-restful 0.6, tasks.py; fastapi-crons 2, README.md',
    },
    {
      on: 'apscheduler.{Scheduler,AsyncScheduler}().add_schedule',
      is: 'schedule',
      body: 0,
      source: 'PyPI APScheduler 4.0.0a6, _schedulers/async_.py',
    },
    {
      on: '{taskiq.cli.scheduler.run.SchedulerLoop().run,taskiq.cli.scheduler.run.run_scheduler_loop,taskiq.api.run_scheduler_task}',
      is: 'schedule',
      what: 'jobs',
      source: 'PyPI taskiq 0.12, taskiq/cli/scheduler/run.py',
    },
    { on: '*.kiq', is: 'enqueue', weak: true, source: 'PyPI taskiq 0.12, taskiq/decor.py' },
  ],
  entries: [
    { kind: 'job', decorator: `${brokers}.task`, source: 'PyPI taskiq 0.12, taskiq/abc/broker.py' },
    {
      kind: 'job',
      decorator: 'taskiq.async_shared_broker.task',
      source: 'PyPI taskiq 0.12, taskiq/brokers/shared_broker.py',
    },
  ],
};
