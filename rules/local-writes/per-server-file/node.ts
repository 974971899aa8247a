import { examples } from 'ha-ready/rule';

export default examples([
  {
    on: 'node-22',
    about: 'an export that a later request downloads; a temporary file',
    bad: {
      'src/export.js':
        "import { createWriteStream } from 'node:fs';\n\nexport function exportOrders(orders, id) {\n  const stream = «createWriteStream»(`data/exports/orders-${id}.csv`);\n  for (const order of orders) stream.write(order.line);\n  stream.end();\n}\n",
    },
    good: {
      'src/export.js':
        "import { createWriteStream } from 'node:fs';\nimport { tmpdir } from 'node:os';\nimport { join } from 'node:path';\n\nexport function exportOrders(orders, id) {\n  const stream = createWriteStream(join(tmpdir(), `export-${id}.csv`));\n  for (const order of orders) stream.write(order.line);\n  stream.end();\n}\n",
      'scripts/seed.js':
        "import { writeFileSync } from 'node:fs';\n\nexport function dump(rows) {\n  writeFileSync('data/export.json', JSON.stringify(rows));\n}\n",
    },
  },
]);
