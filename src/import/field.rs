//! The fields a column can hold.

/// Whose phone a column speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Whose {
    /// The caller's or sender's.
    A,
    /// The called one.
    B,
    /// That of the number whose records these are; a plain `IMEI` says no more.
    Target,
    /// The other one.
    Other,
}

impl Whose {
    pub(super) const ALL: [Self; 4] = [Self::A, Self::B, Self::Target, Self::Other];
}

/// What a column can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Field {
    /// Date and time of the start.
    Start,
    /// Date of the start.
    Date,
    /// Time of the start.
    Time,
    /// Parts of the start where each has a column of its own.
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
    /// Date and time of the end.
    End,
    /// Date of the end.
    EndDate,
    /// Time of the end.
    EndTime,
    /// Duration, or its seconds where there is a column of minutes.
    Duration,
    /// Minutes of the duration.
    Minutes,
    Kind,
    Direction,
    PartyA,
    PartyB,
    Target,
    Other,
    Imei(Whose),
    Imsi(Whose),
    Cell(Whose),
    /// The area (LAC, TAC) in which a cell's number is unique.
    Lac(Whose),
    Lat(Whose),
    Lon(Whose),
    /// Latitude and longitude in one cell, or a grid reference.
    LatLon(Whose),
    /// Metres east on the British National Grid.
    Easting(Whose),
    /// Metres north on it.
    Northing(Whose),
    Town(Whose),
    // Side files.
    Number,
    Device,
    Made,
    Effective,
    Reference,
    Person,
    Role,
    From,
    Until,
    Basis,
    Azimuth,
}

impl Field {
    /// Every field a column of records can hold.
    pub(super) fn of_records() -> Vec<Self> {
        let mut fields = vec![
            Self::Start,
            Self::Date,
            Self::Time,
            Self::End,
            Self::EndDate,
            Self::EndTime,
            Self::Duration,
            Self::Minutes,
            Self::Kind,
            Self::Direction,
            Self::PartyA,
            Self::PartyB,
            Self::Target,
            Self::Other,
        ];
        fields.extend([Self::Year, Self::Month, Self::Day, Self::Hour, Self::Minute, Self::Second]);
        for whose in Whose::ALL {
            fields.extend([Self::Imei(whose), Self::Imsi(whose), Self::Cell(whose)]);
            fields.extend([Self::Lat(whose), Self::Lon(whose), Self::LatLon(whose), Self::Town(whose)]);
            fields.extend([Self::Easting(whose), Self::Northing(whose), Self::Lac(whose)]);
        }
        fields
    }

    /// Every field there is, with its name.
    pub(super) fn named() -> Vec<(String, Self)> {
        let side = [
            Self::Number,
            Self::Device,
            Self::Made,
            Self::Effective,
            Self::Reference,
            Self::Person,
            Self::Role,
            Self::From,
            Self::Until,
            Self::Basis,
            Self::Azimuth,
        ];
        Self::of_records().into_iter().chain(side).map(|field| (field.name(), field)).collect()
    }

    /// In canonical words: `start`, `a_party`, `duration_s`, `a_imei`; `imei` for the phone of the target.
    pub(super) fn name(self) -> String {
        let of = |whose: Whose, noun: &str| match whose {
            Whose::A => format!("a_{noun}"),
            Whose::B => format!("b_{noun}"),
            Whose::Target => noun.to_owned(),
            Whose::Other => format!("other_{noun}"),
        };
        let name = match self {
            Self::Imei(whose) => return of(whose, "imei"),
            Self::Imsi(whose) => return of(whose, "imsi"),
            Self::Cell(whose) => return of(whose, "cell"),
            Self::Lac(whose) => return of(whose, "lac"),
            Self::Lat(whose) => return of(whose, "lat"),
            Self::Lon(whose) => return of(whose, "lon"),
            Self::LatLon(whose) => return of(whose, "lat_lon"),
            Self::Town(whose) => return of(whose, "town"),
            Self::Easting(whose) => return of(whose, "easting"),
            Self::Northing(whose) => return of(whose, "northing"),
            Self::Start => "start",
            Self::Date => "date",
            Self::Time => "time",
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Hour => "hour",
            Self::Minute => "minute",
            Self::Second => "second",
            Self::End => "end",
            Self::EndDate => "end_date",
            Self::EndTime => "end_time",
            Self::Duration => "duration_s",
            Self::Minutes => "duration_min",
            Self::Kind => "kind",
            Self::Direction => "direction",
            Self::PartyA => "a_party",
            Self::PartyB => "b_party",
            Self::Target => "target",
            Self::Other => "other_party",
            Self::Number => "number",
            Self::Device => "device",
            Self::Made => "made",
            Self::Effective => "effective",
            Self::Reference => "reference",
            Self::Person => "person",
            Self::Role => "role",
            Self::From => "from",
            Self::Until => "to",
            Self::Basis => "basis",
            Self::Azimuth => "azimuth",
        };
        name.to_owned()
    }
}
