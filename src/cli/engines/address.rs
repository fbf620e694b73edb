//! The address of a PostgreSQL database, taken apart into what `psql` reads from its environment.

use crate::cli::Failure;
use crate::diagnostic::say;

/// Names and values of the environment: `PGHOST`, `PGPORT`, `PGUSER`, `PGPASSWORD`, `PGDATABASE`.
pub type Environment = Vec<(&'static str, String)>;

/// What may stand after the question mark.
const OPTIONS: [(&str, &str); 9] = [
    ("sslmode", "PGSSLMODE"),
    ("sslrootcert", "PGSSLROOTCERT"),
    ("sslcert", "PGSSLCERT"),
    ("sslkey", "PGSSLKEY"),
    ("application_name", "PGAPPNAME"),
    ("connect_timeout", "PGCONNECT_TIMEOUT"),
    ("options", "PGOPTIONS"),
    ("host", "PGHOST"),
    ("port", "PGPORT"),
];

/// Reads `postgres://user@host:5432/name?sslmode=require`. A password is taken only from where other
/// people of the machine cannot see it.
///
/// # Errors
/// It is no such address, or its password stands in a command line.
pub fn read(url: &str, password_may_stand: bool) -> Result<Environment, Failure> {
    let rest = url.strip_prefix("postgres://").or_else(|| url.strip_prefix("postgresql://"));
    let rest = rest.ok_or_else(no_address)?;
    let (rest, options) = rest.split_once('?').unwrap_or((rest, ""));
    let (place, name) = rest.split_once('/').unwrap_or((rest, ""));
    let (who, place) = place.rsplit_once('@').unwrap_or(("", place));
    let (user, password) = who.split_once(':').unwrap_or((who, ""));
    if !password.is_empty() && !password_may_stand {
        return Err(Failure::new(
            say!(en: "a password in a command line can be read by everybody on the machine", es: "una contraseña en la línea de comandos la puede leer cualquiera en el equipo"),
            say!(en: "put the whole address into the environment variable SENDA_DATABASE, or the password into ~/.pgpass", es: "pon la dirección completa en la variable de entorno SENDA_DATABASE, o la contraseña en ~/.pgpass"),
        ));
    }
    let (host, port) = match place.strip_prefix('[').and_then(|it| it.split_once(']')) {
        Some((host, port)) => (host, port.strip_prefix(':').unwrap_or("")),
        None => place.rsplit_once(':').unwrap_or((place, "")),
    };
    let parts = [
        ("PGHOST", host),
        ("PGPORT", port),
        ("PGUSER", user),
        ("PGPASSWORD", password),
        ("PGDATABASE", name),
    ];
    let mut found = Environment::new();
    for (variable, value) in parts {
        if !value.is_empty() {
            found.push((variable, decoded(value).ok_or_else(no_address)?));
        }
    }
    for option in options.split('&').filter(|option| !option.is_empty()) {
        let (key, value) = option.split_once('=').ok_or_else(no_address)?;
        let (_, variable) = OPTIONS.iter().find(|(known, _)| *known == key).ok_or_else(|| unknown(key))?;
        found.push((variable, decoded(value).ok_or_else(no_address)?));
    }
    Ok(found)
}

/// `%40` as `@`.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}

fn no_address() -> Failure {
    Failure::new(
        say!(en: "that is no address of a PostgreSQL database", es: "esa no es la dirección de una base de PostgreSQL"),
        say!(en: "write `postgres://user@host:5432/name`; a special sign in a part is written with its code, `@` as %40", es: "escribe `postgres://usuario@servidor:5432/nombre`; un signo especial va con su código, `@` como %40"),
    )
}

fn unknown(key: &str) -> Failure {
    let known = OPTIONS.map(|(known, _)| known).join(", ");
    Failure::new(
        say!(en: "`{key}` cannot stand in the address of the database", es: "`{key}` no puede ir en la dirección de la base"),
        say!(en: "possible: {known}", es: "posibles: {known}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_taken_apart() {
        let found = read("postgres://ana:s%40cr%3At@db.example:6432/cx?sslmode=require", true).ok().unwrap();
        let wanted = [
            ("PGHOST", "db.example"),
            ("PGPORT", "6432"),
            ("PGUSER", "ana"),
            ("PGPASSWORD", "s@cr:t"),
            ("PGDATABASE", "cx"),
            ("PGSSLMODE", "require"),
        ];
        assert_eq!(found, wanted.map(|(key, value)| (key, value.to_owned())));
        let found = read("postgresql://[::1]:5432/cx", false).ok().unwrap();
        assert_eq!(found[0], ("PGHOST", "::1".to_owned()));
    }

    #[test]
    fn a_password_does_not_stand_in_a_command_line() {
        assert!(read("postgres://ana:secret@h/cx", false).is_err());
        assert!(read("postgres://ana@h/cx", false).is_ok());
        assert!(read("mysql://h/cx", true).is_err());
        assert!(read("postgres://h/cx?nonsense=1", true).is_err());
        assert!(read("postgres://h/cx%zz", true).is_err());
    }
}
