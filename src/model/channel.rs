//! `channel`: where we meet.

use super::common::EntityCommon;
use super::field::List;
use super::opening::WeeklyHours;
use super::quantity::{Amount, Duration, Share};
use super::reference::{Ref, to};
use super::text::Text;
use super::{choice, record};

record! {
    /// A place where we and our customers meet: a branch, an app, a phone line.
    /// es: Un lugar donde nos encontramos con los clientes: una sucursal, una app, una línea telefónica.
    pub struct Channel("channel") {
        /// The medium.
        /// es: El medio.
        channel_type = "type": ChannelType [required],
        /// Who speaks first: the customer, we, or either.
        /// es: Quién habla primero: el cliente, nosotros o cualquiera de los dos.
        direction: ChannelDirection [required],
        /// What it is for. A channel only for problems meets customers only when they are upset.
        /// es: Para qué sirve. Un canal solo de problemas encuentra al cliente solo cuando está molesto.
        purpose: List<ChannelPurpose> [required],
        /// Why customers want it, and not why it suits us.
        /// es: Por qué lo quieren los clientes, y no por qué nos conviene a nosotros.
        rationale: Text [rule],
        /// The archetypes it serves.
        /// es: Los arquetipos a los que sirve.
        serves: List<Ref<to::AnyArchetype>> [rule],
        /// When somebody answers: `"09:00-18:00"`, `always`, or by day.
        /// es: Cuándo responde alguien: `"09:00-18:00"`, `always` o por día.
        hours: WeeklyHours [rule],
        /// How fast it answers.
        /// es: Qué tan rápido responde.
        service_level: ServiceLevel,
        /// `true` if customers meet one another here.
        /// es: `true` si aquí los clientes se encuentran entre sí.
        customers_connect: bool,
        /// Whether a person can be reached. They can when absent, except in an app, on the web and at a kiosk.
        /// es: Si se puede llegar a una persona. Si falta se entiende que sí, salvo en app, web y kiosco.
        human: bool,
        /// `true` if the customer pays extra to call.
        /// es: `true` si al cliente le cobran un extra por llamar.
        premium_number: bool,
        /// What one contact costs us.
        /// es: Lo que nos cuesta un contacto.
        cost_per_contact: Amount,
    }
    common common: EntityCommon
}

choice! {
    /// The medium of a channel.
    /// es: El medio de un canal.
    pub enum ChannelType("type of channel") {
        /// A place of ours that people walk into.
        /// es: Un lugar nuestro al que la gente entra.
        Branch = "branch" | "sucursal" | "tienda" | "oficina",
        Web = "web" | "sitio web" | "página web",
        App = "app" | "aplicación",
        Phone = "phone" | "teléfono",
        Email = "email" | "correo" | "correo electrónico",
        /// A conversation on our own site or app.
        /// es: Una conversación en nuestro propio sitio o app.
        Chat = "chat",
        /// A conversation in a messaging app: WhatsApp, Telegram.
        /// es: Una conversación en una app de mensajería: WhatsApp, Telegram.
        Messaging = "messaging" | "mensajería" | "whatsapp",
        Sms = "sms" | "mensaje de texto",
        Social = "social" | "redes sociales",
        /// Where customers help one another.
        /// es: Donde los clientes se ayudan entre sí.
        Community = "community" | "comunidad",
        /// Somebody goes to the customer.
        /// es: Alguien va a donde está el cliente.
        Field = "field" | "campo" | "visita",
        Kiosk = "kiosk" | "kiosco" | "cajero",
        Mail = "mail" | "correo postal",
        /// Somebody else meets the customer for us.
        /// es: Alguien más atiende al cliente por nosotros.
        Partner = "partner" | "socio" | "aliado",
        Event = "event" | "evento",
        Other = "other" | "otro",
    }
}

choice! {
    /// Who speaks first.
    /// es: Quién habla primero.
    pub enum ChannelDirection("direction of a channel") {
        /// The customer comes to us.
        /// es: El cliente viene a nosotros.
        Inbound = "inbound" | "entrada" | "entrante",
        /// We go to the customer.
        /// es: Nosotros vamos al cliente.
        Outbound = "outbound" | "salida" | "saliente",
        /// Either speaks first.
        /// es: Cualquiera de los dos habla primero.
        Both = "both" | "ambas" | "ambos",
    }
}

choice! {
    /// What a channel is for.
    /// es: Para qué sirve un canal.
    pub enum ChannelPurpose("purpose of a channel") {
        Inform = "inform" | "informar",
        Advise = "advise" | "asesorar" | "aconsejar",
        Sell = "sell" | "vender",
        Serve = "serve" | "atender" | "servir",
        /// Solve problems.
        /// es: Resolver problemas.
        Resolve = "resolve" | "resolver",
        Listen = "listen" | "escuchar",
        Teach = "teach" | "enseñar",
        /// Bring customers together.
        /// es: Acercar a los clientes entre sí.
        Connect = "connect" | "conectar",
    }
}

record! {
    /// How fast a channel answers: `80 %` within `20 s`.
    /// es: Qué tan rápido responde un canal: `80 %` en `20 s`.
    pub struct ServiceLevel("service level") {
        /// How many of the contacts are answered in time.
        /// es: Qué parte de los contactos se responde a tiempo.
        answered: Share [required],
        /// In which time they are answered.
        /// es: En cuánto tiempo se responden.
        within: Duration [required],
        /// The metric in which it is measured.
        /// es: La métrica en que se mide.
        metric: Ref<to::AnyMetric>,
    }
}
