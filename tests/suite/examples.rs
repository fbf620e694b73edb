//! The tests of the example programs pass, and whatever breaks a promise of theirs makes one of them fail.

use crate::programs::{check_world, example, example_files};
use senda::Outcome;
use senda::diagnostic::Lang;
use senda::source::MemoryWorld;

fn failures(outcome: &Outcome) -> Vec<(String, String, String)> {
    let tests =
        outcome.diagnostics.iter().filter(|d| matches!(d.rule.name, "test-failed" | "test-undecided"));
    let told = |d: &senda::diagnostic::Diagnostic| {
        let how = d.help.clone().unwrap_or_default();
        let words = |lang| format!("{}: {}", d.message.in_lang(lang), how.in_lang(lang));
        (d.entity.clone().unwrap_or_default(), words(Lang::En), words(Lang::Es))
    };
    tests.map(told).collect()
}

#[test]
fn the_tests_of_the_examples_pass() {
    for name in crate::programs::EXAMPLES {
        assert_eq!(failures(&check_world(&example(name))), [], "{name}");
    }
}

/// A change of the bank, and what a test then says.
struct Broken {
    file: &'static str,
    from: &'static str,
    to: &'static str,
    test: &'static str,
    says: &'static str,
}

const BANK: &[Broken] = &[
    Broken {
        file: "metrics/experience.yaml",
        from: "  where: tenure_days >= 90",
        to: "  where: tenure_days >= 30",
        test: "nps-arithmetic",
        says: "`relationship-nps` comes to `0 points`, not to `25 points`",
    },
    Broken {
        file: "metrics/experience.yaml",
        from: "    below: 35 points\n  - name: healthy\n    from: 35 points\ndecision:\n  es: Si cae a alerta dos",
        to: "    below: 25 points\n  - name: healthy\n    from: 25 points\ndecision:\n  es: Si cae a alerta dos",
        test: "nps-arithmetic",
        says: "comes to `25 points`, which is `healthy` and not `watch`",
    },
    Broken {
        file: "tests/numbers.yaml",
        from: "      value: 25 points\n      n: 4",
        to: "      value: 25 points\n      n: 5",
        test: "nps-arithmetic",
        says: "`relationship-nps` rests on 4, not on 5: 4 of 6 rows of `responses`",
    },
    Broken {
        file: "tests/numbers.yaml",
        from: "    annual-customer-value: 850 MXN",
        to: "    annual-customer-value: 851 MXN",
        test: "value-and-churn-arithmetic",
        says: "`annual-customer-value` comes to `850 MXN`, not to `851 MXN`: 4 of 6 rows",
    },
    Broken {
        file: "metrics/behavior-and-money.yaml",
        from: "  retention: 100 % - churn-rate",
        to: "  retention: 90 % - churn-rate",
        test: "value-and-churn-arithmetic",
        says: "`lifetime-value` comes to",
    },
    Broken {
        file: "metrics/behavior-and-money.yaml",
        from: "  first_margin: end",
        to: "  first_margin: start",
        test: "value-and-churn-arithmetic",
        says: "m (1 + d) / (1 + d − r): margin 850, retention 0.8, discount 0.12",
    },
    Broken {
        file: "metrics/behavior-and-money.yaml",
        from: "count: left_within_year = true",
        to: "count: left_within_year = false",
        test: "value-and-churn-arithmetic",
        says: "`churn-rate` comes to `80 %`, not to `20 %`",
    },
    Broken {
        file: "playbooks/recover-detractors.yaml",
        from: "    channel: contact-center\n    within: 1 business day\n    do:",
        to: "    channel: contact-center\n    within: 2 business days\n    do:",
        test: "friday-evening-waits-for-monday",
        says: "the step `contact` is due at 2026-11-24T18:30, not at 2026-11-23T18:30: `2 business days` after 2026-11-20T18:30, in the hours of `recovery-agent`",
    },
    Broken {
        file: "playbooks/recover-detractors.yaml",
        from: "    when: recommend <= 6",
        to: "    when: recommend <= 5",
        test: "friday-evening-waits-for-monday",
        says: "`recover-detractors` does not start for `c4`: `recommend <= 5` does not hold with `recommend` = 6",
    },
    Broken {
        file: "roles/front-line.yaml",
        from: "    mon-fri: \"08:00-20:00\"",
        to: "    mon-fri: \"08:00-18:00\"",
        test: "friday-evening-waits-for-monday",
        says: "is due at 2026-11-24T08:00, not at 2026-11-23T18:30",
    },
    Broken {
        file: "senda.yaml",
        from: "    - 2026-12-25\n",
        to: "",
        test: "holiday-is-not-a-business-day",
        says: "is due at 2026-12-25T15:00, not at 2026-12-28T15:00",
    },
    Broken {
        file: "tests/closed-loop.yaml",
        from: "      step: thank\n      role: digital-care\n      due: 2026-11-20T10:05",
        to: "      step: thank\n      role: recovery-agent\n      due: 2026-11-20T10:05",
        test: "detractor-is-called",
        says: "the step `thank` belongs to `digital-care`, not to `recovery-agent`",
    },
    Broken {
        file: "tests/closed-loop.yaml",
        from: "      arm: control\n      tenure: 200 days",
        to: "      arm: treated\n      tenure: 200 days",
        test: "",
        says: "",
    },
    Broken {
        file: "tests/closed-loop.yaml",
        from: "  no_playbooks:\n    - playbook: activate-promoters\n      customer: c5",
        to: "  no_playbooks:\n    - playbook: listen-to-passives\n      customer: c5",
        test: "seven-and-eight-are-listened-to",
        says: "`listen-to-passives` starts for `c5` at 2026-11-19T09:00, and must not: started by `relationship-survey` at 2026-11-19T09:00: `recommend` = 8",
    },
    Broken {
        file: "tests/closed-loop.yaml",
        from: "      step: acknowledge\n      role: recovery-agent\n      due: 2026-11-23T12:00",
        to: "      step: acknowledge\n      role: recovery-agent\n      due: 2026-11-23T12:01",
        test: "complaint-clock-crosses-the-weekend",
        says: "is due at 2026-11-23T12:00, not at 2026-11-23T12:01",
    },
    Broken {
        file: "contact-policies/standard.yaml",
        from: "    window: 30 days\n    maximum: 1\n    per: person",
        to: "    window: 30 days\n    maximum: 2\n    per: person",
        test: "one-survey-a-month",
        says: "`goal-pulse` is sent to `c20`, and should be held back: it goes out at 2026-11-15T10:00",
    },
    Broken {
        file: "contact-policies/standard.yaml",
        from: "  - what: decision-pulse",
        to: "  - what: resolution-pulse",
        test: "one-survey-a-month",
        says: "`decision-pulse` is not sent to `c20` then: it falls due at 2026-11-10T10:00, and `standard/one-survey-a-month` allows 1 in 30 days, and there are 1 already",
    },
    Broken {
        file: "surveys/customers.yaml",
        from: "  after: credits/sixth-payment\n  delay: 3 days",
        to: "  after: credits/sixth-payment\n  delay: 5 days",
        test: "one-survey-a-month",
        says: "no invitation of `goal-pulse` to `c20` falls due at 2026-11-15T10:00: it falls due at 2026-11-17T10:00",
    },
    Broken {
        file: "surveys/customers.yaml",
        from: "  after: customers/joined\n  delay: 7 days",
        to: "  after: customers/joined\n  delay: 8 days",
        test: "one-survey-a-month",
        says: "`welcome-pulse` is not sent to `c20` then: it goes out at 2026-11-09T10:00",
    },
    Broken {
        file: "tests/closed-loop.yaml",
        from: "      at: 2026-11-20T16:00\n      complaint: true",
        to: "      at: 2026-11-20T16:00\n      complaint: false",
        test: "complaint-clock-crosses-the-weekend",
        says: "with these columns it is no `cases/complaint-opened`",
    },
];

#[test]
fn whatever_breaks_a_promise_makes_a_test_fail() {
    let files = example_files("banco-horizonte");
    for Broken { file, from, to, test, says } in BANK {
        let mut changed = 0;
        let world = MemoryWorld::new(files.iter().map(|(path, bytes)| {
            let text = String::from_utf8(bytes.clone()).unwrap();
            if path != file {
                return (path.clone(), text);
            }
            changed = text.matches(from).count();
            (path.clone(), text.replacen(from, to, 1))
        }));
        assert!(changed > 0, "{file} has no `{from}`");
        let found = failures(&check_world(&world));
        if test.is_empty() {
            assert_eq!(found, [], "{file}: {to}");
            continue;
        }
        let told =
            found.iter().find(|(entity, en, _)| *entity == format!("test:{test}") && en.contains(says));
        assert!(told.is_some(), "{file}: `{to}` should have `{says}` in {test}, and there is {found:#?}");
        assert!(found.iter().all(|(_, en, es)| en != es), "{found:#?}");
    }
}
