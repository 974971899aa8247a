import type { CodeCatalogue } from '../../program/catalogue.js';

const verbs = '{get,post,put,patch,delete,head,options,api_route,route,middleware,exception_handler}';

/** FastAPI and Starlette: handlers, dependencies, background work, uploads. */
export const code: CodeCatalogue = {
  language: 'python',
  alias: {
    'starlette.background.BackgroundTasks': 'fastapi.BackgroundTasks',
    'starlette.datastructures.UploadFile': 'fastapi.UploadFile',
    'fastapi.routing.APIRouter': 'fastapi.APIRouter',
  },
  // PyPI Starlette 0.47, starlette/requests.py and applications.py: `state` is the app's own, wherever it is asked for
  everywhere: [
    'fastapi.FastAPI().state',
    'starlette.applications.Starlette().state',
    'fastapi.Request().app.state',
    'fastapi.WebSocket().app.state',
    'starlette.requests.Request().app.state',
  ],
  apps: ['fastapi.FastAPI', 'starlette.applications.Starlette'],
  // PyPI pydantic 2.12, docs/concepts/fields.md: mutable default values are copied
  copied: ['pydantic.BaseModel', 'sqlmodel.SQLModel'],
  gives: { 'fastapi.{Depends,Security}': [0, 'dependency'] },
  inputs: {
    'fastapi.UploadFile()': 'upload',
    'fastapi.UploadFile().{file,read,filename}': 'upload',
    'fastapi.{File,UploadFile}()': 'upload',
  },
  answers: [
    {
      on: '{fastapi.responses,starlette.responses,fastapi}.{Response,JSONResponse,PlainTextResponse}',
      body: [0, 'content'],
      status: [1, 'status_code'],
      source: 'Starlette 0.47, responses.py',
    },
  ],
  effects: [
    {
      on: 'fastapi.BackgroundTasks().add_task',
      is: 'later',
      body: 0,
      args: 'more',
      source: 'Starlette 0.47, background.py',
    },
    {
      on: '{fastapi.staticfiles.StaticFiles,starlette.staticfiles.StaticFiles}',
      is: 'serve',
      path: 'directory',
      source: 'Starlette 0.47, staticfiles.py',
    },
    {
      on: '{fastapi.responses.FileResponse,starlette.responses.FileResponse}',
      is: 'serve',
      path: 0,
      source: 'Starlette 0.47, responses.py',
    },
  ],
  entries: [
    {
      kind: 'request',
      decorator: `fastapi.FastAPI().${verbs}`,
      route: [0, 'path'],
      source: 'FastAPI 0.116, applications.py',
    },
    {
      kind: 'request',
      decorator: `fastapi.APIRouter().${verbs}`,
      route: [0, 'path'],
      mounted: true,
      source: 'FastAPI 0.116, routing.py',
    },
    {
      kind: 'request',
      call: 'starlette.routing.Route',
      handler: [1, 'endpoint'],
      route: [0, 'path'],
      source: 'Starlette 0.47, routing.py',
    },
    {
      kind: 'request',
      call: '{fastapi.FastAPI,fastapi.APIRouter}().add_api_route',
      handler: [1, 'endpoint'],
      route: [0, 'path'],
      source: 'FastAPI 0.116, routing.py',
    },
    {
      kind: 'socket',
      decorator: '{fastapi.FastAPI,fastapi.APIRouter}().websocket',
      source: 'FastAPI 0.116, routing.py',
    },
    {
      kind: 'boot',
      decorator: '{fastapi.FastAPI,fastapi.APIRouter,starlette.applications.Starlette}().on_event',
      source: 'FastAPI 0.116, applications.py',
    },
    {
      kind: 'boot',
      call: '{fastapi.FastAPI,fastapi.APIRouter,starlette.applications.Starlette}',
      handler: 'lifespan',
      source: 'FastAPI 0.116, applications.py',
    },
    { kind: 'task', decorator: 'fastapi_utils.tasks.repeat_every', source: 'fastapi-utils 0.8, tasks.py' },
  ],
};
