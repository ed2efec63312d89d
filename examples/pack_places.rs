//! Packs the reference tables into `assets/places`, so that the assets can be made again.
//!
//! `cargo run --example pack_places -- gb_places.csv uk_area_codes.csv uk_ie_im_10m.geojson assets/places`
//!
//! `assets/places/README.md` names the sources and their licences, and says what is corrected here and why.

use linefold::place::{Gazetteer, GazetteerText, Named};
use std::collections::BTreeMap;
use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the source gets wrong.
enum Correction {
    /// A district or a double that is listed as a populated place: it would swallow the towns in it.
    LeftOut,
    /// The population belongs to something else, or is missing.
    Population(u32),
    /// Another force than the rest of the county's.
    Force(&'static str),
}

/// By `GeoNames` id. Populations are those of the census of 2011.
const CORRECTIONS: [(u32, Correction); 24] = [
    // Districts and a double.
    (6_947_756, Correction::LeftOut), // Mendip
    (8_299_617, Correction::LeftOut), // High Peak
    (2_648_970, Correction::LeftOut), // Fylde
    (8_299_614, Correction::LeftOut), // Rossendale
    (2_643_734, Correction::LeftOut), // Londonderry County Borough, which is Derry
    // Hamlets and villages with the people of a larger namesake or neighbour.
    (2_642_814, Correction::Population(0)), // Meikle Earnock: of Hamilton
    (2_638_703, Correction::Population(0)), // Saint Peters: of all Thanet
    (2_643_556, Correction::Population(0)), // Loughton, Shropshire: of Loughton, Essex
    (2_652_622, Correction::Population(0)), // Coity: of Bridgend
    (3_345_432, Correction::Population(0)), // Neston, Wiltshire: of Neston, Cheshire
    (6_692_918, Correction::Population(0)), // Featherstone, Staffordshire: of that in West Yorkshire
    (2_638_448, Correction::Population(0)), // Scalby, East Riding: of Scalby, North Yorkshire
    (2_637_748, Correction::Population(0)), // Skelton, East Riding: of Skelton, Cleveland
    (2_634_661, Correction::Population(0)), // Watton, East Riding: of Watton, Norfolk
    (2_654_194, Correction::Population(0)), // Burwell, Lincolnshire: of Burwell, Cambridgeshire
    (2_654_897, Correction::Population(0)), // Brandon, Warwickshire: of Brandon, Suffolk
    (2_650_976, Correction::Population(0)), // Dromore, Tyrone: of Dromore, Down
    (2_636_826, Correction::Population(0)), // Stone in Oxney: of Stone by Dartford
    // Built-up areas far beyond the town, and towns of unknown size.
    (2_655_613, Correction::Population(88_818)), // Birkenhead: of all the Wirral
    (2_654_264, Correction::Population(73_021)), // Burnley: with Nelson and Colne
    (2_639_989, Correction::Population(37_276)), // Port Talbot
    (2_646_523, Correction::Population(17_283)), // Houghton Regis
    // Inside Greater London, but not the Metropolitan Police's.
    (2_643_741, Correction::Force("City of London")), // City of London
    (6_690_593, Correction::Force("City of London")), // Barbican
];

/// Names as people of the place write them; `Saint` is `St` in all.
const RENAMED: [(u32, &str); 14] = [
    (2_641_674, "Newcastle-under-Lyme"),
    (2_641_731, "Newark-on-Trent"),
    (2_642_200, "Moreton-in-Marsh"),
    (2_639_110, "Ross-on-Wye"),
    (2_648_205, "Grantown-on-Spey"),
    (2_636_748, "Stow-on-the-Wold"),
    (2_636_484, "Sutton-in-Ashfield"),
    (2_645_309, "Kirkby-in-Ashfield"),
    (2_646_525, "Houghton-le-Spring"),
    (2_647_021, "Hetton-le-Hole"),
    (2_650_096, "Ellesmere Port"),
    (2_653_368, "Chapel-en-le-Frith"),
    (2_655_819, "Berwick-upon-Tweed"),
    (2_656_241, "Barrow-in-Furness"),
];

/// Towns that the source lacks, as rows of the packed table under their county. Their ids are ours, above all of `GeoNames`;
/// positions and populations are rounded.
const ADDED: [(&str, &str); 6] = [
    ("Norfolk", "4000000001\tWymondham\t52570\t1116\t14000"),
    ("Essex", "4000000002\tLoughton\t51649\t74\t31000"),
    ("Suffolk", "4000000003\tBrandon\t52447\t624\t9000"),
    ("Sefton", "4000000004\tCrosby\t53489\t-3033\t50000"),
    ("Essex", "4000000005\tJaywick\t51776\t1114\t5000"),
    ("Norfolk", "4000000006\tThorpe St Andrew\t52635\t1350\t14000"),
];

/// Dialling codes whose exchange shares its name with a larger place elsewhere: (code, town and county).
const CODES_BY_HAND: [(&str, &str); 14] = [
    ("01497", "Hay, Powys"),
    ("01545", "Llanarth, Ceredigion"),
    ("01676", "Meriden, Solihull"),
    ("01697", "Brampton, Cumbria"),
    ("01748", "Richmond, North Yorkshire"),
    ("01848", "Thornhill, Dumfries and Galloway"),
    ("017683", "Appleby-in-Westmorland"),
    ("01948", "Whitchurch, Shropshire"),
    ("019467", "Gosforth, Cumbria"),
    ("01953", "Wymondham, Norfolk"),
    ("019752", "Alford, Aberdeenshire"),
    ("019754", "Alford, Aberdeenshire"),
    ("019755", "Alford, Aberdeenshire"),
    ("019759", "Alford, Aberdeenshire"),
];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [places, codes, outline, folder] = arguments.as_slice() else {
        return Err("expected: gb_places.csv uk_area_codes.csv outline.geojson FOLDER".into());
    };
    let folder = Path::new(folder);
    let places = pack_places(places)?;
    let other_names = std::fs::read_to_string(folder.join("other_names.tsv"))?;
    let codes = pack_codes(codes, &places, &other_names)?;
    std::fs::write(folder.join("places.tsv"), places)?;
    std::fs::write(folder.join("dialling_codes.tsv"), codes)?;
    std::fs::write(folder.join("outline.txt"), pack_outline(outline)?)?;
    Ok(())
}

/// One `=county, country, force` line a county, then its places: id, name, latitude and longitude in thousandths of a
/// degree (at most 110 metres), population, and `?` where the county was guessed from the nearest place, or the name of a
/// force that is not the county's.
fn pack_places(path: &str) -> Result<String> {
    /// Name, country, force.
    type County = (String, String, String);
    let mut counties: BTreeMap<County, Vec<(u32, u32, String)>> = BTreeMap::new();
    for row in csv::Reader::from_path(path)?.deserialize() {
        let row: BTreeMap<String, String> = row?;
        let field = |name: &str| row.get(name).cloned().ok_or_else(|| format!("{path} has no column {name}"));
        let id: u32 = field("geonameid")?.parse()?;
        let (lat, lon): (f64, f64) = (field("lat")?.parse()?, field("lon")?.parse()?);
        let mut population: u32 = field("population")?.parse()?;
        let mut note = if field("admin2_how")? == "nearest" { "\t?".to_owned() } else { String::new() };
        match CORRECTIONS.iter().find(|(of, _)| *of == id) {
            Some((_, Correction::LeftOut)) => continue,
            Some((_, Correction::Population(right))) => population = *right,
            Some((_, Correction::Force(force))) => note = format!("\t{force}"),
            None => {}
        }
        let source_name = field("name")?.replace('\u{2019}', "'").replace("Saint ", "St ");
        let renamed = RENAMED.iter().find(|(of, _)| *of == id).map(|(_, name)| (*name).to_owned());
        let name = renamed.unwrap_or(source_name);
        let line = format!("{id}\t{name}\t{}\t{}\t{population}{note}", thousandths(lat), thousandths(lon));
        let county = (county_name(&field("admin2")?), field("country")?, field("police_force")?);
        counties.entry(county).or_default().push((population, id, line));
    }
    let mut text = String::from("# Made by examples/pack_places.rs from GeoNames data (CC BY 4.0); see README.md.\n");
    for ((county, country, force), mut places) in counties {
        writeln!(text, "={county}\t{country}\t{force}")?;
        places.sort_by_key(|&(population, id, _)| (std::cmp::Reverse(population), id));
        let rows = places.iter().map(|(_, _, row)| row.as_str());
        let added = ADDED.iter().filter(|(of, _)| *of == county).map(|(_, row)| *row);
        for row in rows.chain(added) {
            writeln!(text, "{row}")?;
        }
    }
    Ok(text)
}

/// `City and Borough of Leeds` is Leeds to everybody but a lawyer.
fn county_name(legal: &str) -> String {
    let heads = ["City and Borough of ", "City and County of ", "Metropolitan Borough of ", "Royal Borough of "];
    let more = ["Borough of ", "District of ", "City of ", "County of ", "Sir "];
    let tails = [" County Borough", " county borough", " Council", " City"];
    let start = heads.iter().chain(&more).find_map(|head| legal.strip_prefix(head)).unwrap_or(legal);
    tails.iter().find_map(|tail| start.strip_suffix(tail)).unwrap_or(start).to_owned()
}

/// Code without its zero, and the id of its town. A code that is shared by several towns, or names a region, is left out:
/// what cannot be known is not guessed.
fn pack_codes(path: &str, places: &str, other_names: &str) -> Result<String> {
    let keep = |text: &str| -> &'static str { String::from(text).leak() };
    let gazetteer = Gazetteer::of_text(&GazetteerText {
        places: keep(places),
        other_names: keep(other_names),
        ..GazetteerText::default()
    });
    let mut text =
        String::from("# Made by examples/pack_places.rs from libphonenumber data (Apache-2.0); see README.md.\n");
    for row in csv::Reader::from_path(path)?.deserialize() {
        let (prefix, place): (String, String) = row?;
        let by_hand = CODES_BY_HAND.iter().find(|(code, _)| *code == prefix);
        let name = by_hand.map_or(place.as_str(), |(_, name)| name);
        let name = name.split_once(" - ").map_or(name, |(_, part)| part);
        if name.contains('/') {
            eprintln!("{prefix} {place}: several towns, left out");
            continue;
        }
        let code = prefix.strip_prefix('0').unwrap_or(&prefix);
        match gazetteer.named(name, None) {
            Named::One(key) => writeln!(text, "{code}\t{}", key.0)?,
            Named::Several(keys) => {
                let described = keys.iter().filter_map(|&key| gazetteer.area(key));
                let described: Vec<_> =
                    described.map(|a| format!("{}, {} {}", a.name, a.county, a.population)).collect();
                eprintln!("{prefix} {place}: {}: the first is taken", described.join("; "));
                if let Some(first) = keys.first() {
                    writeln!(text, "{code}\t{}", first.0)?;
                }
            }
            Named::None => eprintln!("{prefix} {place}: not in the gazetteer, left out"),
        }
    }
    Ok(text)
}

/// A line a shore: `uk` or `other`, then longitude and latitude of its first point and the steps to the next ones, in
/// thousandths of a degree.
fn pack_outline(path: &str) -> Result<String> {
    let map: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path)?)?;
    let mut text =
        String::from("# Made by examples/pack_places.rs from Natural Earth data (public domain); see README.md.\n");
    let features = map["features"].as_array().ok_or("no features in the outline")?;
    for feature in features {
        let whose = if feature["properties"]["name"] == "United Kingdom" { "uk" } else { "other" };
        let shape = &feature["geometry"];
        let polygons =
            if shape["type"] == "Polygon" { vec![&shape["coordinates"]] } else { list(&shape["coordinates"]) };
        for shore in polygons.iter().flat_map(|polygon| list(polygon)) {
            let shore: Vec<_> = list(shore).iter().map(|point| (degrees(&point[0]), degrees(&point[1]))).collect();
            let mut last = (0, 0);
            text.push_str(whose);
            for (lon, lat) in simplified(&shore) {
                let at = (thousandths(lon), thousandths(lat));
                if at != last {
                    write!(text, " {} {}", at.0 - last.0, at.1 - last.1)?;
                }
                last = at;
            }
            text.push('\n');
        }
    }
    Ok(text)
}

/// The ring without points that lie within 100 metres of the line between their neighbours (Ramer 1972; Douglas and
/// Peucker 1973): less than a map of 1:10,000,000 is good for.
fn simplified(ring: &[(f64, f64)]) -> Vec<(f64, f64)> {
    const TOLERANCE_DEGREES: f64 = 0.0009;
    let mut keep = vec![false; ring.len()];
    let Some(last) = ring.len().checked_sub(1) else { return Vec::new() };
    // A ring ends where it begins, so it is cut in two.
    let mut open = vec![(0, last / 2), (last / 2, last)];
    for end in [0, last / 2, last] {
        keep[end] = true;
    }
    while let Some((from, to)) = open.pop() {
        let off = |i: usize| distance(ring[i], ring[from], ring[to]);
        let furthest = (from + 1..to).max_by(|&a, &b| off(a).total_cmp(&off(b)));
        if let Some(middle) = furthest.filter(|&i| off(i) > TOLERANCE_DEGREES) {
            keep[middle] = true;
            open.extend([(from, middle), (middle, to)]);
        }
    }
    ring.iter().zip(keep).filter_map(|(&point, kept)| kept.then_some(point)).collect()
}

/// From the point to the line between two others, in degrees of latitude.
fn distance(at: (f64, f64), from: (f64, f64), to: (f64, f64)) -> f64 {
    let squeeze = at.1.to_radians().cos();
    let flat = |p: (f64, f64)| ((p.0 - from.0) * squeeze, p.1 - from.1);
    let (p, line) = (flat(at), flat(to));
    let length = line.0.hypot(line.1);
    if length == 0.0 { p.0.hypot(p.1) } else { (p.0 * line.1 - p.1 * line.0).abs() / length }
}

fn list(value: &serde_json::Value) -> Vec<&serde_json::Value> {
    value.as_array().map(|all| all.iter().collect()).unwrap_or_default()
}

fn degrees(value: &serde_json::Value) -> f64 {
    value.as_f64().unwrap_or_default()
}

#[expect(clippy::cast_possible_truncation, reason = "180,000 fits")]
fn thousandths(degrees: f64) -> i32 {
    (degrees * 1000.0).round() as i32
}
