//! Towns by coordinate, name and dialling code; exporting cities; the map.

use linefold::domain::{AreaKey, DialPlan, LatLon, Msisdn};
use linefold::place::{FIXED_ORIGINS, Gazetteer, Named, project};

fn at(lat: f64, lon: f64) -> LatLon {
    LatLon::new(lat, lon).expect("on the globe")
}

fn name(key: AreaKey) -> &'static str {
    Gazetteer::embedded().area(key).expect("a key of the gazetteer").name
}

fn town_at(lat: f64, lon: f64) -> Option<&'static str> {
    Gazetteer::embedded().nearest(at(lat, lon)).map(name)
}

/// Name and county.
fn named(text: &str) -> Option<(&'static str, &'static str)> {
    let gazetteer = Gazetteer::embedded();
    gazetteer.named(text, None).one().and_then(|key| gazetteer.area(key)).map(|area| (area.name, area.county))
}

fn key(text: &str) -> AreaKey {
    Gazetteer::embedded().named(text, None).one().expect("one place of the name")
}

fn hub(text: &str) -> Option<&'static str> {
    Gazetteer::embedded().exporting_hub(key(text)).map(name)
}

#[test]
fn every_row_of_the_packed_table_is_read() {
    let rows = include_str!("../assets/places/places.tsv").lines().filter(|line| !line.starts_with(['#', '=']));
    assert_eq!(Gazetteer::embedded().areas().len(), rows.count());
    let codes = include_str!("../assets/places/dialling_codes.tsv").lines().filter(|line| !line.starts_with('#'));
    for code in codes {
        let id = code.split('\t').nth(1).and_then(|id| id.parse().ok()).unwrap();
        assert!(Gazetteer::embedded().area(AreaKey(id)).is_some(), "{code}");
    }
}

#[test]
fn a_mast_belongs_to_the_town_whose_streets_it_serves() {
    for (lat, lon, town, where_it_is) in [
        (52.622, 1.309, "Norwich", "Carrow Road"),
        (52.622, 1.241, "Norwich", "University of East Anglia"),
        (52.656, 1.255, "Norwich", "Hellesdon"),
        (52.606, 1.737, "Great Yarmouth", "the sea front"),
        (52.573, 1.7307, "Great Yarmouth", "Gorleston"),
        (51.4626, -0.1159, "London", "Brixton"),
        (51.545, -0.055, "London", "Hackney"),
        (51.376, -0.098, "London", "Croydon"),
        (51.470, -0.4543, "London", "Heathrow"),
        (51.577, 0.183, "London", "Romford"),
        (53.389, -2.964, "Liverpool", "Toxteth"),
        (53.345, -2.850, "Liverpool", "Speke"),
        (53.431, -2.961, "Liverpool", "Anfield"),
        (53.393, -3.020, "Birkenhead", "Hamilton Square"),
        (52.508, -1.940, "Birmingham", "Handsworth"),
        (52.408, -1.963, "Birmingham", "Northfield"),
        (52.413, -1.778, "Solihull", "its middle"),
        (53.457, -2.241, "Manchester", "Moss Side"),
        (50.796, -1.075, "Portsmouth", "Fratton"),
        (50.725, -1.845, "Bournemouth", "Boscombe"),
        (50.716, -1.982, "Poole", "the quay"),
        (51.655, -0.396, "Watford", "its middle"),
        (51.446, 0.217, "Dartford", "its middle"),
        (51.250, 0.250, "Sevenoaks", "woods between London and Maidstone"),
        (54.961, -1.602, "Gateshead", "its middle, inside Newcastle's disc"),
        (53.319, -3.491, "Rhyl", "its middle"),
        (53.227, -4.129, "Bangor", "its middle"),
        (51.389, 1.386, "Margate", "its middle"),
        (51.335, 1.420, "Ramsgate", "its middle"),
        (51.209, -2.647, "Wells", "its middle, in the district of Mendip"),
        (51.592, -3.780, "Port Talbot", "its middle"),
        (52.430, 0.720, "Thetford", "a forest"),
    ] {
        assert_eq!(town_at(lat, lon), Some(town), "{where_it_is}");
    }
}

#[test]
fn a_village_is_named_only_where_no_town_is_near() {
    assert_eq!(town_at(52.954, 0.851), Some("Wells-next-the-Sea"));
    // Ringland, 11 km from the middle of Norwich and 6 km from its edge.
    assert_eq!(town_at(52.680, 1.180), Some("Norwich"));
}

#[test]
fn what_lies_at_sea_or_abroad_has_no_town() {
    for (lat, lon) in
        [(54.5, 2.0), (50.951, 1.858), (54.004, -6.402), (53.35, -6.26), (54.15, -4.48), (40.4, -3.7), (-52.6, 1.3)]
    {
        assert_eq!(town_at(lat, lon), None, "{lat} {lon}");
    }
}

#[test]
fn a_town_is_known_in_every_way_its_name_is_written() {
    for (text, town) in [
        ("NORWICH", "Norwich"),
        ("Norwich, Norfolk", "Norwich"),
        ("Norwich (Norfolk)", "Norwich"),
        ("12 High St, Norwich NR1", "Norwich"),
        ("Norwich St Stephens", "Norwich"),
        ("City Centre, Norwich, NR2 1AA", "Norwich"),
        ("London Road Ipswich", "Ipswich"),
        ("Kings Lynn", "King's Lynn"),
        ("King\u{2019}s Lynn", "King's Lynn"),
        ("Saint Helens", "St Helens"),
        ("Bury Saint Edmunds", "Bury St Edmunds"),
        ("Gt. Yarmouth", "Great Yarmouth"),
        ("southend on sea", "Southend-on-Sea"),
        ("Southend", "Southend-on-Sea"),
        ("Burton-on-Trent", "Burton upon Trent"),
        ("Hull", "Kingston upon Hull"),
        ("Tunbridge Wells", "Royal Tunbridge Wells"),
        ("Boscombe", "Bournemouth"),
        ("Boscombe, Dorset", "Bournemouth"),
        ("Handsworth, Birmingham", "Birmingham"),
        ("Everton, Liverpool", "Liverpool"),
        ("London", "London"),
        ("Norwich, East", "Norwich"),
    ] {
        assert_eq!(named(text).map(|(town, _)| town), Some(town), "{text}");
    }
}

#[test]
fn the_county_behind_a_name_decides_between_namesakes() {
    for (text, county) in [
        ("Newport, Gwent", "Newport"),
        ("Newport (Shropshire)", "Telford and Wrekin"),
        ("Newport, Isle of Wight", "Isle of Wight"),
        ("Bangor (Gwynedd)", "Gwynedd"),
        ("Bangor, North Wales", "Gwynedd"),
        ("Bangor, Co. Down", "Ards and North Down"),
        ("Richmond, North Yorkshire", "North Yorkshire"),
        ("Newcastle, Staffordshire", "Staffordshire"),
        ("Wells, Norfolk", "Norfolk"),
        ("Ashford, Surrey", "Surrey"),
        ("Market Street, Brandon, Suffolk", "Suffolk"),
    ] {
        assert_eq!(named(text).map(|(_, county)| county), Some(county), "{text}");
    }
}

#[test]
fn counties_of_old_are_understood_and_foreign_ones_are_not_taken_for_near() {
    assert_eq!(named("Stockport, Cheshire"), Some(("Stockport", "Stockport")));
    assert_eq!(named("Bournemouth, Hampshire").map(|(town, _)| town), Some("Bournemouth"));
    assert_eq!(named("Hunstanton, Cornwall"), None);
}

#[test]
fn a_name_that_several_towns_bear_is_not_guessed() {
    let Named::Several(bangors) = Gazetteer::embedded().named("Bangor", None) else { panic!("two Bangors") };
    assert_eq!(bangors.len(), 2);
    assert_eq!(Gazetteer::embedded().named("Nowhereville", None), Named::None);
    assert_eq!(Gazetteer::embedded().named("", None), Named::None);
    assert_eq!(Gazetteer::embedded().named(" ,()-'", None), Named::None);
}

#[test]
fn what_is_near_decides_between_namesakes() {
    let gazetteer = Gazetteer::embedded();
    let county =
        |text, near| gazetteer.named(text, Some(near)).one().and_then(|k| gazetteer.area(k)).map(|area| area.county);
    let (liverpool, belfast, telford) = (at(53.41, -2.98), at(54.6, -5.93), at(52.68, -2.45));
    assert_eq!(county("Bangor", liverpool), Some("Gwynedd"));
    assert_eq!(county("Bangor", belfast), Some("Ards and North Down"));
    assert_eq!(county("Newport", telford), Some("Telford and Wrekin"));
    assert_eq!(county("Newcastle", at(53.0, -2.2)), Some("Staffordshire"));
}

#[test]
fn a_landline_is_placed_by_its_code_and_fiction_is_not() {
    let town = |text| {
        let number = Msisdn::parse(text, &DialPlan::GREAT_BRITAIN).unwrap();
        Gazetteer::embedded().of_landline(number).map(name)
    };
    assert_eq!(town("020 7946 0123"), Some("London"));
    assert_eq!(town("0121 496 0123"), Some("Birmingham"));
    assert_eq!(town("0151 496 0123"), Some("Liverpool"));
    assert_eq!(town("01603 960123"), Some("Norwich"));
    assert_eq!(town("01493 960123"), Some("Great Yarmouth"));
    assert_eq!(town("01748 960123"), Some("Richmond"));
    assert_eq!(town("01708 960123"), Some("London"));
    for unplaced in ["01632 960123", "07700 900123", "0800 111 1111", "+353 1 234 5678", "028 0000 0000"] {
        assert_eq!(town(unplaced), None, "{unplaced}");
    }
}

#[test]
fn suburbs_and_outskirts_belong_to_the_exporting_city() {
    for (place, city) in [
        ("Brixton", "London"),
        ("Hackney", "London"),
        ("Croydon", "London"),
        ("City of London", "London"),
        ("Solihull", "Birmingham"),
        ("West Bromwich", "Birmingham"),
        ("Wolverhampton", "Wolverhampton"),
        ("Bootle", "Liverpool"),
        ("Birkenhead", "Liverpool"),
        ("Salford", "Manchester"),
        ("Stockport", "Manchester"),
        ("Bradford", "Bradford"),
        ("Bristol", "Bristol"),
        ("Gateshead", "Newcastle upon Tyne"),
    ] {
        assert_eq!(hub(place), Some(city), "{place}");
    }
}

#[test]
fn a_town_by_itself_exports_nothing() {
    for town in ["Norwich", "Great Yarmouth", "Watford", "Dartford", "Wakefield", "Southport", "Exeter", "Rhyl"] {
        assert_eq!(hub(town), None, "{town}");
    }
}

#[test]
fn no_force_is_shown_where_the_county_was_guessed() {
    let area = |text| *Gazetteer::embedded().area(key(text)).unwrap();
    assert_eq!(area("Norwich").force, Some("Norfolk"));
    assert_eq!(area("Hackney").force, Some("Metropolitan Police"));
    assert_eq!(area("Barbican").force, Some("City of London"));
    assert_eq!(area("Westbury-sub-Mendip").force, None);
}

#[test]
fn a_suburb_keeps_its_name_and_knows_its_town() {
    let sprowston = key("Sprowston, Norfolk");
    assert_eq!((name(sprowston), name(Gazetteer::embedded().town_of(sprowston))), ("Sprowston", "Norwich"));
    assert_eq!(Gazetteer::embedded().town_of(key("Norwich")), key("Norwich"));
}

#[test]
fn the_cities_of_fixed_hue_are_the_four() {
    assert_eq!(FIXED_ORIGINS.map(name), ["London", "Birmingham", "Liverpool", "Manchester"]);
}

#[test]
fn towns_lie_on_the_land_that_the_map_draws() {
    let lands = &Gazetteer::embedded().outline().lands;
    assert!(lands.iter().any(|land| land.is_uk) && lands.iter().any(|land| !land.is_uk));
    let main = lands.iter().filter(|land| land.is_uk).max_by_key(|land| land.shore.len()).unwrap();
    for town in ["London", "Birmingham", "Norwich", "Exeter", "Carlisle", "Inverness"] {
        let position = Gazetteer::embedded().area(key(town)).unwrap().position;
        assert!(main.bounds.contains(project(position)), "{town}");
    }
    // Great Britain is about 970 km long and 500 km wide.
    assert!((900.0..1050.0).contains(&main.bounds.height()) && (450.0..650.0).contains(&main.bounds.width()));
}
