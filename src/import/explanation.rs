//! Why a column was understood as it was, in a sentence.

use super::ColumnReading;
use super::field::Field;
use super::mapping::{Column, Mapping, fields_of};
use super::vocabulary::Meaning;

impl Mapping {
    /// How every column was understood, and why.
    pub(super) fn readings(&self, columns: &[Column]) -> Vec<ColumnReading> {
        let reading = |(at, column): (usize, &Column)| {
            let mut fields: Vec<Field> = self.fields().filter(|(_, c)| *c == at).map(|(f, _)| f).collect();
            if self.directions.contains(&at) && !fields.contains(&Field::Direction) {
                fields.push(Field::Direction);
            }
            if self.kinds.contains(&at) && !fields.contains(&Field::Kind) {
                fields.push(Field::Kind);
            }
            let names: Vec<String> = fields.iter().map(|f| f.name()).collect();
            let field = (!names.is_empty()).then(|| names.join(", "));
            let why = match fields.first() {
                _ if self.told.contains_key(&at) => "You said so.".to_owned(),
                Some(field) => why_taken(column, *field),
                None => self.why_left(at, column),
            };
            ColumnReading { column: at + 1, header: column.header.clone(), field, why }
        };
        columns.iter().enumerate().map(reading).collect()
    }

    fn why_left(&self, at: usize, column: &Column) -> String {
        let m = column.meaning;
        let best = fields_of(self.content).into_iter().map(|f| (f, f.named_by(m))).max_by(|a, b| a.1.total_cmp(&b.1));
        match best {
            Some((field, score)) if score > 0.0 => match self.column(field) {
                Some(other) if self.spares(other).contains(&at) => {
                    format!("Asked for the {} where column {} is blank.", field.name(), other + 1)
                }
                Some(other) => format!("Left aside: column {} is taken for the {}.", other + 1, field.name()),
                None => format!(
                    "Left aside: its header speaks of the {}, but its values do not look like it.",
                    field.name()
                ),
            },
            _ if m.has(Meaning::LAST | Meaning::END) => {
                "Left aside: it tells of the end of the event; the place at its start counts.".to_owned()
            }
            _ if m.is_nothing() => "Left aside: neither its header nor its values say what it is.".to_owned(),
            _ => "Left aside: it tells nothing that is kept.".to_owned(),
        }
    }
}

fn why_taken(column: &Column, field: Field) -> String {
    let looks = &column.looks;
    let named = field.named_by(column.meaning) > 0.0;
    let suit = looks.suit(field, named).unwrap_or(0.0);
    if looks.values == 0 {
        return format!("Its header \"{}\" names it; it holds no values.", column.header);
    }
    let share = match suit {
        s if s > 0.99 => "all".to_owned(),
        s => format!("{:.0} per cent", s * 100.0),
    };
    if matches!(field, Field::Year | Field::Month | Field::Day | Field::Hour | Field::Minute | Field::Second) {
        return format!(
            "Its header \"{}\" names it, and the other parts of the date or time stand beside it.",
            column.header
        );
    }
    let any_text = matches!(field, Field::Cell(_) | Field::Person | Field::Role | Field::Basis | Field::Reference);
    match (named, suit) {
        (true, _) if any_text => format!("Its header \"{}\" names it.", column.header),
        (true, _) if suit > 0.99 => {
            format!("Its header \"{}\" names it, and its values look like it.", column.header)
        }
        (true, _) => format!("Its header \"{}\" names it; {share} of its values look like it.", column.header),
        (false, _) => format!("Its values look like it ({share} of {}).", looks.values),
    }
}
