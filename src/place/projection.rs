//! From the globe to a plane that suits Great Britain.

use crate::domain::LatLon;
use crate::geom::{Point, point};

/// Mean radius of the earth in kilometres.
const RADIUS_KM: f64 = 6371.0;
/// The central meridian of the Ordnance Survey's grid, and its scale there.
const MERIDIAN_DEGREES: f64 = -2.0;
const SCALE: f64 = 0.999_601_3;
/// The parallel that passes the middle of England.
const PARALLEL_DEGREES: f64 = 52.8;

/// Where a position lies on the map: kilometres east (x) and south (y, downwards) of 52.8 N, 2 W.
///
/// Transverse Mercator on a sphere (Snyder 1987, *Map Projections: A Working Manual*, USGS Professional Paper 1395,
/// equations 8-1 and 8-3), with the central meridian of the British grid. Within 0.1 % of true distance over England
/// and Wales; conformal, so towns and coasts keep their shape.
#[expect(clippy::cast_possible_truncation, reason = "f32 holds thousands of kilometres to a metre")]
pub fn project(at: LatLon) -> Point {
    let lat = at.lat_degrees().to_radians();
    let east = (at.lon_degrees() - MERIDIAN_DEGREES).to_radians();
    // Kept off the two points that the projection sends to infinity, a quarter of the globe away.
    let b = (lat.cos() * east.sin()).clamp(-0.999_999, 0.999_999);
    let x = RADIUS_KM * SCALE * b.atanh();
    let north = lat.sin().atan2(lat.cos() * east.cos()) - PARALLEL_DEGREES.to_radians();
    point(x as f32, (-RADIUS_KM * SCALE * north) as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(lat: f64, lon: f64) -> Point {
        project(LatLon::new(lat, lon).unwrap())
    }

    #[test]
    fn north_is_up_and_east_is_right() {
        let (norwich, exeter, carlisle) = (at(52.628, 1.298), at(50.724, -3.528), at(54.895, -2.938));
        assert!(norwich.x > 0.0 && exeter.x < 0.0);
        assert!(exeter.y > norwich.y && carlisle.y < norwich.y);
    }

    #[test]
    fn distances_on_the_map_are_distances_on_the_ground() {
        let (norwich, liverpool) = (LatLon::new(52.628, 1.298).unwrap(), LatLon::new(53.411, -2.978).unwrap());
        let on_the_map = f64::from((project(norwich) - project(liverpool)).length());
        assert!((on_the_map / norwich.km_to(liverpool) - 1.0).abs() < 0.002);
    }

    #[test]
    fn nowhere_on_the_globe_is_off_the_plane() {
        for lat in [-90.0, -1.0, 0.5, 52.0, 90.0] {
            for lon in [-180.0, -92.0, 0.0, 88.0, 180.0] {
                let p = at(lat, lon);
                assert!(p.x.is_finite() && p.y.is_finite());
            }
        }
    }
}
