import type { CodeCatalogue } from '../../program/catalogue.js';

const starlette = '{fastapi.FastAPI,fastapi.APIRouter,starlette.applications.Starlette}()';

/** Where requests, sockets and the start of the program enter with servers and layers beside the large frameworks. */
export const serversOf: CodeCatalogue = {
  language: 'python',
  apps: ['{pyramid.config.Configurator,cherrypy.quickstart,robyn.Robyn,blacksheep.Application,nicegui.ui.run}'],
  entries: [
    {
      kind: 'request',
      extends: 'starlette.middleware.base.BaseHTTPMiddleware',
      methods: ['dispatch'],
      source: 'Starlette 0.47, middleware/base.py',
    },
    {
      kind: 'request',
      call: `${starlette}.add_middleware`,
      handler: 0,
      methods: ['__call__', 'dispatch'],
      source: 'Starlette 0.47, applications.py',
    },
    {
      kind: 'request',
      extends: 'starlette.endpoints.HTTPEndpoint',
      methods: ['get', 'post', 'put', 'patch', 'delete'],
      source: 'Starlette 0.47, endpoints.py',
    },
    {
      kind: 'socket',
      extends: 'starlette.endpoints.WebSocketEndpoint',
      methods: ['on_connect', 'on_receive', 'on_disconnect'],
      source: 'Starlette 0.47, endpoints.py',
    },
    { kind: 'socket', call: 'starlette.routing.WebSocketRoute', handler: 1, source: 'Starlette 0.47, routing.py' },
    {
      kind: 'boot',
      call: '{fastapi.FastAPI,starlette.applications.Starlette,litestar.Litestar}',
      handler: 'on_startup',
      source: 'Starlette 0.47, applications.py; PyPI litestar 2.16, app.py',
    },
    { kind: 'boot', call: 'litestar.Litestar', handler: 'lifespan', source: 'PyPI litestar 2.16, app.py' },
    {
      kind: 'boot',
      call: `${starlette}.{add_event_handler,router.add_event_handler}`,
      handler: 1,
      source: 'Starlette 0.47, applications.py',
    },
    {
      kind: 'boot',
      call: '{aiohttp.web.Application().on_startup.append,aiohttp.web.Application().cleanup_ctx.append}',
      handler: 0,
      source: 'PyPI aiohttp 3.12, web_app.py',
    },
    {
      kind: 'boot',
      decorator: 'sanic.Sanic().{before_server_start,after_server_start,main_process_start,listener}',
      source: 'PyPI sanic 25, mixins/listeners.py',
    },
    { kind: 'boot', call: 'sanic.Sanic().register_listener', handler: 0, source: 'PyPI sanic 25, app.py' },
    {
      kind: 'boot',
      decorator: 'flask.Flask().{before_serving,while_serving}',
      source: 'PyPI quart 0.20, src/quart/app.py',
    },
    {
      kind: 'socket',
      decorator: '{flask.Flask,flask.Blueprint}().websocket',
      source: 'PyPI quart 0.20, src/quart/app.py',
    },
    { kind: 'boot', call: 'nicegui.app.on_startup', handler: 0, source: 'PyPI nicegui 3, nicegui/app/app.py' },
    { kind: 'request', decorator: 'nicegui.ui.page', source: 'PyPI nicegui 3, nicegui/page.py' },
    { kind: 'request', decorator: 'pyramid.view.view_config', source: 'PyPI pyramid 2, src/pyramid/view.py' },
    { kind: 'request', decorator: 'cherrypy.expose', source: 'PyPI CherryPy 18, cherrypy/_helper.py' },
    {
      kind: 'request',
      decorator: 'robyn.{Robyn,SubRouter}().{get,post,put,patch,delete}',
      source: 'PyPI robyn 0.72, robyn/__init__.py',
    },
    {
      kind: 'request',
      extends: 'flask_classful.FlaskView',
      methods: '*',
      source: 'PyPI Flask-Classful 0.16, flask_classful.py',
    },
    {
      kind: 'request',
      extends: '{flask_admin.BaseView,flask_admin.contrib.sqla.ModelView,flask_admin.AdminIndexView}',
      methods: '*',
      source: 'PyPI Flask-Admin 1.6, flask_admin/base.py',
    },
    {
      kind: 'request',
      extends: 'graphene.Mutation',
      methods: ['mutate'],
      source: 'PyPI graphene 3.4, types/mutation.py',
    },
    {
      kind: 'request',
      decorator: 'strawberry.{field,mutation,subscription}',
      source: 'PyPI strawberry-graphql 0.275, strawberry/types/field.py',
    },
    {
      kind: 'request',
      decorator: 'ariadne.{QueryType,MutationType,ObjectType}().field',
      source: 'PyPI ariadne 0.26, ariadne/objects.py',
    },
    {
      kind: 'request',
      decorator: '{mcp.server.fastmcp,fastmcp}.FastMCP().{tool,resource,prompt}',
      source: 'PyPI mcp 1.12, src/mcp/server/fastmcp/server.py',
    },
    { kind: 'request', decorator: 'dash.{callback,Dash().callback}', source: 'PyPI dash 3, dash/_callback.py' },
    {
      kind: 'request',
      call: 'gradio.{Interface,ChatInterface}',
      handler: [0, 'fn'],
      source: 'PyPI gradio 5, gradio/interface.py',
    },
    {
      kind: 'request',
      call: 'gradio.*.{click,submit,change,input,select,upload,load}',
      handler: [0, 'fn'],
      source: 'PyPI gradio 5, gradio/events.py',
    },
    {
      kind: 'socket',
      decorator: 'chainlit.{on_message,on_chat_start,on_chat_end,on_chat_resume,action_callback}',
      source: 'PyPI chainlit 2, backend/chainlit/callbacks.py',
    },
    {
      kind: 'socket',
      call: 'websockets.{serve,asyncio.server.serve,server.serve}',
      handler: 0,
      given: ['websockets.ServerConnection()'],
      source: 'PyPI websockets 15, asyncio/server.py',
    },
  ],
};
