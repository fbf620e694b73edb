#!/usr/bin/env node
// The generated processes, read by bpmn-moddle and judged by bpmnlint.
//
//   node tests/clients/bpmn/check.mjs OUT/playbooks/bpmn...
//
// Every <playbook>.bpmn must pass:
//   moddle     bpmn-moddle reads it without a warning, and what it writes again reads the same
//   lint       bpmnlint has nothing to say, by its recommended rules
//   drawing    every lane, node and flow is drawn once; flows begin and end at their shapes and cross none
//   lanes      every node stands in one lane, inside its bounds
//
// At the end broken copies must be refused by each layer, so that one that stopped looking is noticed.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const shims = process.env.SENDA_SHIMS ? path.join(process.env.SENDA_SHIMS, 'node_modules', 'x.js') : null;
const client = path.join(ROOT, '.cache/clients/bpmn/package.json');
const real = createRequire(client);
// A replacement of the sabotage run stands in front of the real package.
const load = async (name) => {
  const home = shims && fs.existsSync(path.join(path.dirname(shims), name)) ? createRequire(shims) : real;
  return home(name);
};
const { BpmnModdle } = await load('bpmn-moddle');
const { Linter } = await load('bpmnlint');
const NodeResolver = real('bpmnlint/lib/resolver/node-resolver.js');

const moddle = new BpmnModdle();
// Rules remember the ids that they saw, so each file has a linter of its own.
const linter = () => new Linter({ config: { extends: 'bpmnlint:recommended' }, resolver: new NodeResolver({ require: real }) });

async function read(xml) {
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml);
    // What answers nothing to every question is no reader.
    const reads = rootElement.$type === 'bpmn:Definitions' && Array.isArray(warnings);
    return reads ? { root: rootElement, problems: warnings.map((it) => `moddle: ${it.message}`) } : { root: null, problems: ['moddle: no definitions'] };
  } catch (error) {
    return { root: null, problems: [`moddle: ${error.message}`] };
  }
}

async function lint(root) {
  const results = await linter().lint(root);
  return Object.entries(results).flatMap(([rule, all]) => all.map((it) => `lint: ${rule}: ${it.id}: ${it.message}`));
}

const inside = (a, b) => a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;
const touches = ({ x, y }, b) => x >= b.x && x <= b.x + b.width && y >= b.y && y <= b.y + b.height;

// Whether a piece of a line, which is upright or level, runs through a shape.
function crosses(from, to, { x, y, width, height }) {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  return left < x + width && right > x && top < y + height && bottom > y;
}

function drawing(root) {
  const problems = [];
  const process = root.rootElements.find((it) => it.$type === 'bpmn:Process');
  const planes = root.diagrams.flatMap((it) => it.plane.planeElement);
  const drawn = new Map();
  for (const it of planes) {
    if (drawn.has(it.bpmnElement)) problems.push(`drawing: ${it.bpmnElement.id} is drawn twice`);
    drawn.set(it.bpmnElement, it);
  }
  const lanes = process.laneSets[0].lanes;
  const nodes = process.flowElements.filter((it) => it.$type !== 'bpmn:SequenceFlow');
  for (const it of [...lanes, ...process.flowElements]) if (!drawn.has(it)) problems.push(`drawing: ${it.id} is not drawn`);
  if (problems.length) return problems;
  for (const node of nodes) {
    const own = lanes.filter((it) => it.flowNodeRef?.includes(node));
    if (own.length !== 1) problems.push(`lanes: ${node.id} is in ${own.length} lanes`);
    else if (!inside(drawn.get(node).bounds, drawn.get(own[0]).bounds)) problems.push(`lanes: ${node.id} is outside of its lane`);
  }
  for (const flow of process.flowElements.filter((it) => it.$type === 'bpmn:SequenceFlow')) {
    const points = drawn.get(flow).waypoint;
    if (!touches(points[0], drawn.get(flow.sourceRef).bounds)) problems.push(`drawing: ${flow.id} does not begin at its shape`);
    if (!touches(points.at(-1), drawn.get(flow.targetRef).bounds)) problems.push(`drawing: ${flow.id} does not end at its shape`);
    for (const node of nodes.filter((it) => it !== flow.sourceRef && it !== flow.targetRef && it !== flow.sourceRef.attachedToRef)) {
      const through = points.slice(1).some((to, index) => crosses(points[index], to, drawn.get(node).bounds));
      if (through) problems.push(`drawing: ${flow.id} runs through ${node.id}`);
    }
  }
  return problems;
}

async function judge(xml) {
  const { root, problems } = await read(xml);
  if (!root || problems.length) return problems;
  const { xml: again } = await moddle.toXML(root, { format: true });
  const second = await read(again);
  const shape = (it) => JSON.stringify(it.rootElements.map((each) => [each.$type, each.name, each.flowElements?.map((one) => [one.id, one.name, one.$type])]));
  if (second.problems.length || shape(root) !== shape(second.root)) problems.push('moddle: what it writes again is not the same');
  return [...problems, ...await lint(root), ...drawing(root)];
}

const problems = [];
const count = { processes: 0, tasks: 0, gates: 0, clocks: 0 };
let sample = '';
for (const folder of process.argv.slice(2)) {
  const files = fs.existsSync(folder) ? fs.readdirSync(folder).filter((it) => it.endsWith('.bpmn')) : [];
  if (!files.length) problems.push(`${folder} has no processes`);
  for (const file of files.sort()) {
    const xml = fs.readFileSync(path.join(folder, file), 'utf8');
    problems.push(...(await judge(xml)).map((it) => `${path.join(path.basename(path.dirname(path.dirname(folder))), file)}: ${it}`));
    const all = (name) => xml.split(`<bpmn:${name} `).length - 1;
    count.processes += 1;
    count.tasks += all('userTask');
    count.gates += all('exclusiveGateway');
    count.clocks += all('boundaryEvent');
    if (xml.includes('<bpmn:boundaryEvent ') && xml.includes('<bpmn:exclusiveGateway ')) sample = xml;
  }
}
if (!sample) problems.push('no process has both a clock and a gate: nothing can be broken');

const broken = {
  'moddle: ': (xml) => xml.replace(/targetRef="[^"]+"/, 'targetRef="Nowhere"'),
  'moddle:  ': (xml) => xml.replace('</bpmn:process>', ''),
  'lint: label-required': (xml) => xml.replace(/(<bpmn:userTask id="[^"]+") name="[^"]*"/, '$1'),
  'lint: no-bpmndi': (xml) => xml.replace(/<bpmndi:BPMNShape id="Task_[^]*?<\/bpmndi:BPMNShape>/, ''),
  'lint: no-overlapping-elements': (xml) => {
    const [one, two] = [...xml.matchAll(/bpmnElement="Task_\d+"[^>]*>\s*(<dc:Bounds [^>]*>)/g)].map((it) => it[1]);
    return xml.replace(two, one);
  },
  'drawing: ': (xml) => xml.replace(/(<di:waypoint x=")\d+/, '$11'),
  'lanes: ': (xml) => xml.replace(/<bpmn:flowNodeRef>Task_[^]*?<\/bpmn:flowNodeRef>/, ''),
};
for (const [layer, change] of Object.entries(sample ? broken : {})) {
  const copy = change(sample);
  const found = copy === sample ? [] : await judge(copy);
  if (!found.some((it) => it.startsWith(layer.trim()))) problems.push(`a broken copy was not refused by ${layer}: ${found}`);
}
if (problems.length) {
  console.log(problems.slice(0, 60).join('\n'));
  console.log(`FAILED ${problems.length} problems`);
  process.exit(1);
}
console.log(`OK bpmn: ${count.processes} processes, ${count.tasks} tasks, ${count.gates} gates, ${count.clocks} clocks; ${Object.keys(broken).length} broken copies refused`);
