//! The process as BPMN 2.0 writes it: what happens first, how it is drawn after it.

use super::graph::{Graph, What};
use super::layout::{Bounds, Placed};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

const NAMESPACES: [(&str, &str); 6] = [
    ("xmlns:bpmn", "http://www.omg.org/spec/BPMN/20100524/MODEL"),
    ("xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI"),
    ("xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC"),
    ("xmlns:di", "http://www.omg.org/spec/DD/20100524/DI"),
    ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ("exporter", "Senda"),
];

type Attributes<'a> = &'a [(&'a str, &'a str)];

struct Document(Writer<Vec<u8>>);

impl Document {
    fn put(&mut self, event: Event<'_>) {
        // Writing into memory does not fail.
        let _ = self.0.write_event(event);
    }

    fn start<'n>(&mut self, name: &'n str, attributes: Attributes<'_>) -> BytesStart<'n> {
        let mut start = BytesStart::new(name);
        for (key, value) in attributes {
            start.push_attribute((*key, &*writable(value)));
        }
        start
    }

    fn open(&mut self, name: &str, attributes: Attributes<'_>) {
        let start = self.start(name, attributes);
        self.put(Event::Start(start));
    }

    fn close(&mut self, name: &str) {
        self.put(Event::End(BytesEnd::new(name)));
    }

    fn empty(&mut self, name: &str, attributes: Attributes<'_>) {
        let start = self.start(name, attributes);
        self.put(Event::Empty(start));
    }

    fn text(&mut self, name: &str, attributes: Attributes<'_>, text: &str) {
        if !text.is_empty() {
            self.open(name, attributes);
            self.put(Event::Text(BytesText::new(&writable(text))));
            self.close(name);
        }
    }

    fn bounds(&mut self, bounds: Bounds) {
        let [x, y, width, height] =
            [bounds.x, bounds.y, bounds.width, bounds.height].map(|it| it.to_string());
        self.empty("dc:Bounds", &[("x", &x), ("y", &y), ("width", &width), ("height", &height)]);
    }
}

/// The text without the signs that XML 1.0 has no way to write.
fn writable(text: &str) -> String {
    let is_sign =
        |it: char| matches!(it, '\t' | '\n' | '\r') || it >= ' ' && !matches!(it, '\u{fffe}' | '\u{ffff}');
    text.chars().filter(|it| is_sign(*it)).collect()
}

fn node_id(graph: &Graph, node: usize) -> String {
    let sort = match graph.nodes[node].what {
        What::Start => "Start",
        What::Task => "Task",
        What::Split => "Gate",
        What::Merge => "Join",
        What::End => "End",
        What::Timer(_) => "Clock",
    };
    format!("{sort}_{}", node + 1)
}

pub fn document(id: &str, graph: &Graph, placed: &Placed) -> String {
    let mut out = Document(Writer::new_with_indent(Vec::new(), b' ', 2));
    out.put(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)));
    let namespace = format!("urn:senda:playbook:{id}");
    let mut attributes = vec![("id", "Definitions"), ("targetNamespace", namespace.as_str())];
    attributes.extend(NAMESPACES);
    out.open("bpmn:definitions", &attributes);
    out.open("bpmn:collaboration", &[("id", "Collaboration")]);
    out.empty("bpmn:participant", &[("id", "Pool"), ("name", &graph.name), ("processRef", "Process")]);
    out.close("bpmn:collaboration");
    process(&mut out, graph);
    drawing(&mut out, graph, placed);
    out.close("bpmn:definitions");
    let mut text = String::from_utf8(out.0.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

fn process(out: &mut Document, graph: &Graph) {
    out.open("bpmn:process", &[("id", "Process"), ("name", &graph.name), ("isExecutable", "false")]);
    out.text("bpmn:documentation", &[], &graph.about);
    out.open("bpmn:laneSet", &[("id", "Lanes")]);
    for (lane, name) in graph.lanes.iter().enumerate() {
        out.open("bpmn:lane", &[("id", &format!("Lane_{}", lane + 1)), ("name", name)]);
        for node in (0..graph.nodes.len()).filter(|node| graph.nodes[*node].lane == lane) {
            out.text("bpmn:flowNodeRef", &[], &node_id(graph, node));
        }
        out.close("bpmn:lane");
    }
    out.close("bpmn:laneSet");
    for node in 0..graph.nodes.len() {
        element(out, graph, node);
    }
    for (flow, it) in graph.flows.iter().enumerate() {
        let id = format!("Flow_{}", flow + 1);
        let (from, to) = (node_id(graph, it.from), node_id(graph, it.to));
        let mut attributes = vec![("id", id.as_str()), ("sourceRef", &from), ("targetRef", &to)];
        if !it.name.is_empty() {
            attributes.push(("name", &it.name));
        }
        out.empty("bpmn:sequenceFlow", &attributes);
    }
    out.close("bpmn:process");
}

fn element(out: &mut Document, graph: &Graph, index: usize) {
    let node = &graph.nodes[index];
    let (id, host) = (
        node_id(graph, index),
        match node.what {
            What::Timer(task) => node_id(graph, task),
            _ => String::new(),
        },
    );
    let mut attributes = vec![("id", id.as_str())];
    if !node.name.is_empty() {
        attributes.push(("name", &node.name));
    }
    let name = match node.what {
        What::Start => "bpmn:startEvent",
        What::Task => "bpmn:userTask",
        What::Split | What::Merge => "bpmn:exclusiveGateway",
        What::End => "bpmn:endEvent",
        What::Timer(_) => {
            // A deadline that passes does not stop the work.
            attributes.extend([("attachedToRef", host.as_str()), ("cancelActivity", "false")]);
            "bpmn:boundaryEvent"
        }
    };
    out.open(name, &attributes);
    out.text("bpmn:documentation", &[], &node.about);
    for (flow, it) in graph.flows.iter().enumerate().filter(|(_, it)| it.to == index || it.from == index) {
        let flow = format!("Flow_{}", flow + 1);
        if it.to == index {
            out.text("bpmn:incoming", &[], &flow);
        }
        if it.from == index {
            out.text("bpmn:outgoing", &[], &flow);
        }
    }
    if node.repeats {
        out.empty("bpmn:standardLoopCharacteristics", &[("id", &format!("{id}_again"))]);
    }
    if matches!(node.what, What::Timer(_)) {
        out.open("bpmn:timerEventDefinition", &[("id", &format!("{id}_time"))]);
        let kind = [("xsi:type", "bpmn:tFormalExpression")];
        out.text("bpmn:timeDuration", &kind, node.lasts.as_deref().unwrap_or_default());
        out.close("bpmn:timerEventDefinition");
    }
    out.close(name);
}

fn drawing(out: &mut Document, graph: &Graph, placed: &Placed) {
    out.open("bpmndi:BPMNDiagram", &[("id", "Diagram")]);
    out.open("bpmndi:BPMNPlane", &[("id", "Plane"), ("bpmnElement", "Collaboration")]);
    let mut shape = |element: &str, bounds: Bounds, more: Attributes<'_>, label: Option<Bounds>| {
        let id = format!("{element}_di");
        let mut attributes = vec![("id", id.as_str()), ("bpmnElement", element)];
        attributes.extend(more);
        out.open("bpmndi:BPMNShape", &attributes);
        out.bounds(bounds);
        if let Some(label) = label {
            out.open("bpmndi:BPMNLabel", &[]);
            out.bounds(label);
            out.close("bpmndi:BPMNLabel");
        }
        out.close("bpmndi:BPMNShape");
    };
    shape("Pool", placed.pool, &[("isHorizontal", "true")], None);
    for (lane, bounds) in placed.lanes.iter().enumerate().take(graph.lanes.len()) {
        shape(&format!("Lane_{}", lane + 1), *bounds, &[("isHorizontal", "true")], None);
    }
    for (node, bounds) in placed.nodes.iter().enumerate() {
        let what = graph.nodes[node].what;
        let more: Attributes<'_> =
            if matches!(what, What::Split | What::Merge) { &[("isMarkerVisible", "true")] } else { &[] };
        shape(&node_id(graph, node), *bounds, more, label(what, *bounds));
    }
    for (flow, points) in placed.flows.iter().enumerate() {
        let id = format!("Flow_{}", flow + 1);
        out.open("bpmndi:BPMNEdge", &[("id", &format!("{id}_di")), ("bpmnElement", &id)]);
        for (x, y) in points {
            out.empty("di:waypoint", &[("x", &x.to_string()), ("y", &y.to_string())]);
        }
        if !graph.flows[flow].name.is_empty()
            && let Some((x, y)) = points.get(2).or(points.first())
        {
            out.open("bpmndi:BPMNLabel", &[]);
            out.bounds(Bounds { x: x + 4, y: y - 18, width: 60, height: 14 });
            out.close("bpmndi:BPMNLabel");
        }
        out.close("bpmndi:BPMNEdge");
    }
    out.close("bpmndi:BPMNPlane");
    out.close("bpmndi:BPMNDiagram");
}

/// Where the name stands of what has no room for it.
fn label(what: What, at: Bounds) -> Option<Bounds> {
    let middle = at.x + at.width / 2;
    match what {
        What::Task | What::Merge => None,
        What::Timer(_) => Some(Bounds { x: at.x + 40, y: at.y + 22, width: 90, height: 27 }),
        What::Split => Some(Bounds { x: middle - 75, y: at.y + at.height + 4, width: 150, height: 40 }),
        What::Start | What::End => {
            Some(Bounds { x: middle - 65, y: at.y + at.height + 4, width: 130, height: 40 })
        }
    }
}
