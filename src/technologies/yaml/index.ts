import { technology } from '../technology.js';

/** YAML as such belongs to whoever reads a file of it; here is only how its values are understood. */
export default technology({ name: 'yaml', title: 'YAML', readers: [], detect: () => undefined });
