//! Where everything stands: columns by how far it is from the start, a lane for each role, and room for
//! the ways between them, so that no line crosses a shape.

use super::graph::{Graph, What};

pub const LABEL: i32 = 30;
const LEFT: i32 = 160;
const TOP: i32 = 80;
const PITCH: i32 = 250;
const SLOT: i32 = 140;
/// The size of a task, which is that of a place.
const COLUMN: i32 = 150;
const ROW: i32 = 90;
const TRACK: i32 = 14;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

pub struct Placed {
    pub pool: Bounds,
    pub lanes: Vec<Bounds>,
    pub nodes: Vec<Bounds>,
    /// The points of each way.
    pub flows: Vec<Vec<(i32, i32)>>,
}

fn size(what: What) -> (i32, i32) {
    match what {
        What::Task => (COLUMN, ROW),
        What::Split | What::Merge => (50, 50),
        What::Start | What::End | What::Timer(_) => (36, 36),
    }
}

pub fn place(graph: &Graph) -> Placed {
    let columns = columns(graph);
    let mut slots = vec![0; graph.nodes.len()];
    let mut taken = vec![std::collections::BTreeMap::<usize, usize>::new(); graph.lanes.len().max(1)];
    for index in order(graph) {
        let node = &graph.nodes[index];
        if !matches!(node.what, What::Timer(_)) {
            let next = taken[node.lane].entry(columns[index]).or_default();
            slots[index] = *next;
            *next += 1;
        }
    }
    let far = |from: usize, to: usize| columns[to] != columns[from] + 1;
    let long: Vec<bool> =
        graph.flows.iter().map(|it| !is_clock(graph, it.from) && far(it.from, it.to)).collect();
    let width =
        i32::try_from(columns.iter().max().copied().unwrap_or(0) + 1).unwrap_or(1) * PITCH + 2 * LABEL;
    let (mut lanes, mut y) = (Vec::new(), TOP);
    for (lane, taken) in taken.iter().enumerate() {
        let rows = taken.values().max().copied().unwrap_or(1).max(1);
        let tracks = (0..graph.flows.len())
            .filter(|it| long[*it] && graph.nodes[graph.flows[*it].from].lane == lane)
            .count();
        let count = |n: usize| i32::try_from(n).unwrap_or(1);
        let height = 20 + count(rows) * SLOT + count(tracks) * TRACK + 10;
        lanes.push(Bounds { x: LEFT + LABEL, y, width, height });
        y += height;
    }
    let pool = Bounds { x: LEFT, y: TOP, width: width + LABEL, height: y - TOP };
    let mut nodes: Vec<Bounds> = graph
        .nodes
        .iter()
        .enumerate()
        .map(|(index, node)| {
            let (width, height) = size(node.what);
            let column = i32::try_from(columns[index]).unwrap_or(0);
            let slot = i32::try_from(slots[index]).unwrap_or(0);
            let x = LEFT + 2 * LABEL + 40 + column * PITCH + (COLUMN - width) / 2;
            Bounds { x, y: lanes[node.lane].y + 20 + slot * SLOT + (ROW - height) / 2, width, height }
        })
        .collect();
    for (index, node) in graph.nodes.iter().enumerate() {
        if let What::Timer(task) = node.what {
            let on = nodes[task];
            // In the corner, where it covers no words; what follows it stands right below.
            nodes[index].x = on.x + on.width - 44;
            nodes[index].y = on.y + on.height - 18;
            for flow in graph.flows.iter().filter(|it| it.from == index) {
                nodes[flow.to].x = nodes[index].x;
            }
        }
    }
    let flows = ways(graph, &long, &nodes, &lanes);
    Placed { pool, lanes, nodes, flows }
}

fn is_clock(graph: &Graph, node: usize) -> bool {
    matches!(graph.nodes[node].what, What::Timer(_))
}

/// Nodes in the order in which they are given their places: what ends a clock right after its task.
fn order(graph: &Graph) -> Vec<usize> {
    let mut order = Vec::new();
    let late: Vec<usize> = graph.flows.iter().filter(|it| is_clock(graph, it.from)).map(|it| it.to).collect();
    for index in 0..graph.nodes.len() {
        if late.contains(&index) {
            continue;
        }
        order.push(index);
        let clocks = (0..graph.nodes.len()).filter(|it| graph.nodes[*it].what == What::Timer(index));
        for clock in clocks {
            order.extend(graph.flows.iter().filter(|it| it.from == clock).map(|it| it.to));
        }
    }
    order
}

/// The longest way from the start to each node, ways back left out.
fn columns(graph: &Graph) -> Vec<usize> {
    let count = graph.nodes.len();
    let mut next = vec![Vec::new(); count];
    for flow in graph.flows.iter().filter(|it| !is_clock(graph, it.from)) {
        next[flow.from].push(flow.to);
    }
    // 1 while its ways are being followed, 2 when they have been.
    let (mut state, mut done, mut forward) = (vec![0u8; count], Vec::new(), vec![Vec::new(); count]);
    let mut stack = vec![(0usize, 0usize)];
    state[0] = 1;
    while let Some((node, way)) = stack.pop() {
        let Some(to) = next[node].get(way).copied() else {
            state[node] = 2;
            done.push(node);
            continue;
        };
        stack.push((node, way + 1));
        if state[to] != 1 {
            forward[node].push(to);
        }
        if state[to] == 0 {
            state[to] = 1;
            stack.push((to, 0));
        }
    }
    let mut columns = vec![0; count];
    for node in done.into_iter().rev() {
        for to in &forward[node] {
            columns[*to] = columns[*to].max(columns[node] + 1);
        }
    }
    for (index, node) in graph.nodes.iter().enumerate() {
        if let What::Timer(task) = node.what {
            columns[index] = columns[task];
            for flow in graph.flows.iter().filter(|it| it.from == index) {
                columns[flow.to] = columns[task];
            }
        }
    }
    columns
}

fn ways(graph: &Graph, long: &[bool], nodes: &[Bounds], lanes: &[Bounds]) -> Vec<Vec<(i32, i32)>> {
    let mut used = vec![0; lanes.len()];
    let mut ways = Vec::new();
    for (index, flow) in graph.flows.iter().enumerate() {
        let (from, to) = (nodes[flow.from], nodes[flow.to]);
        if is_clock(graph, flow.from) {
            ways.push(vec![(from.x + 18, from.y + 36), (to.x + to.width / 2, to.y)]);
            continue;
        }
        let (x1, y1) = (from.x + from.width, from.y + from.height / 2);
        let (x2, y2) = (to.x, to.y + to.height / 2);
        let gutter = i32::try_from(index % 5).unwrap_or(0) * 7;
        // What lies between them is free of shapes.
        let after = from.x + from.width / 2 + COLUMN / 2 + 20 + gutter;
        if long[index] {
            let lane = graph.nodes[flow.from].lane;
            used[lane] += 1;
            let track = lanes[lane].y + lanes[lane].height - 6 - used[lane] * TRACK + TRACK / 2;
            let before = to.x + to.width / 2 - COLUMN / 2 - 16 - gutter;
            ways.push(vec![(x1, y1), (after, y1), (after, track), (before, track), (before, y2), (x2, y2)]);
        } else if y1 == y2 {
            ways.push(vec![(x1, y1), (x2, y2)]);
        } else {
            ways.push(vec![(x1, y1), (after, y1), (after, y2), (x2, y2)]);
        }
    }
    ways
}
