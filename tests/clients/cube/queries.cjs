// Compiles a Cube data model and writes the SQL of queries.
//
//   node queries.cjs HOME MODEL < [{"measure": "cube.m", "dimensions": ["cube.d"]}]
//
// The compiler is the real one. Its native part, which is a download of its own, only reads Jinja and
// Python in models; ours have neither. Writes [{"sql", "params"}] as JSON; a model that does not compile
// ends with status 1.
const fs = require('node:fs');
const path = require('node:path');
const { createRequire } = require('node:module');

process.env.CUBEJS_TESSERACT_SQL_PLANNER = 'false'; // the planner in JavaScript
const [home, model] = process.argv.slice(2);
const SHIM = process.env.SENDA_SHIMS && path.join(process.env.SENDA_SHIMS, 'node_modules/@cubejs-backend/schema-compiler/index.js');
const from = createRequire(path.join(home, 'any.js'));
const { prepareCompiler, PostgresQuery } = SHIM && fs.existsSync(SHIM) ? require(SHIM) : from('@cubejs-backend/schema-compiler');

async function main() {
  const folder = path.join(model, 'cubes');
  const files = fs.readdirSync(folder).map((name) => ({ fileName: name, content: fs.readFileSync(path.join(folder, name), 'utf8') }));
  const nativeInstance = {
    newJinjaEngine: () => ({}), loadPythonContext: async () => ({ filters: {}, functions: {}, variables: {} }),
  };
  const repository = { localPath: () => folder, dataSchemaFiles: () => Promise.resolve(files) };
  const { compiler, joinGraph, cubeEvaluator } = prepareCompiler(repository, { adapter: 'postgres', nativeInstance });
  await compiler.compile();
  const asked = JSON.parse(fs.readFileSync(0, 'utf8'));
  const answers = asked.map(({ measure, dimensions }) => {
    const query = new PostgresQuery({ joinGraph, cubeEvaluator, compiler },
      { measures: [measure], dimensions, timeDimensions: [], timezone: 'UTC', limit: 50000 });
    const [sql, params] = query.buildSqlAndParams();
    return { sql, params };
  });
  process.stdout.write(JSON.stringify(answers));
}

main().catch((error) => {
  console.error(error.message ?? error);
  process.exitCode = 1;
});
