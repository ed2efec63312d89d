//! One end of a record.

use super::{DialPlan, Msisdn, NumberError};
use std::fmt;

/// One end of a record. Only a [`Party::Number`] can be folded; the others are kept, counted and never matched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// A subscriber number.
    Number(Msisdn),
    /// A short code or service number: `60075`, `999`, `*100#`.
    ShortCode(String),
    /// A sender that is a name: `VODAFONE`.
    Sender(String),
    /// The number was withheld, or the operator did not pass it on.
    Withheld,
}

/// Words that operators write where a number was withheld or is not known, in several languages.
const WITHHELD: [&str; 75] = [
    "withheld",
    "private",
    "anonymous",
    "unknown",
    "unavailable",
    "restricted",
    "blocked",
    "number withheld",
    "private number",
    "private caller",
    "no caller id",
    "no cli",
    "cli withheld",
    "no number",
    "not available",
    "caller id withheld",
    "anonymous caller",
    "payphone withheld",
    "international withheld",
    "undisclosed",
    "not known",
    "hidden",
    "secret",
    "masqué",
    "masque",
    "numéro masqué",
    "numero masque",
    "appel masqué",
    "inconnu",
    "anonyme",
    "privé",
    "oculto",
    "número oculto",
    "numero oculto",
    "desconocido",
    "anónimo",
    "anonimo",
    "privado",
    "número privado",
    "numero privado",
    "desconhecido",
    "anônimo",
    "não identificado",
    "nao identificado",
    "confidencial",
    "unterdrückt",
    "unterdrueckt",
    "rufnummer unterdrückt",
    "unbekannt",
    "anonym",
    "unbekannte nummer",
    "sconosciuto",
    "numero sconosciuto",
    "privato",
    "numero privato",
    "riservato",
    "nascosto",
    "onbekend",
    "anoniem",
    "afgeschermd",
    "verborgen",
    "geheim",
    "nieznany",
    "zastrzeżony",
    "zastrzezony",
    "numer zastrzeżony",
    "ukryty",
    "gizli",
    "gizli numara",
    "bilinmiyor",
    "bilinmeyen",
    "okänt",
    "dolt nummer",
    "skyddat nummer",
    "hemligt nummer",
];

impl Party {
    /// Reads one end of a record. Blank text is [`Party::Withheld`]: whether that is acceptable is for the importer to say.
    ///
    /// # Errors
    /// Only for a number that was damaged ([`NumberError::Scientific`]) or has too many digits.
    pub fn parse(text: &str, plan: &DialPlan) -> Result<Self, NumberError> {
        let text = text.trim();
        let lower = text.to_lowercase();
        // `***`, `?`: signs alone are no number either.
        let signs = !text.bytes().any(|b| b.is_ascii_alphanumeric() || b >= 0x80);
        if signs || WITHHELD.contains(&lower.as_str()) {
            return Ok(Self::Withheld);
        }
        match Msisdn::parse(text, plan) {
            Ok(number) => Ok(Self::Number(number)),
            Err(error @ (NumberError::Scientific(_) | NumberError::TooLong(_))) => Err(error),
            Err(NumberError::TooShort(_)) => Ok(Self::ShortCode(text.replace(' ', ""))),
            Err(NumberError::NoDigits(_) | NumberError::Foreign(..)) => {
                let is_code = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '#' | '+'));
                Ok(if is_code { Self::ShortCode(text.to_owned()) } else { Self::Sender(text.to_owned()) })
            }
        }
    }

    /// The number, if it is one.
    pub fn number(&self) -> Option<Msisdn> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }
}

impl fmt::Display for Party {
    /// As in canonical records: `+447…`, the text of a short code or sender, or `withheld`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::ShortCode(text) | Self::Sender(text) => f.write_str(text),
            Self::Withheld => f.write_str("withheld"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_party_that_is_no_number_is_told_apart() {
        let read = |text: &str| Party::parse(text, &DialPlan::GREAT_BRITAIN);
        assert_eq!(read("Private Number"), Ok(Party::Withheld));
        assert_eq!(read(""), Ok(Party::Withheld));
        assert_eq!(read("60075"), Ok(Party::ShortCode("60075".into())));
        assert_eq!(read("*100#"), Ok(Party::ShortCode("*100#".into())));
        assert_eq!(read("VODAFONE"), Ok(Party::Sender("VODAFONE".into())));
        assert!(matches!(read("07700900112"), Ok(Party::Number(_))));
        assert!(matches!(read("4.47701E+11"), Err(NumberError::Scientific(_))));
    }
}
