import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'next-15',
    about: 'a folder that stands in where no bucket is configured',
    bad: {
      'lib/files.ts':
        "import { PutObjectCommand, S3 } from '@aws-sdk/client-s3';\nimport { writeFile } from 'node:fs/promises';\nimport { join } from 'node:path';\n\nconst bucket = process.env.BUCKET_ENDPOINT ? new S3({ endpoint: process.env.BUCKET_ENDPOINT }) : undefined;\n\nexport async function keep(name: string, data: Buffer) {\n  if (bucket) {\n    await bucket.send(new PutObjectCommand({ Bucket: 'files', Key: name, Body: data }));\n  } else {\n    await «writeFile(join(process.env.FOLDER || 'data', name), data)»;\n  }\n}\n",
    },
    good: {
      '.env.example': 'BUCKET_ENDPOINT=https://bucket.internal\n',
      'lib/files.ts':
        "import { PutObjectCommand, S3 } from '@aws-sdk/client-s3';\nimport { writeFile } from 'node:fs/promises';\nimport { join } from 'node:path';\n\nconst bucket = process.env.BUCKET_ENDPOINT ? new S3({ endpoint: process.env.BUCKET_ENDPOINT }) : undefined;\n\nexport async function keep(name: string, data: Buffer) {\n  if (bucket) {\n    await bucket.send(new PutObjectCommand({ Bucket: 'files', Key: name, Body: data }));\n  } else {\n    await writeFile(join(process.env.FOLDER || 'data', name), data);\n  }\n}\n",
    },
  },
]);
