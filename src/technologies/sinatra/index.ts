import { packageOf } from '../../resolve/version.js';
import { reader, technology } from '../technology.js';
import { codeFacts } from './code.js';
import { parts } from './parts.js';

/** Sinatra, and apps that are nothing but Rack. */
export default technology({
  name: 'sinatra',
  title: 'Sinatra and Rack',
  readers: [
    reader({
      language: 'ruby',
      paths: /(^|\/)config\.ru$|^(?!.*(^|\/)(db|script|lib\/tasks)\/).*\.rb$/,
      mentions: ['Sinatra', 'sinatra', 'Rack::', 'configure', 'establish_connection', 'Sequel', 'File.', 'FileUtils', 'Logger.new', 'PStore', 'run '],
      feeds: ['sessionStores', 'secrets'],
      extract: (tree, source) => codeFacts(tree, source.path),
    }), // biome-ignore format: one table
  ],
  detect(facts, files) {
    if (packageOf(facts, 'gem', 'rails') ?? packageOf(facts, 'gem', 'railties')) return undefined;
    const made = facts.of('use').find(({ technology: by, what }) => by === 'sinatra' && what === 'app');
    const found = packageOf(facts, 'gem', 'sinatra') ?? packageOf(facts, 'gem', 'rack');
    const serves = made !== undefined || files.some((path) => /(^|\/)config\.ru$/.test(path));
    if (!serves) return undefined;
    const at = found?.fact.at ?? made?.at;
    return at && { at, ...(found?.version ? { version: found.version } : {}) };
  },
  parts,
});
