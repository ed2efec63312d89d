//! Which column holds what: the best whole assignment, and why.

use super::Content;
use super::assignment::assign;
use super::clock_digits;
use super::date_parts;
use super::field::{Field, Whose};
use super::looks::Looks;
use super::quantity;
use super::rivals::{Rival, rivals};
use super::unheard;
use super::vocabulary::{Meaning, meaning_of};
use super::weight::weight;
use std::collections::BTreeMap;

/// What a person says of columns: the fields of each, none where it is left aside.
pub(super) type Told = BTreeMap<usize, Vec<Field>>;

/// Fields that only side files have.
pub(super) const SIDE_FIELDS: [Field; 10] = [
    Field::Number,
    Field::Device,
    Field::Made,
    Field::Effective,
    Field::Reference,
    Field::Person,
    Field::Role,
    Field::From,
    Field::Until,
    Field::Basis,
];

/// Fields that hold a party.
pub(super) const PARTIES: [Field; 4] = [Field::PartyA, Field::PartyB, Field::Target, Field::Other];

/// Columns beyond this are left aside: no operator writes so many.
pub(super) const MOST_COLUMNS: usize = 400;

/// A column: its header and what a sample of its values looks like.
#[derive(Clone, Debug)]
pub(super) struct Column {
    pub header: String,
    pub meaning: Meaning,
    /// Whether its header names a field, or a thing that is none: then its values alone say nothing.
    pub named: bool,
    pub looks: Looks,
}

impl Column {
    pub(super) fn new(header: &str) -> Self {
        let meaning = meaning_of(header);
        let aside =
            Meaning::JUNK | Meaning::FORWARD | Meaning::ZONE | Meaning::LAST | Meaning::RINGING | Meaning::REFERENCE;
        let place = Meaning::LAC | Meaning::CELL | Meaning::AZIMUTH | Meaning::LAT | Meaning::LON;
        let named =
            meaning.has(aside | place) || Field::of_records().into_iter().any(|field| field.named_by(meaning) >= 0.6);
        Self { header: header.to_owned(), meaning, named, looks: Looks::default() }
    }

    /// A third number in (nearly) every row is not that to which a call was forwarded.
    fn not_forwarded(mut self) -> Self {
        let is_side = self.meaning.has(Meaning::A | Meaning::B | Meaning::JUNK);
        let party = self.looks.suit(Field::PartyB, false).is_some();
        if self.meaning.has(Meaning::FORWARD) && !is_side && party && self.looks.share_filled() > 0.8 {
            // `Third party MSISDN`: no owner of these records, but the other one.
            let other = if self.meaning.has(Meaning::OWNER) { Meaning::OTHER } else { Meaning::NOTHING };
            self.meaning = self.meaning.without(Meaning::FORWARD | Meaning::OWNER) | other;
            self.named = false;
        }
        self
    }

    /// What its values say against its header: where they can be nothing that it names, it names nothing.
    pub(super) fn heard(self) -> Self {
        let mut heard = self.not_forwarded();
        heard.named &= !heard.is_contradicted();
        heard
    }

    fn is_contradicted(&self) -> bool {
        let aside = Meaning::JUNK | Meaning::FORWARD | Meaning::ZONE | Meaning::LAST | Meaning::RINGING | Meaning::END;
        let told = self.looks.values > 0 && self.named && !self.meaning.has(aside);
        let can_be = |field: &Field| {
            let code = matches!(field, Field::Kind | Field::Direction);
            let suit = if field.named_by(self.meaning) > 0.0 { self.looks.suit(*field, true) } else { None };
            suit.is_some_and(|suit| !code || suit > 0.0 || self.looks.is_all_words())
        };
        told && !Field::of_records().iter().any(can_be)
    }
}

/// Which column holds which field, for one kind of content.
#[derive(Clone, Debug)]
pub(super) struct Mapping {
    pub content: Content,
    columns: BTreeMap<Field, usize>,
    /// Columns that tell the way of a record, best first.
    pub directions: Vec<usize>,
    /// Columns that tell its kind, best first.
    pub kinds: Vec<usize>,
    /// Columns that name the caller or the called one as well, asked where the cell of the first is blank.
    spares: BTreeMap<Field, Vec<usize>>,
    /// Columns of which a person says what they hold.
    pub told: Told,
    /// Assignments that are nearly as good.
    pub rivals: Vec<Rival>,
}

impl Mapping {
    /// The column of a field, counted from 0.
    pub(super) fn column(&self, field: Field) -> Option<usize> {
        self.columns.get(&field).copied()
    }

    pub(super) fn has(&self, field: Field) -> bool {
        self.columns.contains_key(&field)
    }

    /// Whether a column tells the day of an event, or three do.
    fn is_dated(&self) -> bool {
        let parts = [Field::Year, Field::Month, Field::Day].into_iter().all(|part| self.has(part));
        self.has(Field::Start) || self.has(Field::Date) || parts
    }

    /// Further columns of a party, asked where its own cell is blank.
    pub(super) fn spares(&self, party_column: usize) -> &[usize] {
        let field = self.spares.keys().find(|f| self.column(**f) == Some(party_column));
        field.and_then(|f| self.spares.get(f)).map_or(&[], Vec::as_slice)
    }

    /// Exchanges latitude and longitude where their values show that each stands in the other's column.
    fn with_degrees_in_place(mut self, columns: &[Column]) -> Self {
        for whose in Whose::ALL {
            let (lat, lon) = (Field::Lat(whose), Field::Lon(whose));
            let Some((at_lat, at_lon)) = self.column(lat).zip(self.column(lon)) else { continue };
            let british = |at: usize| columns[at].looks.british();
            if british(at_lat) == (false, true) && british(at_lon) == (true, false) && !self.told.contains_key(&at_lat)
            {
                self.columns.insert(lat, at_lon);
                self.columns.insert(lon, at_lat);
            }
        }
        self
    }

    /// Whether a person says that a column holds this.
    pub(super) fn is_told(&self, field: Field) -> bool {
        self.told.values().any(|fields| fields.contains(&field))
    }

    /// Leaves a column aside after all.
    pub(super) fn forget(&mut self, field: Field) {
        self.columns.remove(&field);
    }

    /// Says where else a party is named if its own cell is blank.
    pub(super) fn fill_blanks(&mut self, party: Field, from: Vec<usize>) {
        self.spares.insert(party, from);
    }

    /// Gives columns these fields alone.
    pub(super) fn give(&mut self, fields: &[(Field, usize)]) {
        self.columns.retain(|_, column| !fields.iter().any(|(_, given)| given == column));
        self.columns.extend(fields.iter().copied());
    }

    /// Gives a column another field.
    pub(super) fn rename(&mut self, from: Field, to: Field) {
        if let Some(column) = self.columns.remove(&from) {
            self.columns.insert(to, column);
        }
    }

    /// Every field with its column.
    pub(super) fn fields(&self) -> impl Iterator<Item = (Field, usize)> {
        self.columns.iter().map(|(field, column)| (*field, *column))
    }
}

/// The fields that columns of this content can hold.
pub(super) fn fields_of(content: Content) -> Vec<Field> {
    let target = Whose::Target;
    match content {
        Content::Records => Field::of_records(),
        Content::Orders => vec![
            Field::Number,
            Field::Device,
            Field::Imei(target),
            Field::Imsi(target),
            Field::Made,
            Field::Effective,
            Field::Reference,
        ],
        Content::Attributions => {
            vec![Field::Number, Field::Person, Field::Role, Field::From, Field::Until, Field::Basis]
        }
        Content::NumberPlaces => vec![Field::Number, Field::Town(target), Field::Basis],
        Content::CellSites => {
            let place = [Field::Lat(target), Field::Lon(target), Field::LatLon(target), Field::Town(target)];
            let grid = [Field::Easting(target), Field::Northing(target)];
            [Field::Cell(target), Field::Lac(target), Field::Azimuth].into_iter().chain(place).chain(grid).collect()
        }
        Content::Unknown => Vec::new(),
    }
}

/// Whether the columns found are enough for this content.
fn is_enough(content: Content, mapping: &Mapping, columns: &[Column]) -> bool {
    let has = |field| mapping.has(field);
    let target = Whose::Target;
    let means = |meaning| columns.iter().any(|c| c.meaning.has(meaning));
    match content {
        Content::Records => {
            let parties =
                [Field::PartyA, Field::PartyB, Field::Target, Field::Other].into_iter().filter(|f| has(*f)).count();
            let event = has(Field::Duration)
                || has(Field::End)
                || means(Meaning::TRAFFIC | Meaning::TEXTS)
                || (has(Field::Time) || has(Field::Hour)) && (has(Field::PartyA) || has(Field::PartyB))
                || !mapping.directions.is_empty()
                || !mapping.kinds.is_empty();
            mapping.is_dated() && (parties > 1 || parties == 1 && event)
        }
        Content::Orders => {
            let what = has(Field::Number) || has(Field::Device) || has(Field::Imei(target)) || has(Field::Imsi(target));
            what && (has(Field::Effective) || has(Field::Made))
        }
        Content::Attributions => has(Field::Number) && (has(Field::Person) || has(Field::Role)),
        Content::NumberPlaces => has(Field::Number) && has(Field::Town(target)) && !means(Meaning::LINE),
        Content::CellSites => {
            let degrees = has(Field::Lat(target)) && has(Field::Lon(target)) || has(Field::LatLon(target));
            let place = degrees || has(Field::Easting(target)) && has(Field::Northing(target));
            has(Field::Cell(target)) && (place || has(Field::Town(target))) && !has(Field::Number)
        }
        Content::Unknown => false,
    }
}

/// The content and the mapping that explain the columns best; `None` if none does.
pub(super) fn map(columns: &[Column], has_header: bool, told: &Told) -> Option<Mapping> {
    if told.is_empty()
        && let Some(mapping) = canonical(columns)
    {
        return Some(mapping);
    }
    let contents = if has_header {
        &[Content::Records, Content::Orders, Content::Attributions, Content::NumberPlaces, Content::CellSites][..]
    } else {
        &[Content::Records]
    };
    let mut best: Option<(Mapping, f64)> = None;
    for &content in contents {
        let (mapping, sum) = best_mapping(content, columns, has_header, told);
        if is_enough(content, &mapping, columns) && best.as_ref().is_none_or(|(_, most)| sum > most + 1e-9) {
            best = Some((mapping, sum));
        }
    }
    let found = best.map(|(mapping, _)| mapping.with_degrees_in_place(columns));
    found.or_else(|| unheard::map_by_values(columns, has_header, told))
}

/// The mapping of records that tell a date and one party alone, which is enough where the name of the file or sheet says who
/// called whom.
pub(super) fn map_one_sided(columns: &[Column], told: &Told) -> Option<Mapping> {
    let (mapping, _) = best_mapping(Content::Records, columns, true, told);
    let party = PARTIES.iter().any(|field| mapping.has(*field));
    (party && mapping.is_dated()).then_some(mapping)
}

/// What columns lack to be records, in words for the user; `None` if they are not much like records at all.
pub(super) fn missing(columns: &[Column], told: &Told) -> Option<&'static str> {
    let (mapping, _) = best_mapping(Content::Records, columns, true, told);
    let parties = PARTIES.iter().filter(|f| mapping.has(**f)).count();
    let dated = mapping.is_dated();
    let event = mapping.has(Field::Duration) || mapping.has(Field::Time) || !mapping.kinds.is_empty();
    match (dated, parties) {
        (false, 2..) if event => Some("No column of dates was found, though there are columns of numbers"),
        (true, 0) if event => Some("No column of numbers was found, though there is one of dates"),
        _ => None,
    }
}

/// The mapping of a canonical file: its columns are known, whatever their values look like.
fn canonical(columns: &[Column]) -> Option<Mapping> {
    let names = super::canonical::COLUMNS;
    let is_named = columns.len() >= names.len() && columns.iter().zip(names).all(|(c, name)| c.header == name);
    if !is_named {
        return None;
    }
    let fields = Field::of_records().into_iter();
    let at = |field: Field| names.iter().position(|name| *name == field.name());
    let columns: BTreeMap<Field, usize> = fields.filter_map(|field| Some((field, at(field)?))).collect();
    let kinds = columns.get(&Field::Kind).copied().into_iter().collect();
    Some(Mapping {
        content: Content::Records,
        columns,
        directions: Vec::new(),
        kinds,
        spares: BTreeMap::new(),
        told: Told::new(),
        rivals: Vec::new(),
    })
}

fn best_mapping(content: Content, columns: &[Column], has_header: bool, told: &Told) -> (Mapping, f64) {
    let fields = fields_of(content);
    let parts = if content == Content::Records && has_header { date_parts::find(columns, told) } else { Told::new() };
    let weigh = |field: Field| -> Vec<f64> {
        let inferred = |(at, column)| match told.get(&at) {
            Some(fields) if fields.contains(&field) => TOLD,
            Some(_) => 0.0,
            None if parts.contains_key(&at) => {
                parts.get(&at).filter(|fields| fields.contains(&field)).map_or(0.0, |_| PART)
            }
            None if told.values().any(|fields| fields.contains(&field)) => 0.0,
            None => weight(field, column, at, has_header),
        };
        columns.iter().enumerate().map(inferred).collect()
    };
    let mut weights: Vec<Vec<f64>> = fields.iter().map(|f| weigh(*f)).collect();
    let mut mapping = Mapping {
        content,
        columns: BTreeMap::new(),
        directions: Vec::new(),
        kinds: Vec::new(),
        spares: BTreeMap::new(),
        told: told.clone(),
        rivals: Vec::new(),
    };
    let mut given = assign(&weights);
    // A column that tells date and time at once leaves those of one alone for other uses (`Time`: how long it took).
    let whole = fields.iter().position(|f| *f == Field::Start).and_then(|row| given[row]);
    if whole.is_some_and(|c| !told.contains_key(&c) && columns[c].looks.tells_whole_moments()) {
        for (field, weights) in fields.iter().zip(&mut weights) {
            if matches!(field, Field::Date | Field::Time) && !told.values().any(|t| t.contains(field)) {
                weights.fill(0.0);
            }
        }
        given = assign(&weights);
    }
    // A blank column tells no moment where the date and the time of day stand elsewhere.
    for (whole, part) in [(Field::Start, Field::Date), (Field::End, Field::EndTime)] {
        let row_of = |field: Field| fields.iter().position(|f| *f == field);
        let (Some(whole), Some(part)) = (row_of(whole), row_of(part)) else { continue };
        let is_blank = |row: usize| given[row].is_some_and(|c| columns[c].looks.values == 0 && !told.contains_key(&c));
        if is_blank(whole) && given[part].is_some() && !is_blank(part) {
            for (weight, column) in weights[whole].iter_mut().zip(columns) {
                *weight = if column.looks.values == 0 { 0.0 } else { *weight };
            }
            given = assign(&weights);
        }
    }
    if content == Content::Records && has_header {
        mapping.rivals = rivals(&fields, &weights, &given);
    }
    let mut sum = 0.0;
    for (row, column) in given.into_iter().enumerate() {
        if let Some(column) = column {
            mapping.columns.insert(fields[row], column);
            sum += weights[row][column];
        }
    }
    if content == Content::Records {
        // Numbers of a nameless column may be costs as well as seconds; the end tells the duration for certain.
        let guessed =
            mapping.column(Field::Duration).is_some_and(|c| Field::Duration.named_by(columns[c].meaning) <= 0.0);
        let is_told = told.values().any(|fields| fields.contains(&Field::Duration));
        let is_elsewhere = [Field::End, Field::EndTime, Field::Minutes].into_iter().any(|field| mapping.has(field));
        if guessed && !is_told && is_elsewhere {
            mapping.forget(Field::Duration);
        }
        mapping.add_codes(columns);
        clock_digits::take_for_time(&mut mapping, columns);
        quantity::take_for_duration(&mut mapping, columns);
        add_spares(&mut mapping, columns);
    }
    (mapping, sum)
}

/// What a person says outweighs all else.
const TOLD: f64 = 100.0;

/// Columns that are parts of a date beside each other are nothing else.
const PART: f64 = 10.0;

/// What a column of records could hold, the likeliest first.
pub(super) fn candidates(column: &Column, has_header: bool) -> Vec<Field> {
    let weigh = |field: Field| (weight(field, column, 0, has_header), field);
    let mut weighed: Vec<(f64, Field)> = Field::of_records().into_iter().map(weigh).filter(|(w, _)| *w > 0.0).collect();
    weighed.sort_by(|one, two| two.0.total_cmp(&one.0).then(one.1.cmp(&two.1)));
    weighed.into_iter().map(|(_, field)| field).collect()
}

/// Finds further columns of the caller or the called one (`Dialed Number` beside `Called Number`).
fn add_spares(mapping: &mut Mapping, columns: &[Column]) {
    let taken: Vec<usize> = mapping.fields().map(|(_, c)| c).collect();
    for field in [Field::PartyA, Field::PartyB] {
        if mapping.column(field).is_none_or(|c| columns[c].looks.share_filled() > 0.999) {
            continue;
        }
        let is_spare = |at: &usize| {
            let column = &columns[*at];
            let suits = column.looks.values > 0 && column.looks.suit(field, true).is_some_and(|s| s > 0.5);
            !taken.contains(at) && !mapping.told.contains_key(at) && field.named_by(column.meaning) >= 0.8 && suits
        };
        mapping.spares.insert(field, (0..columns.len()).filter(is_spare).collect());
    }
}
