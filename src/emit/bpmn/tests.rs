//! The process of a playbook, read back as XML.

use super::TARGET;
use crate::emit::{Options, emit};
use crate::model::scalar::Scalar;
use crate::model::time::Date;
use crate::source::MemoryWorld;
use quick_xml::events::Event;
use std::collections::{BTreeMap, BTreeSet};

const EVERY_WAY: &str = include_str!("../../../tests/emit/bpmn/every-way/senda.yaml");

/// The processes of a program by their paths, and what was said.
fn processes(text: &str) -> (BTreeMap<String, String>, Vec<String>) {
    let world = MemoryWorld::new([("senda.yaml", text)]);
    let outcome = crate::check(&world, Date::parse("2026-11-20").expect("a date")).expect("reads");
    let faults: Vec<&str> =
        outcome.diagnostics.iter().filter(|d| d.stops_a_build()).map(|d| d.message.en.as_str()).collect();
    let checked = outcome.checked().unwrap_or_else(|| panic!("it passes the gate: {faults:#?}"));
    let output = emit(&[&TARGET], &checked, &Options::default());
    let said = output.findings.iter().map(|d| format!("{} {}", d.rule.name, d.message.en)).collect();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (output.artifacts.into_iter().map(|it| (it.path, text(it.bytes))).collect(), said)
}

/// Elements with their attributes, in their order.
fn elements(xml: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut all = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => return all,
            Event::Start(it) | Event::Empty(it) => {
                let attributes = it.attributes().map(|one| {
                    let one = one.expect("an attribute");
                    let value = one.normalized_value(quick_xml::XmlVersion::Implicit1_0).expect("a value");
                    (one.key.as_ref().to_owned(), value.into_owned())
                });
                all.push((it.name().as_ref().to_owned(), attributes.collect()));
            }
            _ => {}
        }
    }
}

#[test]
fn what_a_user_writes_is_text_and_what_xml_cannot_hold_is_left_out() {
    let (files, _) = processes(EVERY_WAY);
    let xml = &files["playbooks/bpmn/loops.bpmn"];
    let all = elements(xml);
    let name = |element: &str| -> Vec<&str> {
        let those = all.iter().filter(|(name, _)| name == element);
        those.filter_map(|(_, it)| it.get("name").map(String::as_str)).collect()
    };
    assert_eq!(name("bpmn:participant"), ["Loops \"and\" <gates> & [aside]"]);
    assert_eq!(name("bpmn:lane"), ["Agent <script>alert(1)</script>", "Lead &amp; &lt;co&gt;   ñ 日本語 🙂"]);
    assert!(name("bpmn:exclusiveGateway").contains(&"Did they <answer> & \"stay\"?"));
    assert!(!xml.contains('\u{7}') && !xml.contains('\u{1}') && !xml.contains("<script"));
    let names: BTreeSet<&str> = all.iter().map(|(name, _)| name.split(':').next().unwrap_or(name)).collect();
    assert_eq!(names, BTreeSet::from(["bpmn", "bpmndi", "dc", "di"]));
}

#[test]
fn a_step_that_nothing_leads_to_is_left_out_and_said() {
    let (files, said) = processes(EVERY_WAY);
    assert_eq!(said, ["target-loss nothing leads to the step `third`, so the process of BPMN leaves it out"]);
    let xml = &files["playbooks/bpmn/loops.bpmn"];
    assert!(!xml.contains("Nobody does this") && !xml.contains("Both ways are the same?"), "{xml}");
    assert_eq!(xml.matches("<bpmn:userTask ").count(), 4);
    assert_eq!(xml.matches("<bpmn:standardLoopCharacteristics ").count(), 1);
}

#[test]
fn a_clock_has_its_length_when_any_calendar_counts_it_and_words_otherwise() {
    let (files, _) = processes(EVERY_WAY);
    let xml = &files["playbooks/bpmn/loops.bpmn"];
    assert_eq!(xml.matches("<bpmn:boundaryEvent ").count(), 3);
    assert!(xml.contains("tFormalExpression\">PT48H</bpmn:timeDuration>"), "{xml}");
    assert_eq!(xml.matches("<bpmn:timeDuration").count(), 1, "business time and cases stay words");
    assert!(xml.contains("name=\"Later than 4\u{a0}business hours\""), "{xml}");
}

#[test]
fn ids_are_there_once_and_every_reference_leads_to_one() {
    let (files, _) = processes(EVERY_WAY);
    for (path, xml) in &files {
        let all = elements(xml);
        let ids: Vec<&String> = all.iter().filter_map(|(_, it)| it.get("id")).collect();
        let known: BTreeSet<&String> = ids.iter().copied().collect();
        assert_eq!(ids.len(), known.len(), "{path}");
        for key in ["sourceRef", "targetRef", "bpmnElement", "attachedToRef", "processRef"] {
            for (_, it) in &all {
                assert!(it.get(key).is_none_or(|id| known.contains(id)), "{path}: {:?}", it.get(key));
            }
        }
    }
}
