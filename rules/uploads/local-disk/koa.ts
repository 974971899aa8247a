import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'koa-3',
    about: 'koa-body and @koa/multer with folders of this server',
    bad: {
      'src/server.js':
        "import Koa from 'koa';\nimport { koaBody } from 'koa-body';\n\nconst app = new Koa();\napp.use(koaBody({ multipart: true, formidable: { uploadDir: «'./uploads'», keepExtensions: true } }));\napp.listen(3000);\n",
      'src/uploads.js': "import multer from '@koa/multer';\n\nexport const upload = multer({ dest: «'uploads/'» });\n",
    },
    good: {
      'src/server.js':
        "import Koa from 'koa';\nimport { koaBody } from 'koa-body';\n\nconst app = new Koa();\napp.use(koaBody({ multipart: true }));\napp.listen(3000);\n",
    },
  },
]);
