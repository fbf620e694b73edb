// Builds the files beside this folder: `npm ci && npm run build [folder]`.
import { build } from 'esbuild';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = process.argv[2] ?? join(here, '..');
const modules = join(here, 'node_modules');
mkdirSync(out, { recursive: true });

await build({
  entryPoints: [join(here, 'renderer.js')],
  outfile: join(out, 'renderer.js'),
  bundle: true,
  minify: true,
  format: 'iife',
  charset: 'utf8',
  target: 'es2020',
  legalComments: 'none',
  alias: { react: 'preact/compat', 'react-dom': 'preact/compat', 'react-dom/client': 'preact/compat/client' },
  banner: { js: '/* SurveyJS and Preact, MIT: see LICENSES.txt */' },
  logLevel: 'warning',
});
const css = readFileSync(join(modules, 'survey-core', 'survey-core.fontless.min.css'), 'utf8');
writeFileSync(join(out, 'renderer.css'), css.replace(/\n?\/\*# sourceMappingURL=[^*]*\*\//, '').trimEnd() + '\n');

const licenses = ['survey-core', 'survey-react-ui', 'preact'].map((name) => {
  const folder = join(modules, name);
  const { version, license, homepage } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((it) => /^licen[cs]e/i.test(it));
  const text = file ? readFileSync(join(folder, file), 'utf8').trim() : readFileSync(join(here, 'LICENSE-surveyjs.txt'), 'utf8').trim();
  return `${name} ${version} (${license}), ${homepage ?? ''}\n\n${text}\n`;
});
writeFileSync(join(out, 'LICENSES.txt'), licenses.join('\n----\n\n'));
