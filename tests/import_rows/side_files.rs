//! Side files, and files that are none.

use super::*;

#[test]
fn side_files_are_known_by_their_headers() {
    let orders = read(
        "number,made,effective,reference\n07700900112,01/03/2026 10:00,13/03/2026 17:00,DDTRO-1\n356938035643809,,14/03/2026,DDTRO-2\nrubbish,,14/03/2026,\n",
    );
    assert_eq!((orders.report.content, orders.orders.len(), orders.report.rejected), (Content::Orders, 2, 1));
    assert_eq!(orders.orders[0].effective.iso(&Zone::london()), "2026-03-13T17:00:00+00:00");
    let attributions =
        read("number,person,role,from,to,basis\n07700900112,Nominal 1,runner,2026-03-01,,seized phone\n");
    assert_eq!((attributions.report.content, attributions.attributions.len()), (Content::Attributions, 1));
    let places = read("number,town,basis\n07700900112,Bournemouth,subscriber\n07700900112,Bournemouth,subscriber\n");
    assert_eq!(
        (places.report.content, places.number_places.len(), places.report.duplicate),
        (Content::NumberPlaces, 1, 1)
    );
    let sites = read("cell,lat,lon,town,azimuth\n234-15-1-2,51.8787,-0.42,Luton,120\n234-15-1-3,,,,\n");
    assert_eq!((sites.report.content, sites.cell_sites.len(), sites.report.rejected), (Content::CellSites, 1, 1));
    assert_eq!(sites.cell_sites[0].azimuth_degrees, Some(120));
}

#[test]
fn side_files_by_other_names_are_known_too() {
    let orders = read("Device,Date of order,Date effective,Order ref\n356938035643809,01/03/2026,13/03/2026,X\n");
    assert_eq!((orders.report.content, orders.orders.len()), (Content::Orders, 1));
    let places = read("MSISDN;Home town;Source\n447700900112;Torquay;subscriber check\n");
    assert_eq!((places.report.content, places.number_places.len()), (Content::NumberPlaces, 1));
    let sites = read("Cell ID,Site Name,Latitude,Longitude,Bearing\n234-15-1-2,Luton North,51.8787,-0.42,120\n");
    assert_eq!((sites.report.content, sites.cell_sites.len()), (Content::CellSites, 1));
    let attributions = read(
        "Phone number,Nominal,Role,Start,End,Basis\n07700900112,Nominal 1,deal line,01/03/2026,20/03/2026,probe\n",
    );
    assert_eq!((attributions.report.content, attributions.attributions.len()), (Content::Attributions, 1));
}

#[test]
fn files_that_lie_beside_the_records_are_left_aside_without_alarm() {
    for (name, text) in [
        ("truth.csv", "old,new\n+447700900112,+447700900113\n"),
        ("truth.csv", "number,line\n+447700900112,L1\n"),
        (
            "lines.csv",
            "number,line,position,first_seen,last_seen,status,score_bits,origin,towns\n+447700900112,L1,1,2026-03-01,2026-03-09,alone,,Liverpool,Torquay\n",
        ),
        (
            "README.md",
            "# The sample\n\nAn invented operation. Numbers are from Ofcom's range 07700 900000 to 900999.\n\n| file | what |\n|---|---|\n| calls.csv | records |\n",
        ),
        ("positions.csv", "node,x,y\na,1.5,2.5\n"),
        ("edges.csv", "source,target,weight\na,b,3\n"),
        ("picture.csv", "\u{89}PNG\r\n\u{1a}\n"),
        ("empty.csv", ""),
    ] {
        let batch = read_named(name, text.as_bytes());
        assert_eq!((batch.report.content, batch.records.len()), (Content::Unknown, 0), "{name}");
        assert!(!batch.report.problems.is_empty(), "{name} is passed over in silence");
        assert!(
            batch.report.problems.iter().all(|p| p.severity < Severity::Error),
            "{name}: {:?}",
            batch.report.problems
        );
    }
}
