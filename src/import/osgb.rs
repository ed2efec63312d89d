//! Positions on the National Grid of Great Britain (OSGB36), as British operators write them.

use crate::domain::LatLon;

/// An ellipsoid: semi-axes in metres.
struct Ellipsoid {
    a: f64,
    b: f64,
}

const AIRY_1830: Ellipsoid = Ellipsoid { a: 6_377_563.396, b: 6_356_256.909 };
const WGS_84: Ellipsoid = Ellipsoid { a: 6_378_137.0, b: 6_356_752.314_245 };

/// Scale on the central meridian; true origin; easting and northing of that origin.
const F0: f64 = 0.999_601_271_7;
const LAT0: f64 = 49.0 * std::f64::consts::PI / 180.0;
const LON0: f64 = -2.0 * std::f64::consts::PI / 180.0;
const E0: f64 = 400_000.0;
const N0: f64 = -100_000.0;

/// The position of an easting and a northing in metres; `None` outside the grid.
///
/// Ordnance Survey, "A guide to coordinate systems in Great Britain", annex C (inverse transverse Mercator) and 6.6 (the
/// seven-parameter change of datum, good to about five metres: far less than a cell).
pub(super) fn position(easting: f64, northing: f64) -> Option<LatLon> {
    if !(0.0..700_000.0).contains(&easting) || !(0.0..1_300_000.0).contains(&northing) || easting + northing == 0.0 {
        return None;
    }
    let (lat, lon) = unproject(easting, northing);
    let (x, y, z) = cartesian(lat, lon, &AIRY_1830);
    let (lat, lon) = geodetic(to_wgs_84(x, y, z), &WGS_84);
    LatLon::new(lat.to_degrees(), lon.to_degrees())
}

/// A grid reference: `TL 123 456`, `TL1234567890`, two letters and an even count of digits.
pub(super) fn grid_reference(text: &str) -> Option<LatLon> {
    let plain: Vec<u8> = text.bytes().filter(|b| *b != b' ').map(|b| b.to_ascii_uppercase()).collect();
    let (letters, digits) = plain.split_at_checked(2)?;
    let half = digits.len() / 2;
    if !letters.iter().all(u8::is_ascii_uppercase)
        || !digits.iter().all(u8::is_ascii_digit)
        || !(2..=5).contains(&half)
        || digits.len() % 2 != 0
    {
        return None;
    }
    // Letters run A to Z without I, five in a row, from the north-west.
    let place = |letter: u8| (letter != b'I').then(|| f64::from(letter - b'A' - u8::from(letter > b'I')));
    let (big, small) = (place(letters[0])?, place(letters[1])?);
    let column = |n: f64| n.rem_euclid(5.0);
    let row = |n: f64| (n / 5.0).floor();
    let east = (column(big) - 2.0) * 500_000.0 + column(small) * 100_000.0;
    let north = (3.0 - row(big)) * 500_000.0 + (4.0 - row(small)) * 100_000.0;
    let metres = |digits: &[u8]| -> f64 {
        let value = digits.iter().fold(0.0, |n, d| n * 10.0 + f64::from(d - b'0'));
        // The middle of the square that so many digits name.
        (value + 0.5) * 10_f64.powi(5 - i32::try_from(digits.len()).unwrap_or(5))
    };
    position(east + metres(&digits[..half]), north + metres(&digits[half..]))
}

fn unproject(easting: f64, northing: f64) -> (f64, f64) {
    let Ellipsoid { a, b } = AIRY_1830;
    let e2 = 1.0 - (b * b) / (a * a);
    let n = (a - b) / (a + b);
    let mut lat = LAT0;
    let mut arc = 0.0;
    // Converges to a hundredth of a millimetre in a few rounds anywhere on the grid.
    for _ in 0..10 {
        lat += (northing - N0 - arc) / (a * F0);
        arc = meridional_arc(lat, b, n);
        if (northing - N0 - arc).abs() < 1e-5 {
            break;
        }
    }
    let (sin, cos, tan) = (lat.sin(), lat.cos(), lat.tan());
    let nu = a * F0 / (1.0 - e2 * sin * sin).sqrt();
    let rho = a * F0 * (1.0 - e2) / (1.0 - e2 * sin * sin).powf(1.5);
    let eta2 = nu / rho - 1.0;
    let (t2, t4, t6) = (tan.powi(2), tan.powi(4), tan.powi(6));
    let d = easting - E0;
    let vii = tan / (2.0 * rho * nu);
    let viii = tan / (24.0 * rho * nu.powi(3)) * (5.0 + 3.0 * t2 + eta2 - 9.0 * t2 * eta2);
    let ix = tan / (720.0 * rho * nu.powi(5)) * (61.0 + 90.0 * t2 + 45.0 * t4);
    let x = 1.0 / (cos * nu);
    let xi = 1.0 / (cos * 6.0 * nu.powi(3)) * (nu / rho + 2.0 * t2);
    let xii = 1.0 / (cos * 120.0 * nu.powi(5)) * (5.0 + 28.0 * t2 + 24.0 * t4);
    let xiia = 1.0 / (cos * 5040.0 * nu.powi(7)) * (61.0 + 662.0 * t2 + 1320.0 * t4 + 720.0 * t6);
    let lat = lat - vii * d.powi(2) + viii * d.powi(4) - ix * d.powi(6);
    let lon = LON0 + x * d - xi * d.powi(3) + xii * d.powi(5) - xiia * d.powi(7);
    (lat, lon)
}

fn meridional_arc(lat: f64, b: f64, n: f64) -> f64 {
    let (n2, n3) = (n * n, n * n * n);
    let (minus, plus) = (lat - LAT0, lat + LAT0);
    let first = (1.0 + n + 1.25 * n2 + 1.25 * n3) * minus;
    let second = (3.0 * n + 3.0 * n2 + 21.0 / 8.0 * n3) * minus.sin() * plus.cos();
    let third = (15.0 / 8.0 * n2 + 15.0 / 8.0 * n3) * (2.0 * minus).sin() * (2.0 * plus).cos();
    let fourth = 35.0 / 24.0 * n3 * (3.0 * minus).sin() * (3.0 * plus).cos();
    b * F0 * (first - second + third - fourth)
}

fn cartesian(lat: f64, lon: f64, on: &Ellipsoid) -> (f64, f64, f64) {
    let e2 = 1.0 - (on.b * on.b) / (on.a * on.a);
    let nu = on.a / (1.0 - e2 * lat.sin().powi(2)).sqrt();
    (nu * lat.cos() * lon.cos(), nu * lat.cos() * lon.sin(), (1.0 - e2) * nu * lat.sin())
}

/// The change of datum from OSGB36 to WGS 84: shift in metres, turn in seconds of arc, scale in parts of a million.
fn to_wgs_84(x: f64, y: f64, z: f64) -> (f64, f64, f64) {
    let turn = |secs: f64| (secs / 3600.0).to_radians();
    let (rx, ry, rz) = (turn(0.1502), turn(0.2470), turn(0.8421));
    let scale = 1.0 - 20.4894e-6;
    (
        446.448 + scale * x - rz * y + ry * z,
        -125.157 + rz * x + scale * y - rx * z,
        542.060 - ry * x + rx * y + scale * z,
    )
}

fn geodetic((x, y, z): (f64, f64, f64), on: &Ellipsoid) -> (f64, f64) {
    let e2 = 1.0 - (on.b * on.b) / (on.a * on.a);
    let p = x.hypot(y);
    let mut lat = (z / (p * (1.0 - e2))).atan();
    for _ in 0..6 {
        let nu = on.a / (1.0 - e2 * lat.sin().powi(2)).sqrt();
        lat = ((z + e2 * nu * lat.sin()) / p).atan();
    }
    (lat, y.atan2(x))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn km_off(found: Option<LatLon>, lat: f64, lon: f64) -> f64 {
        found.zip(LatLon::new(lat, lon)).map_or(f64::INFINITY, |(a, b)| a.km_to(b))
    }

    #[test]
    fn the_grid_is_where_the_ordnance_survey_says() {
        // Worked example of the guide: Caister water tower, OSGB36 52° 39' 27.2531" N 1° 43' 4.5177" E.
        let (lat, lon) = unproject(651_409.903, 313_177.270);
        assert!((lat.to_degrees() - 52.657_570_3).abs() < 1e-6 && (lon.to_degrees() - 1.717_921_6).abs() < 1e-6);
        // The same tower on WGS 84: 52° 39' 28.72" N, 1° 42' 57.79" E.
        assert!(km_off(position(651_409.903, 313_177.270), 52.657_978, 1.716_053) < 0.01);
    }

    #[test]
    fn a_grid_reference_is_an_easting_and_a_northing() {
        assert_eq!(grid_reference("TQ 30034 80381"), position(530_034.5, 180_381.5));
        assert!(km_off(grid_reference("TQ300803"), 51.508, -0.128) < 0.15);
        assert_eq!(grid_reference("LUTON 12"), None);
        assert_eq!(position(0.0, 0.0), None);
    }
}
