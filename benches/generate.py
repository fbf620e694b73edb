"""Writes a program of N files that has nothing wrong with it, the same one every time.

    python3 benches/generate.py N FOLDER

A program is a bank with many life moments. Each life moment is a group of sixteen files that
refer to one another, to the shared entities and to the group before; a quarter of the files are
journeys. Files come to 1.6 KB and 67 lines on average, a journey to twice that.
"""

import os
import sys

GROUP_FILES = 16

# Fragments of sentences, Spanish and English side by side: what, and how.
WHAT = [
    ("entiende el costo completo", "understands the full cost"),
    ("recibe una respuesta con su motivo", "gets an answer with its reason"),
    ("encuentra sus papeles donde los dejó", "finds the papers where they were left"),
    ("sabe qué sigue y cuándo", "knows what comes next and when"),
    ("habla con alguien que tiene nombre", "talks to somebody who has a name"),
    ("puede detenerse y seguir otro día", "can stop and go on another day"),
    ("ve cómo avanza cada mes", "sees the progress of every month"),
    ("decide el tope y lo cambia después", "chooses the limit and changes it later"),
    ("cuenta su caso una sola vez", "tells the story only once"),
    ("paga a tiempo sin hacer filas", "pays on time without queueing"),
    ("pregunta sin sentir vergüenza", "asks without feeling ashamed"),
    ("compara antes de firmar", "compares before signing"),
]
HOW = [
    ("desde el primer día", "from the first day"),
    ("en palabras sencillas", "in plain words"),
    ("también desde lejos", "from far away too"),
    ("aunque sea de noche", "even at night"),
    ("sin volver a empezar", "without starting over"),
    ("con la misma persona", "with the same person"),
    ("igual en todo el país", "the same across the country"),
    ("antes de que lo pida", "before it is asked for"),
    ("y queda por escrito", "and it stays in writing"),
    ("en menos de diez minutos", "in less than ten minutes"),
]


class Words:
    """Sentences in an order that depends on a seed and on nothing else."""

    def __init__(self, seed):
        self.state = (seed * 0x9E3779B97F4A7C15 + 1) & 0xFFFFFFFFFFFFFFFF

    def number(self, below):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self.state >> 33) % below

    def pick(self, choices):
        return choices[self.number(len(choices))]

    def sentence(self, indent, short=False):
        """A text in both languages, as the lines of a map."""
        parts = [self.pick(WHAT)] if short else [self.pick(WHAT), self.pick(HOW)]
        spanish, english = (" ".join(part[side] for part in parts) for side in (0, 1))
        pad = " " * indent
        return f"{pad}es: {spanish[0].upper()}{spanish[1:]}\n{pad}en: {english[0].upper()}{english[1:]}"

    def phrase(self, choices, mark="{}"):
        """A few words in both languages, on one line."""
        spanish, english = self.pick(choices)
        return '{ es: "' + mark.format(spanish) + '", en: "' + mark.format(english).replace("¿", "") + '" }'

    def item(self, indent, short=False):
        """The same as an item of a list."""
        return f"{' ' * indent}- {self.sentence(indent + 2, short).lstrip()}"


class Group:
    """The names of one life moment."""

    def __init__(self, number):
        self.number = number
        self.tag = f"{number:05d}"

    def name(self, word, which=0):
        return f"{word}-{self.tag}-{which}"

    def place(self, which=0):
        """A word that is nobody else's: no two propositions promise the same."""
        left, word = self.number * 4 + which, ""
        for _ in range(5):
            left, digit = divmod(left, 20)
            word += "bcdfghjklmnpqrstvwxz"[digit] + "aeiou"[digit % 5]
        return word


def archetype(group, which, words, other):
    tag = group.name("moment", which)
    return f"""kind: archetype
id: {tag}
title:
{words.sentence(2, short=True)}
owner: {group.name("manager")}
life_moment: {words.phrase(HOW)}
circumstances: [{words.phrase(WHAT)}]
context:
{words.sentence(2)}
needs:
  - id: know-how
    text:
{words.sentence(6)}
    importance: {1 + words.number(5)}
  - id: no-surprise
    text:
{words.sentence(6)}
    importance: {1 + words.number(5)}
expectations:
  - text:
{words.sentence(6)}
    because: know-how
    domain: service
    outside_sector: true
    set_by: Tiendas que avisan
value:
  current: {200 + words.number(900)} MXN per year
  projected: {1900 + words.number(3000)} MXN per year
evolves_to:
  - archetype: {other.name("moment")}
    sign:
{words.sentence(6, short=True)}
prefers: [app, branch]
size: {9000 + words.number(90000)}
relationship:
  we_do:
{words.sentence(4)}
  value_propositions: [{group.name("promise-to", which)}]
  channels: [app, branch, contact-center]
  stance: empower
evidence:
  - level: research
    source: {group.name("pulse")}
    date: 2026-03-18
    n: {200 + words.number(400)}
    expires: 2027-06-30
    method: {["customer-survey", "employee-survey"][which]}
"""


def job(group, which, words, _):
    return f"""kind: job
id: {group.name("progress", which)}
title:
{words.sentence(2, short=True)}
owner: {group.name("manager")}
archetype: {group.name("moment", which)}
circumstance:
{words.sentence(2)}
progress:
{words.sentence(2)}
forces:
  push:
{words.item(4)}
alternatives:
{words.item(2, short=True)}
outcomes:
  - id: time-to-know
    direction: minimize
    measure:
      es: el tiempo
      en: the time
    object:
{words.sentence(6, short=True)}
    importance: {5 + words.number(5)}
    satisfaction: {1 + words.number(5)}
done_when:
  text:
{words.sentence(4)}
  metric: {group.name("score")}
"""


def value_proposition(group, which, words, _):
    return f"""kind: value-proposition
id: {group.name("promise-to", which)}
title:
{words.sentence(2, short=True)}
owner: {group.name("manager")}
archetype: {group.name("moment", which)}
job: {group.name("progress", which)}
promises:
  - id: {group.name("guided", which)}
    text: {words.phrase(WHAT, "{} en " + group.place(which))}
  - id: {group.name("told-why", which)}
    text: {words.phrase(HOW, "{} en toda " + group.place(which))}
derived_from: [promoter-discovery]
offer:
  products:
    - {{ es: Cuenta Paso {group.place(which)}, en: Step Account {group.place(which)} }}
  advice:
{words.item(4, short=True)}
relieves:
  - need: know-how
    how:
{words.sentence(6)}
differentiators:
  - text: {words.phrase(WHAT)}
    versus: retail-bank/big-bank
achieves:
  - outcome: time-to-know
    how:
{words.sentence(6, short=True)}
voice_of_customer:
  - quote:
{words.sentence(6)}
    source: promoter-discovery
    date: 2026-04-{1 + words.number(28):02d}
"""


def journey_stage(name, moment, words):
    return f"""  - id: {name}
    moment: {moment}
    goal:
      customer:
{words.sentence(8, short=True)}
"""


def journey(group, which, words, other):
    kind = which // 2  # two journeys for each archetype: today's path and the one to come
    to_be = which % 2 == 0
    archetype_id, job_id = group.name("moment", kind), group.name("progress", kind)
    end = f"end:\n  job_done: {job_id}"
    promise = [group.name("guided", kind), group.name("told-why", kind)]
    return f"""kind: journey
id: {group.name("path", which)}
title:
{words.sentence(2, short=True)}
owner: {group.name("manager")}
state: {"to-be" if to_be else "as-is"}
pairs_with: {group.name("path", which + 1 if to_be else which - 1)}
archetype: {archetype_id}
job: {job_id}
covers: [{["before, join", "use, problem", "change, leave", "join, use"][which % 4]}]
start:
  circumstance:
{words.sentence(4)}
{end}
review:
  every: 6 months
  last: 2026-09-30
stages:
{journey_stage("discover", "discovers", words)}{journey_stage("prepare", "equips", words)}\
{journey_stage("do-it", "executes", words)}{journey_stage("get-there", "achieves", words)}\
steps:
  - id: ask-for-help
    stage: discover
    actor: customer
    does:
{words.sentence(6, short=True)}
    feels: -1
    touchpoint:
      channels: [app, messaging]
      initiator: customer
      per_month: {900 + words.number(4000)}
    delivers: [{promise[0]}]
    next:
      - to: first-talk
        share: 82 %
        label:
{words.sentence(10, short=True)}
      - to: apply
        type: skip
        share: 12 %
      - type: exit
        share: 6 %
  - id: first-talk
    stage: prepare
    actor: customer
    does:
{words.sentence(6)}
    thinks: {words.phrase(WHAT, "¿{}?")}
    feels: 1
    touchpoint:
      channels: [branch]
    delivers: [{promise[0]}, {promise[1]}]
    customer_time: {5 + words.number(20)} min
    customer_effort: {1 + words.number(4)}
  - id: apply
    stage: do-it
    actor: customer
    does:
{words.sentence(6)}
    feels: 0
    touchpoint:
      channels: [app, branch]
    demands: [identification]
    moment_of_truth:
      why:
{words.sentence(8)}
      survey: {group.name("pulse")}
      metrics: [{group.name("score")}]
      playbooks: [{group.name("recover")}, {group.name("welcome", 1)}]
      stakes: [retention]
    next:
      - to: six-months
        share: {70 + words.number(20)} %
      - to: first-talk
        type: loop
  - id: six-months
    stage: get-there
    actor: customer
    does:
{words.sentence(6, short=True)}
    feels: 2
    touchpoint:
      channels: [app]
    delivers: [{promise[1]}]
    evidence:
      - level: research
        source: {other.name("pulse")}
        date: 2026-03-18
        n: {24 + words.number(100)}
        expires: 2027-06-30
handoffs:
  - from: app
    to: branch
    carries:
{words.item(6, short=True)}
    mechanism:
      es: Folio único
      en: One reference number
    owner: {group.name("manager")}
    max_wait: {5 + words.number(20)} min
    customer_repeats: false
"""


def metric(group, _which, words, other):
    alert, watch = 10 + words.number(10), 25 + words.number(10)
    return f"""kind: metric
id: {group.name("score")}
title:
{words.sentence(2, short=True)}
description:
{words.sentence(2)}
owner: {group.name("manager")}
family: nps
dataset: {group.name("answers")}
question: {group.name("pulse")}/recommend
direction: up
category: experience
timing: leading
base:
  text:
{words.sentence(4, short=True)}
  where: tenure_days >= {30 * (1 + words.number(6))} and channel is not null
period: quarter
cuts: [archetype, channel]
minimum_n: 60
about: [{", ".join(dict.fromkeys((group.name("moment"), group.name("moment", 1), other.name("moment"))))}]
baseline:
  value: {watch} points
  n: {2000 + words.number(4000)}
  period: 2026-Q3
target:
  - value: {watch + 12} points
    by: 2027-06-30
bands:
  - name: alert
    below: {alert} points
  - name: watch
    from: {alert} points
    below: {watch} points
  - name: healthy
    from: {watch} points
decision:
{words.sentence(2)}
encourages:
{words.sentence(2, short=True)}
gaming_risk:
{words.sentence(2)}
drivers:
  questions: [{group.name("pulse")}/drivers]
  method: correlation
  minimum_n: 60
predicts:
  - economic_behavior: retention
    r: 0.{21 + words.number(30)}
    n: {1000 + words.number(4000)}
    date: 2026-02-28
"""


def dataset(group, _which, words, _other):
    return f"""kind: dataset
id: {group.name("answers")}
title:
{words.sentence(2, short=True)}
owner: {group.name("manager")}
grain:
  es: Una fila por encuesta contestada
  en: One row per answered survey
table: cx.answers_{group.tag}
refresh: day
shared_with: [{group.name("manager")}, cx-lead]
columns:
  response_id:
    type: text
    key: true
  customer_id:
    type: text
    pii: true
    person: true
  archetype:
    type: text
    refers_to: archetype
    values:
      MX_01: {group.name("moment")}
      MX_02: {group.name("moment", 1)}
  channel:
    type: text
    refers_to: channel
  responded_at:
    type: timestamp
    time: true
    zone: local
  tenure_days:
    type: integer
    unit: days
  recommend:
    type: integer
    question: {group.name("pulse")}/recommend
    scale: 0..10
    missing: [11, 99]
  weight:
    type: number
    weight: true
"""


def survey(group, _which, words, _other):
    return f"""kind: survey
id: {group.name("pulse")}
title:
{words.sentence(2, short=True)}
owner: {group.name("manager")}
type: relationship
audience:
  archetypes: [{group.name("moment")}, {group.name("moment", 1)}]
  minimum_tenure: 90 days
trigger:
  every: quarter
sample:
  invitations: {12000 + words.number(90000)}
  response_rate: 18 %
  method: random
  nonresponse: {{ es: Se llama a cien personas que callaron., en: A hundred people who kept silent are called. }}
contact_policy: standard
channels: [email, app]
reminders: [5 days]
open_for: 21 days
consent:
  basis: legitimate-interest
  purpose:
{words.sentence(4)}
  retention: 24 months
acts: [{group.name("recover")}, {group.name("welcome", 1)}]
questions:
  - id: recommend
    use: nps
    subject: Banco Horizonte
    required: true
  - id: why
    use: why
    show_when: recommend is answered
  - id: drivers
    type: choice
    multiple: 3
    text:
      es: "¿Qué pesó más?"
      en: "What weighed most?"
    options:
      - id: clarity
        text:
{words.sentence(10, short=True)}
      - id: speed
        text:
{words.sentence(10, short=True)}
      - id: care
        text:
{words.sentence(10, short=True)}
    show_when: recommend <= 8
"""


def playbook(group, which, words, _):
    recovers = which == 0
    name = group.name("recover") if recovers else group.name("welcome", 1)
    when = "recommend <= 6" if recovers else "recommend >= 9"
    channel = words.pick(["contact-center", "app", "messaging"])
    return f"""kind: playbook
id: {name}
title:
{words.sentence(2, short=True)}
owner: {group.name("manager")}
type: {"service-recovery" if recovers else "advocacy"}
loop: inner
audience: [{group.name("moment")}, {group.name("moment", 1)}]
{"" if recovers else "not_with: [" + group.name("recover") + "]" + chr(10)}trigger:
  survey: {group.name("pulse")}
  when: {when}
prioritize_by: projected-value
control_group:
  share: 10 %
  assignment: random
  balance_check: [archetype]
  exclude: [open-complaint, legal, safety, vulnerable]
capacity:
  role: {group.name("manager")}
  cases_per_day: {40 + words.number(50)}
expected_cases:
  n: {100 + words.number(400)}
  per: month
cost_per_case: {5 + words.number(20)} MXN
steps:
  - id: contact
    role: {group.name("manager")}
    channel: {channel}
    within: 1 business day
    takes: 4 min
    do:
{words.sentence(6)}
    say:
      es: "Hola, {{{{ customer.first_name }}}}. Soy {{{{ agent.name }}}}. Gracias por decirnos la verdad."
      en: "Hello, {{{{ customer.first_name }}}}. I am {{{{ agent.name }}}}. Thank you for telling us the truth."
  - id: resolve
    role: {group.name("manager")}
    channel: {channel}
    within: 3 business days
    takes: 4 min
    do:
{words.sentence(6, short=True)}
    delivers: [{group.name("guided", which)}]
    gate:
      ask: {{ es: "¿Quedó resuelto?", en: "Is it solved?" }}
      if_no:
        go_to: escalate
  - id: tell-back
    role: {group.name("manager")}
    channel: {channel}
    within: 5 business days
    do:
{words.sentence(6, short=True)}
  - id: escalate
    role: cx-lead
    channel: contact-center
    within: 5 business days
    only_from: resolve
    do:
{words.sentence(6, short=True)}
outcomes: [resolved, not-resolved, unreachable]
done_when: {{ es: La persona dijo que quedó resuelto., en: The person said that it is solved. }}
feeds: plan/fewer-steps
measures: [{group.name("score")}]
"""


def role(group, _which, words, _other):
    return f"""kind: role
id: {group.name("manager")}
title:
{words.sentence(2, short=True)}
manages: life-moment
archetypes: [{group.name("moment")}, {group.name("moment", 1)}]
people: [A. B., C. D.]
reports_to: cx-lead
capacity:
  cases_per_day: {200 + words.number(200)}
  hours:
    mon-fri: "08:00-20:00"
"""


# A quarter are journeys; each kind names its folder, its writer and how many a group has.
KINDS = [
    ("journeys", journey, 4),
    ("archetypes", archetype, 2),
    ("jobs", job, 2),
    ("value-propositions", value_proposition, 2),
    ("playbooks", playbook, 2),
    ("metrics", metric, 1),
    ("surveys", survey, 1),
    ("datasets", dataset, 1),
    ("roles", role, 1),
]

PROGRAM = """kind: program
id: banco-de-prueba
senda: 1
title: { es: Banco de prueba, en: A bank to measure with }
owner: cx-lead
languages: [es, en]
locale: es-MX
currency: MXN
timezone: America/Mexico_City
calendar:
  workdays: [mon, tue, wed, thu, fri]
  hours: "09:00-18:00"
  holidays: [2026-12-25, 2027-01-01]
approach: intelligent
readiness: focused
why:
  es: Acompañar a quien empieza, hasta que su vida avance, tarda años en copiarse.
  en: Accompanying somebody who is starting out takes years to copy.
sponsor:
  role: ceo
  commitments:
    - es: Revisa el tablero cada mes y sale con una decisión escrita.
      en: Reviews the scorecard every month and leaves with a written decision.
resources:
  budget: 3200000 MXN
  team: [cx-lead]
business_challenges:
  - id: early-churn
    text:
      es: Perdemos a uno de cada cinco clientes en un año.
      en: We lose one customer in five within a year.
    metric: churn-rate
not_doing:
  - what:
      es: Campañas de colocación sin acompañamiento.
      en: Placement campaigns without guidance.
    why:
      es: Colocan producto y no crean adopción.
      en: They place a product and create no adoption.
serves: [{archetypes}]
lifecycle:
{lifecycle}"""

LIFECYCLE = [
    ("before", "Antes de llegar", "Before arriving"),
    ("join", "Al empezar", "Joining"),
    ("use", "En el día a día", "Everyday use"),
    ("problem", "Cuando algo sale mal", "When something goes wrong"),
    ("change", "Cuando cambia la vida", "When life changes"),
    ("leave", "Al irse", "Leaving"),
]

BUSINESS_MODEL = """kind: business-model
id: retail-bank
title: { es: Banca de personas, en: Retail banking }
owner: cx-lead
unit: { es: Banca de personas, en: Retail banking }
identity:
  statement:
    es: Ayudamos a quien empieza a construir su patrimonio sin miedo a equivocarse.
    en: We help people who are starting out to build something of their own without fear.
  asked: { with: promoter-discovery, answers: 214 }
canvas:
  customer_segments: [{archetypes}]
  value_propositions: [{propositions}]
  channels: [app, branch, contact-center, messaging, email]
  customer_relationships: [{ es: Acompañamiento por momento de vida, en: Guidance by life moment }]
  revenue_streams: [{ es: Interés, en: Interest }]
  key_resources: [{ es: Asesores, en: Advisors }]
  key_activities: [{ es: Educación financiera, en: Financial education }]
  key_partnerships: [{ es: Buró de crédito, en: Credit bureau }]
  cost_structure: [{ es: Red de sucursales, en: Branch network }]
economic_behaviors: [retention]
baseline:
  customers: 480000
  churn_rate: 20 %
  annual_customer_value: 850 MXN
  acquisition_cost: 1200 MXN
  as_of: 2026-09-30
competitors:
  - id: big-bank
    name: Banco Grande
    says: { es: El más grande, en: The biggest one }
"""

SHARED = {
    "behaviors/retention.yaml": """kind: economic-behavior
id: retention
title: { es: Se quedan porque les sirve, en: They stay because it helps }
owner: cx-lead
type: retention
metric: churn-rate
direction: down
value: annual_customer_value
because: [progress-00000-0]
""",
    "metrics/churn-rate.yaml": """kind: metric
id: churn-rate
title: { es: Tasa de pérdida de clientes, en: Customer churn rate }
owner: cx-lead
family: rate
dataset: customers
count: closed_on is not null and days(opened_on, closed_on) <= 365
of: opened_on is not null
base:
  text: { es: Clientes que abrieron una cuenta, en: Customers who opened an account }
matures_after: 365 days
direction: down
period: quarter
about: [progress-00000-0]
baseline: { value: 20 %, n: 452000, period: 2026-Q3 }
target: { value: 18 %, by: 2027-12-31 }
decision:
  es: Con este número se decide si la recuperación se amplía o se detiene.
  en: With this number it is decided whether recovery grows or stops.
encourages: { es: Preguntar por qué se va, en: Asking why people leave }
""",
    "datasets/customers.yaml": """kind: dataset
id: customers
title: { es: Clientes, en: Customers }
owner: cx-lead
grain: { es: Una fila por cliente, en: One row per customer }
table: core.customers
refresh: day
shared_with: [cx-lead]
columns:
  customer_id: { type: text, key: true, pii: true, person: true }
  opened_on: { type: date, time: true, zone: local }
  closed_on: { type: date }
  minutes_to_solve: { type: number, unit: minutes }
""",
    "surveys/promoter-discovery.yaml": """kind: survey
id: promoter-discovery
title: { es: Preguntas a quienes nos recomiendan, en: Questions to those who recommend us }
owner: cx-lead
type: discovery
audience:
  archetypes: [moment-00000-0]
  minimum_tenure: 90 days
  answered: { survey: pulse-00000-0, when: recommend >= 9 }
trigger: { every: year }
since: 2026-02-16
sample: { invitations: 1200, response_rate: 18 %, method: random, nonresponse: { es: Se llama a diez., en: Ten are called. } }
contact_policy: standard
channels: [email]
consent:
  basis: consent
  purpose: { es: Escribir con tus palabras lo que hacemos por ti, en: Put what we do for you in your own words }
  retention: 12 months
acts: [executive-scorecard]
questions:
  - { id: do-for-you, use: vp-do-for-you }
  - { id: would-say, use: vp-recommend }
""",
    "contact-policies/standard.yaml": """kind: contact-policy
id: standard
title: { es: Cuánto podemos buscar a una persona, en: How often we may reach out }
owner: cx-lead
rules:
  - { id: one-survey-a-month, scope: surveys, window: 30 days, maximum: 1, per: person, counts_reminders: false }
  - { id: all-contacts, scope: any, window: 30 days, maximum: 6 }
""",
    "scorecards/executive.yaml": """kind: scorecard
id: executive-scorecard
title: { es: Tablero de dirección, en: Executive scorecard }
owner: cx-lead
type: executive
audience: [ceo]
sent_to: [{managers}]
metrics: [churn-rate, minutes-to-solve, {scores}]
by: [archetype]
rituals:
  - { id: monthly-hour, every: month, last: 2026-11-05, next: 2026-12-03, role: ceo, participants: [cx-lead] }
""",
    "roadmaps/plan.yaml": """kind: roadmap
id: plan
title: { es: Menos pasos, en: Fewer steps }
owner: cx-lead
vision:
  covers: [join, use]
  statements:
    - id: one-try
      text: { es: Cada persona logra lo suyo al primer intento., en: Everybody gets there at the first try. }
      observable_as: [churn-rate, path-00000-0/apply]
diagnosis:
  of: path-00000-1
  against: [one-try]
  date: 2026-09-15
  customer_view: { es: «Tuve que volver dos veces.», en: '"I had to come back twice."' }
  scores: { one-try: 2 }
insights:
  - id: come-back
    text: { es: Se vuelve porque nadie dice qué falta., en: People come back because nobody says what is missing. }
    from: pulse-00000-0
    at: [path-00000-1/apply]
    quotes:
      - { es: "Volví dos veces.", en: "I came back twice." }
    date: 2026-09-30
opportunities:
  - id: fewer-steps
    text: { es: Cómo lograr que nadie vuelva dos veces, en: How to spare everybody the second visit }
    from: [come-back]
    at: [path-00000-1/apply]
    impact: 5
    effort: 2
gaps:
  - id: second-visit
    text: { es: Hoy se vuelve dos veces, en: Today people come back twice }
    at: path-00000-1/apply
    to: path-00000-0/apply
initiatives:
  - id: say-what-is-missing
    title: { es: Decir qué falta desde el inicio, en: Say what is missing from the start }
    closes: [second-visit]
    pursues: [fewer-steps]
    addresses: [early-churn]
    moves: [retention]
    promises: [promise-to-00000-0/guided-00000-0]
    measures: [churn-rate]
    owner: cx-lead
    type: process
    cost: 180000 MXN
    start: 2027-01-18
    first_value: 2027-03-12
    end: 2027-06-30
review:
  - { id: monthly-decision, every: month, last: 2026-11-05, next: 2026-12-03, role: ceo, participants: [cx-lead] }
""",
    "metrics/minutes-to-solve.yaml": """kind: metric
id: minutes-to-solve
title: { es: Minutos hasta resolver, en: Minutes to solve }
owner: cx-lead
family: mean
category: customer-effort
dataset: customers
value: minutes_to_solve
base:
  text: { es: Clientes que abrieron una cuenta, en: Customers who opened an account }
direction: down
unit: number
period: quarter
about: [progress-00000-0]
baseline: { value: 42, n: 45200, period: 2026-Q3 }
target: { value: 30, by: 2027-12-31 }
decision:
  es: Con este número se decide qué trámite se acorta.
  en: With this number it is decided which procedure is shortened.
encourages: { es: Contestar a la primera, en: Answering at the first try }
""",
    "roles/cx-lead.yaml": """kind: role
id: cx-lead
title: { es: Líder de experiencia, en: Experience lead }
manages: program
people: [A. A.]
reports_to: ceo
capacity: { cases_per_day: 900 }
""",
    "roles/ceo.yaml": """kind: role
id: ceo
title: { es: Dirección general, en: Chief executive }
manages: company
people: [B. B.]
""",
}

CHANNELS = [
    ("app", "app", "App", "App", "always"),
    ("branch", "branch", "Sucursal", "Branch", '{ mon-fri: "09:00-18:00" }'),
    ("contact-center", "phone", "Centro de contacto", "Contact center", '{ mon-sun: "08:00-22:00" }'),
    ("messaging", "messaging", "Mensajería", "Messaging", "always"),
    ("email", "email", "Correo", "Email", "always"),
]

CHANNEL = """kind: channel
id: {id}
title: {{ es: {es}, en: {en} }}
owner: cx-lead
type: {type}
direction: both
purpose: [advise, serve, resolve]
rationale:
  es: Se atiende donde la persona ya está y a la hora en que puede.
  en: People are served where they are and when they can.
serves: [moment-00000-0]
hours: {hours}
human: true
service_level: {{ answered: 90 %, within: 5 min }}
cost_per_contact: 12 MXN
"""


def glossary(number):
    """What fills a program up to N files: terms that nobody else uses."""
    words = Words(900_000 + number)
    terms = "".join(
        f"""  - id: term-{number}-{i}
    term:
      es: término {number} {i}
      en: term {number} {i}
    means:
{words.sentence(6)}
"""
        for i in range(9)
    )
    return f"kind: glossary\nid: words-{number:02d}\ntitle:\n{words.sentence(2, short=True)}\nowner: cx-lead\nterms:\n{terms}"


def shared(groups):
    """The files that there is one of, by path."""
    names = [Group(number) for number in range(groups)]
    archetypes = ", ".join(g.name("moment", i) for g in names for i in range(2))
    propositions = ", ".join(g.name("promise-to", i) for g in names for i in range(2))
    lifecycle = "".join(f"  - {{ id: {name}, text: {{ es: {es}, en: {en} }} }}\n" for name, es, en in LIFECYCLE)
    files = {
        "senda.yaml": PROGRAM.replace("{archetypes}", archetypes).replace("{lifecycle}", lifecycle),
        "business-models/retail-bank.yaml": BUSINESS_MODEL.replace("{archetypes}", archetypes).replace(
            "{propositions}", propositions
        ),
    }
    files.update(SHARED)
    scores = ", ".join(g.name("score") for g in names)
    managers = ", ".join(g.name("manager") for g in names)
    executive = files["scorecards/executive.yaml"]
    files["scorecards/executive.yaml"] = executive.replace("{scores}", scores).replace("{managers}", managers)
    for name, type_, es, en, hours in CHANNELS:
        files[f"channels/{name}.yaml"] = CHANNEL.format(id=name, type=type_, es=es, en=en, hours=hours)
    return files


def files_of(count):
    """Path and text of every file of a program of `count` files."""
    fixed = len(shared(1))
    groups = (count - fixed) // GROUP_FILES
    if groups < 1:
        raise SystemExit(f"a program has at least {fixed + GROUP_FILES} files")
    yield from shared(groups).items()
    for number in range(groups):
        group, other = Group(number), Group(max(number - 1, 0))
        for at, (folder, write, times) in enumerate(KINDS):
            for which in range(times):
                words = Words(number * 64 + at * 8 + which)
                text = write(group, which, words, other)
                yield f"{folder}/{folder}-{group.tag}-{which}.yaml", text
    for number in range(count - fixed - groups * GROUP_FILES):
        yield f"glossary/words-{number:02d}.yaml", glossary(number)


def write_program(count, folder):
    """Writes the files and gives their bytes and lines."""
    size = lines = 0
    made = set()
    for path, text in files_of(count):
        full = os.path.join(folder, path)
        if os.path.dirname(full) not in made:
            os.makedirs(os.path.dirname(full), exist_ok=True)
            made.add(os.path.dirname(full))
        data = text.encode()
        with open(full, "wb") as out:
            out.write(data)
        size += len(data)
        lines += text.count("\n")
    return size, lines


if __name__ == "__main__":
    if len(sys.argv) != 3 or not sys.argv[1].isdigit():
        raise SystemExit(__doc__)
    written, lines_written = write_program(int(sys.argv[1]), sys.argv[2])
    print(f"{sys.argv[1]} files, {written} bytes, {lines_written} lines")
