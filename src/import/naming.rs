//! How well a header names each field.

use super::field::{Field, Whose};
use super::vocabulary::Meaning;

impl Field {
    /// How well a header that means `m` names this field: 0 not at all, 1 exactly.
    pub(super) fn named_by(self, m: Meaning) -> f64 {
        // `Time for start of charge` is a time of the call all the same.
        let times = matches!(self, Self::Start | Self::Date | Self::Time | Self::End | Self::EndDate | Self::EndTime);
        let is_moment = times && m.has(Meaning::START | Meaning::END) && m.has(Meaning::DATE | Meaning::TIME);
        if m.has(Meaning::FORWARD | Meaning::ZONE)
            || m.has(Meaning::JUNK) && !is_moment && !self.is_payer(m) && !self.is_length_or_volume(m)
        {
            return 0.0;
        }
        match self {
            Self::Start | Self::Date | Self::Time => start_named_by(self, m),
            Self::End | Self::EndDate | Self::EndTime => end_named_by(self, m),
            Self::Duration | Self::Minutes => duration_named_by(self, m),
            Self::Kind | Self::Direction => code_named_by(self, m),
            Self::PartyA | Self::PartyB | Self::Target | Self::Other | Self::Number => party_named_by(self, m),
            Self::Imei(whose) => phone_named_by(whose, Meaning::IMEI, m),
            Self::Imsi(whose) => {
                phone_named_by(whose, Meaning::IMSI, m).max(0.5 * phone_named_by(whose, Meaning::SIM, m))
            }
            Self::Cell(whose)
            | Self::Lac(whose)
            | Self::Lat(whose)
            | Self::Lon(whose)
            | Self::LatLon(whose)
            | Self::Town(whose)
            | Self::Easting(whose)
            | Self::Northing(whose) => {
                if whose_named_by(m) == whose {
                    place_named_by(self, m)
                } else {
                    0.0
                }
            }
            _ => side_named_by(self, m),
        }
    }
}

impl Field {
    /// `Charged number`: whose bill it is.
    fn is_payer(self, m: Meaning) -> bool {
        self == Self::Target && m.has(Meaning::PAYER) && m.has(Meaning::NUMBER) && !m.has(Meaning::FORWARD)
    }

    /// `Duration/Volume`: how long a call lasted, how much a session took; `Charge Duration`: how long it was charged for.
    fn is_length_or_volume(self, m: Meaning) -> bool {
        self == Self::Duration && m.has(Meaning::DURATION) && m.has(Meaning::TRAFFIC | Meaning::PAYER)
    }
}

const fn when(holds: bool, score: f64) -> f64 {
    if holds { score } else { 0.0 }
}

/// Any word of time.
const TIMES: Meaning = union(&[Meaning::DATE, Meaning::TIME, Meaning::STAMP]);
/// Nouns that say a column is of no party, whatever side it names.
const NOT_PARTY: Meaning = union(&[
    Meaning::IMEI,
    Meaning::IMSI,
    Meaning::SIM,
    Meaning::CELL,
    Meaning::SITE,
    Meaning::LAC,
    Meaning::LAT,
    Meaning::LON,
    Meaning::COORD,
    Meaning::EASTING,
    Meaning::NORTHING,
    Meaning::AZIMUTH,
    Meaning::DATE,
    Meaning::TIME,
    Meaning::STAMP,
    Meaning::DURATION,
    Meaning::TYPE,
    Meaning::DIRECTION,
    Meaning::TOWN,
    Meaning::NAME,
    Meaning::PERSON,
    Meaning::START,
    Meaning::DEVICE,
    Meaning::ROLE,
    Meaning::BASIS,
]);

const fn union(all: &[Meaning]) -> Meaning {
    let mut sum = Meaning::NOTHING;
    let mut i = 0;
    while i < all.len() {
        sum = sum.with(all[i]);
        i += 1;
    }
    sum
}

fn start_named_by(field: Field, m: Meaning) -> f64 {
    let other_moment = Meaning::END | Meaning::MADE | Meaning::EFFECTIVE | Meaning::TYPE;
    // `Conversation start` is a moment, `Conversation` how long it was; of `Talk time` the values tell.
    if m.has(Meaning::DURATION) && !m.has(Meaning::START) {
        return when(field == Field::Time && m.has(Meaning::TIME), 0.2);
    }
    let passing = Meaning::RINGING | Meaning::HOLD;
    if m.has(other_moment) || m.has(passing) && !m.has(Meaning::START) {
        return 0.0;
    }
    if m.has(Meaning::ANSWER | Meaning::CELL | Meaning::SITE) && !m.has(TIMES) {
        return 0.0;
    }
    let (date, time) = (m.has(Meaning::DATE), m.has(Meaning::TIME));
    let score = match field {
        Field::Start if m.has(Meaning::STAMP) || (date && time) => 1.0,
        Field::Start if m.has(Meaning::START) && (date || time) => 0.95,
        Field::Start if m.has(Meaning::START) => 0.8,
        Field::Start if date => 0.75,
        Field::Start if time => 0.7,
        Field::Date if date => 1.0 - when(time, 0.4),
        Field::Time if time => 1.0 - when(date, 0.4),
        // Clerks call a date a time and a time a date; the values tell.
        Field::Date if time => 0.25,
        Field::Time if date => 0.15,
        Field::Date | Field::Time if m.has(Meaning::START) => 0.4,
        _ => 0.0,
    };
    // A call originates before it is connected.
    let origin = when(m.has(Meaning::A) && m.has(TIMES), 0.05);
    let nudge = origin + when(m.has(Meaning::UTC), 0.02) - when(m.has(Meaning::ANSWER), 0.2)
        // When a record was written is not when the call began.
        - when(m.has(Meaning::BOOKED), 0.4)
        + when(m.has(Meaning::START), 0.03);
    when(score > 0.0, score + nudge)
}

fn end_named_by(field: Field, m: Meaning) -> f64 {
    let party = Meaning::NUMBER | Meaning::CELL | Meaning::SITE | Meaning::TYPE | Meaning::TOWN;
    // `Disconnected` is what an order does, `Disconnected at` when a call ended.
    if m.has(Meaning::EFFECTIVE) && !m.has(TIMES) {
        return 0.0;
    }
    if !m.has(Meaning::END) || m.has(party) || m.has(Meaning::START) && m.has(Meaning::DURATION) {
        return 0.0;
    }
    let (date, time) = (m.has(Meaning::DATE), m.has(Meaning::TIME));
    match field {
        Field::End => 0.8 + when(m.has(TIMES), 0.2),
        Field::EndDate => when(date, 1.0 - when(time, 0.4)),
        Field::EndTime if time => 1.0 - when(date, 0.4),
        _ => {
            if date {
                0.25
            } else {
                0.4
            }
        }
    }
}

fn duration_named_by(field: Field, m: Meaning) -> f64 {
    let minutes = m.has(Meaning::MINUTES) && !m.has(Meaning::SECONDS);
    let moment = m.has(Meaning::START | Meaning::END);
    let other = Meaning::DATE | Meaning::NUMBER | Meaning::CELL | Meaning::DIRECTION | Meaning::COORD;
    // How long it rang is not how long they spoke.
    if m.has(other | Meaning::RINGING) {
        return 0.0;
    }
    if field == Field::Minutes {
        return when(minutes, 1.0);
    }
    let units = Meaning::SECONDS | Meaning::MILLIS;
    // `Czas rozmowy`, `Time`: a time that is no time of day may be how long it took.
    let time = m.has(Meaning::TIME) && !m.has(Meaning::START | Meaning::END | Meaning::STAMP | Meaning::ZONE);
    let told = when(m.has(Meaning::DURATION), if moment { 0.5 } else { 1.0 })
        .max(when(time, if m.has(Meaning::EVENT) { 0.35 } else { 0.2 }));
    // `Air time (s)` is no time of day.
    let told = told.max(when(time && m.has(units), 0.7));
    let told = told.max(when(m.has(units) && !m.has(Meaning::TIME), 0.8)).max(when(minutes, 0.5));
    // How long the line was held.
    let told = told.max(when(m.has(Meaning::HOLD), 0.6));
    // What is charged for is rounded up; how long they talked is told beside how long the line was open.
    let told = told + when(told > 0.2 && m.has(Meaning::TALK), 0.15);
    told - when(told > 0.2 && m.has(Meaning::BILLED | Meaning::PAYER | Meaning::TRAFFIC), 0.2)
}

fn code_named_by(field: Field, m: Meaning) -> f64 {
    let length = Meaning::DURATION | Meaning::SECONDS | Meaning::MINUTES | Meaning::MILLIS;
    let is_length = m.has(length) && !m.has(Meaning::TYPE | Meaning::DIRECTION);
    let is_length = is_length || m.has(Meaning::ID) && !m.has(Meaning::TYPE | Meaning::DIRECTION);
    if m.has(TIMES) || is_length || m.has(Meaning::CELL | Meaning::SITE) {
        return 0.0;
    }
    let way = Meaning::DIRECTION | Meaning::INWARD | Meaning::OUTWARD;
    let event = Meaning::EVENT | Meaning::SERVICE | Meaning::TEXTS;
    if field == Field::Direction {
        let score = when(m.has(way), 1.0).max(when(m.has(Meaning::TYPE), 0.5)).max(when(m.has(event), 0.3));
        return when(!m.has(Meaning::NUMBER), score);
    }
    let typed = when(m.has(Meaning::TYPE), when(m.has(event), 1.0).max(0.8));
    let score = typed.max(when(m.has(Meaning::SERVICE), 0.8)).max(when(m.has(event), 0.5));
    let sides = Meaning::NUMBER | Meaning::A | Meaning::B | Meaning::OTHER;
    when(!m.has(sides), score - when(m.has(way), 0.2)).max(0.0)
}

fn party_named_by(field: Field, m: Meaning) -> f64 {
    if m.has(NOT_PARTY) || m.has(Meaning::END) && !m.has(Meaning::B | Meaning::OTHER) {
        return 0.0;
    }
    let (a, b, other) = (m.has(Meaning::A), m.has(Meaning::B), m.has(Meaning::OTHER));
    let (target, owner) = (m.has(Meaning::TARGET), m.has(Meaning::OWNER));
    let noun = when(m.has(Meaning::NUMBER), 0.1);
    let score = match field {
        Field::PartyA if a && !b => 0.9 + noun - when(target, 0.2),
        Field::PartyB if b && !a => 0.9 + noun - when(other, 0.1) - when(target, 0.2),
        Field::Other if other => 0.9 + noun,
        // `To/From` is whoever the number asked for is not.
        Field::Other if a && b => 0.5 + noun,
        Field::Target if target => 0.9 + noun - when(b && !a, 0.2),
        Field::Target if owner && !(a || b || other) => 0.8 + noun,
        Field::Target if m.has(Meaning::NUMBER) && !(a || b || other) => 0.45,
        Field::Number if (m.has(Meaning::NUMBER) || owner || target) && !(a || b || other) => 0.9,
        _ => 0.0,
    };
    when(score > 0.0, score - when(m.has(Meaning::ADDRESS), 0.3) - when(m.has(Meaning::EVENT | Meaning::TEXTS), 0.02))
}

/// Whose phone a header speaks of.
fn whose_named_by(m: Meaning) -> Whose {
    match (m.has(Meaning::A), m.has(Meaning::B)) {
        _ if m.has(Meaning::TARGET) => Whose::Target,
        _ if m.has(Meaning::OTHER) => Whose::Other,
        (true, false) => Whose::A,
        (false, true) => Whose::B,
        _ => Whose::Target,
    }
}

fn phone_named_by(whose: Whose, noun: Meaning, m: Meaning) -> f64 {
    let place = Meaning::CELL | Meaning::SITE | Meaning::TYPE | Meaning::NAME;
    if !m.has(noun) || m.has(place) || whose_named_by(m) != whose {
        return 0.0;
    }
    1.0 - when(m.has(Meaning::LAST), 0.3)
}

fn place_named_by(field: Field, m: Meaning) -> f64 {
    // Where a phone was at the end of a call is not kept: the start counts.
    if m.has(Meaning::LAST) && !m.has(Meaning::FIRST) || m.has(TIMES | Meaning::TYPE) && !m.has(Meaning::DATE) {
        return 0.0;
    }
    let (cell, site) = (m.has(Meaning::CELL), m.has(Meaning::SITE));
    let (lat, lon) = (m.has(Meaning::LAT), m.has(Meaning::LON));
    let (town, address, name) = (m.has(Meaning::TOWN), m.has(Meaning::ADDRESS), m.has(Meaning::NAME));
    let coordinates = lat || lon || m.has(Meaning::COORD | Meaning::EASTING | Meaning::NORTHING | Meaning::AZIMUTH);
    let first = when(m.has(Meaning::FIRST | Meaning::START), 0.02);
    let score = match field {
        Field::Lat(_) => when(lat && !lon, 1.0),
        Field::Lon(_) => when(lon && !lat, 1.0),
        Field::LatLon(_) => when(lat && lon, 1.0).max(when(m.has(Meaning::COORD), 0.9)),
        Field::Easting(_) => when(m.has(Meaning::EASTING), 1.0),
        Field::Northing(_) => when(m.has(Meaning::NORTHING), 1.0),
        _ if coordinates => 0.0,
        Field::Lac(_) => when(m.has(Meaning::LAC) && !(cell || site || town || address || name), 1.0),
        Field::Cell(_) if town || address || m.has(Meaning::LAC) && !cell => 0.0,
        Field::Cell(_) if cell => {
            1.0 - when(name, 0.2) - when(site && !m.has(Meaning::ID), 0.1) - when(m.has(Meaning::LAC), 0.1)
        }
        Field::Cell(_) if site => 0.5 + when(m.has(Meaning::ID), 0.2),
        Field::Town(_) if town => 1.0 - when(address, 0.1) - when(site, 0.02),
        Field::Town(_) if address && !m.has(Meaning::NUMBER) => 0.8,
        Field::Town(_) if site && !m.has(Meaning::ID) => 0.5 + when(name, 0.1),
        _ => 0.0,
    };
    when(score > 0.0, score + first)
}

fn side_named_by(field: Field, m: Meaning) -> f64 {
    match field {
        Field::Device => when(m.has(Meaning::DEVICE | Meaning::IMEI | Meaning::IMSI), 1.0),
        Field::Made => when(m.has(Meaning::MADE), 1.0).max(when(m.has(Meaning::DATE) && m.has(Meaning::ORDER), 0.7)),
        Field::Effective => when(m.has(Meaning::EFFECTIVE), 1.0),
        Field::Reference => when(m.has(Meaning::REFERENCE), 1.0),
        Field::Person => when(m.has(Meaning::PERSON), 1.0).max(when(m.has(Meaning::NAME), 0.7)),
        Field::Role => when(m.has(Meaning::ROLE), 1.0),
        Field::From => when(m.has(Meaning::SINCE), 1.0).max(when(m.has(Meaning::START), 0.8)),
        Field::Until => when(m.has(Meaning::UNTIL), 1.0).max(when(m.has(Meaning::END), 0.8)),
        Field::Basis => when(m.has(Meaning::BASIS), 1.0),
        Field::Azimuth => when(m.has(Meaning::AZIMUTH), 1.0),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::vocabulary::meaning_of;

    fn best(header: &str) -> Field {
        let m = meaning_of(header);
        let mut best = (Field::Start, 0.0);
        for field in Field::of_records() {
            let score = field.named_by(m);
            if score > best.1 {
                best = (field, score);
            }
        }
        assert!(best.1 > 0.0, "{header} names nothing");
        best.0
    }

    #[test]
    fn headers_of_many_operators_name_their_fields() {
        for (header, field) in [
            ("Target /A PARTY NUMBER", Field::Target),
            ("Calling Party Telephone Number", Field::PartyA),
            ("Called Party Telephone Number", Field::PartyB),
            ("Other/B-party Number", Field::Other),
            ("CALL_DIALED_NUM", Field::PartyB),
            ("CALL_START_DT_TM", Field::Start),
            ("Call Termination Time", Field::End),
            ("Call Initiation Time", Field::Time),
            ("INBOUND_OUTBOUND_IND", Field::Direction),
            ("Service Type (Voice/SMS)", Field::Kind),
            ("First Cell Global Id", Field::Cell(Whose::Target)),
            ("Cell ID - A", Field::Cell(Whose::A)),
            ("Location - A", Field::Town(Whose::A)),
            ("First CGI Lat/Long", Field::LatLon(Whose::Target)),
            ("1st Tower LAT", Field::Lat(Whose::Target)),
            ("1st Tower City", Field::Town(Whose::Target)),
            ("First BTS Location", Field::Town(Whose::Target)),
            ("A IMEI", Field::Imei(Whose::A)),
            ("Called IMSI", Field::Imsi(Whose::B)),
            ("Dur(s)", Field::Duration),
            ("TIMEUsage", Field::Duration),
            ("Called Prty Addr", Field::PartyB),
            ("OTHER_PARTHY", Field::Other),
            ("Numéro appelant", Field::PartyA),
            ("Rufnummer Anrufer", Field::PartyA),
            ("Número de destino", Field::PartyB),
            ("Datum", Field::Date),
            ("Uhrzeit", Field::Time),
            ("Horodatage", Field::Start),
            ("Date & Time", Field::Start),
        ] {
            assert_eq!(best(header), field, "{header}");
        }
    }

    #[test]
    fn headers_of_other_things_name_nothing() {
        for header in ["LRN No", "SMSC No", "IN TG", "OUT TG", "Roaming Circle Name", "Call Forwarding Number", "Cost"]
        {
            let m = meaning_of(header);
            assert!(Field::of_records().iter().all(|f| f.named_by(m) == 0.0), "{header}");
        }
    }
}
