import { examples } from 'ha-ready/rule';

const store = "import { PrismaClient } from '@prisma/client';\n\nexport const prisma = new PrismaClient();\n";
const pause = 'export const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));\n';
const capture =
  "import { spawn } from 'node:child_process';\n\nexport const capture = (page) =>\n  new Promise((done) => spawn('capture', [page.address, page.id]).on('close', done));\n";
const worker =
  "import { capturePages } from './pages.js';\n\nasync function main() {\n  capturePages(10);\n}\n\nmain();\n";

export default examples([
  {
    on: 'node-22',
    about: 'rows are found by a mark that is set when the work is done: each copy finds the same ones meanwhile',
    bad: {
      'src/pause.js': pause,
      'src/store.js': store,
      'src/capture.js': capture,
      'src/next.js':
        "import { prisma } from './store.js';\n\nexport async function nextPages(most) {\n  const open = { address: { not: null }, capturedAt: null };\n  return prisma.page.findMany({ where: { ...open }, take: most });\n}\n",
      'src/pages.js':
        "import { capture } from './capture.js';\nimport { nextPages } from './next.js';\nimport { pause } from './pause.js';\nimport { prisma } from './store.js';\n\nexport async function capturePages(seconds) {\n  while (true) {\n    const pages = await nextPages(5);\n    await Promise.all(\n      pages.map(async (page) => {\n        await capture(page);\n        await prisma.page.update({ where: { id: page.id }, data: { capturedAt: new Date() } });\n      }),\n    );\n    await pause(seconds);\n  }\n}\n",
      'src/worker.js': worker.replace('capturePages(10)', '«capturePages(10)»'),
    },
    good: {
      'src/pause.js': pause,
      'src/store.js': store,
      'src/capture.js': capture,
      'src/pages.js':
        "import { capture } from './capture.js';\nimport { pause } from './pause.js';\nimport { prisma } from './store.js';\n\nasync function claim(id) {\n  const { count } = await prisma.page.updateMany({ where: { id, takenAt: null }, data: { takenAt: new Date() } });\n  return count === 1;\n}\n\nexport async function capturePages(seconds) {\n  while (true) {\n    for (const page of await prisma.page.findMany({ where: { takenAt: null } })) {\n      if (await claim(page.id)) await capture(page);\n    }\n    await pause(seconds);\n  }\n}\n",
      'src/worker.js': worker,
    },
  },
]);
