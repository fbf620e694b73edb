// Reads the union schema that `senda init` writes: which fields each kind has.

/** kind -> (field -> { description }) */
export function kindsOf(schema) {
  const kinds = new Map();
  for (const branch of branchesOf(schema)) {
    const kind = branch.if?.properties?.kind?.const;
    if (kind === undefined) continue;
    const properties = new Map(Object.entries(schema.properties ?? {}));
    collect(schema, branch.then, properties);
    kinds.set(kind, properties);
  }
  return kinds;
}

/** `allOf: [{if, then}, …]`, or the chain `{if, then, else: {if, then, else: …}}`. */
function branchesOf(schema) {
  const found = [];
  const queue = [schema, ...(schema.allOf ?? [])];
  for (const one of queue) {
    if (one.if) found.push(one);
    if (one.else) queue.push(one.else);
  }
  return found;
}

function collect(root, schema, into) {
  if (schema.$ref) collect(root, lookUp(root, schema.$ref), into);
  for (const part of schema.allOf ?? []) collect(root, part, into);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const described = property.description === undefined && property.$ref ? lookUp(root, property.$ref) : property;
    if (into.get(name)?.description === undefined) into.set(name, described);
  }
}

function lookUp(root, reference) {
  if (!reference.startsWith('#/')) throw new Error(`the editor schema refers to another file: ${reference}`);
  return reference.slice(2).split('/').reduce((place, part) => place[part.replaceAll('~1', '/').replaceAll('~0', '~')], root);
}
