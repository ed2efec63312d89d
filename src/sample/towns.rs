//! Cities and towns that invented lines run between, with where they truly lie.
//!
//! A short table of its own, so that a generated world does not depend on the gazetteer it is used to test. Positions and
//! numbers of people are those of `GeoNames` (CC BY 4.0).

/// A city or town of an invented world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Town {
    /// Its name.
    pub name: &'static str,
    /// The police force it lies in.
    pub force: &'static str,
    /// Latitude in hundred thousandths of a degree.
    pub lat_e5: i32,
    /// Longitude in hundred thousandths of a degree, east positive.
    pub lon_e5: i32,
    /// How many people live there.
    pub people: u32,
}

/// Index of a town: first the cities of [`CITIES`], then the towns of [`TOWNS`].
pub(super) type TownIx = usize;

const fn place(name: &'static str, force: &'static str, lat_e5: i32, lon_e5: i32, people: u32) -> Town {
    Town { name, force, lat_e5, lon_e5, people }
}

/// The town with this index.
pub(super) fn town(index: TownIx) -> &'static Town {
    if index < CITIES.len() { &CITIES[index] } else { &TOWNS[index - CITIES.len()] }
}

/// How many cities and towns there are.
pub(super) const COUNT: usize = CITIES.len() + TOWNS.len();

/// Square of the distance in hundred thousandths of a degree of latitude. The earth is taken for flat, with the degree of
/// longitude at 53° north: whole numbers, so that every machine finds the same.
pub(super) fn distance2(a: (i32, i32), b: (i32, i32)) -> i64 {
    let north = i64::from(a.0 - b.0);
    let east = i64::from(a.1 - b.1) * 60 / 100;
    north * north + east * east
}

/// The town nearest to a position.
pub(super) fn nearest(at: (i32, i32)) -> &'static Town {
    let all = (0..COUNT).map(town);
    all.min_by_key(|t| distance2(at, (t.lat_e5, t.lon_e5))).unwrap_or(&CITIES[0])
}

/// Cities that lines are run from, the three greatest exporters first.
pub(super) const CITIES: [Town; 12] = [
    place("London", "Metropolitan Police", 5_150_853, -12_574, 8_961_989),
    place("Birmingham", "West Midlands", 5_248_142, -189_983, 1_157_603),
    place("Liverpool", "Merseyside", 5_341_058, -297_794, 496_770),
    place("Manchester", "Greater Manchester", 5_348_095, -223_743, 568_996),
    place("Leeds", "West Yorkshire", 5_379_648, -154_785, 536_280),
    place("Bristol", "Avon and Somerset", 5_145_523, -259_665, 479_024),
    place("Nottingham", "Nottinghamshire", 5_295_360, -115_047, 323_632),
    place("Sheffield", "South Yorkshire", 5_338_297, -146_590, 556_500),
    place("Leicester", "Leicestershire", 5_263_860, -113_169, 368_600),
    place("Coventry", "West Midlands", 5_240_656, -151_217, 345_324),
    place("Bradford", "West Yorkshire", 5_379_391, -175_206, 366_187),
    place("Wolverhampton", "West Midlands", 5_258_547, -212_296, 263_700),
];

/// Towns that lines sell in.
pub(super) const TOWNS: [Town; 78] = [
    place("Norwich", "Norfolk", 5_262_783, 129_834, 143_135),
    place("Great Yarmouth", "Norfolk", 5_260_831, 173_052, 63_434),
    place("King's Lynn", "Norfolk", 5_275_172, 39_516, 46_093),
    place("Ipswich", "Suffolk", 5_205_917, 115_545, 178_835),
    place("Lowestoft", "Suffolk", 5_247_523, 175_167, 71_327),
    place("Colchester", "Essex", 5_188_921, 90_421, 130_245),
    place("Exeter", "Devon & Cornwall", 5_072_360, -352_751, 130_709),
    place("Plymouth", "Devon & Cornwall", 5_037_153, -414_305, 260_203),
    place("Torquay", "Devon & Cornwall", 5_046_198, -352_522, 65_388),
    place("Barnstaple", "Devon & Cornwall", 5_108_022, -405_808, 31_616),
    place("Truro", "Devon & Cornwall", 5_026_526, -505_436, 23_041),
    place("Newquay", "Devon & Cornwall", 5_041_557, -507_319, 20_189),
    place("Bournemouth", "Dorset", 5_072_048, -187_950, 163_600),
    place("Weymouth", "Dorset", 5_061_448, -245_991, 53_416),
    place("Salisbury", "Wiltshire", 5_106_931, -179_569, 44_748),
    place("Swindon", "Wiltshire", 5_155_797, -178_116, 201_669),
    place("Gloucester", "Gloucestershire", 5_186_568, -224_310, 132_416),
    place("Cheltenham", "Gloucestershire", 5_190_006, -207_972, 118_836),
    place("Hereford", "West Mercia", 5_205_684, -271_482, 60_415),
    place("Shrewsbury", "West Mercia", 5_271_009, -275_208, 76_782),
    place("Telford", "West Mercia", 5_267_659, -244_926, 155_570),
    place("Worcester", "West Mercia", 5_218_935, -222_001, 101_659),
    place("Aberystwyth", "Dyfed-Powys", 5_241_548, -408_292, 18_749),
    place("Bangor", "North Wales", 5_322_752, -412_936, 18_322),
    place("Rhyl", "North Wales", 5_331_929, -349_228, 25_874),
    place("Wrexham", "North Wales", 5_304_664, -299_132, 65_692),
    place("Barrow-in-Furness", "Cumbria", 5_411_094, -322_758, 55_489),
    place("Carlisle", "Cumbria", 5_489_510, -293_820, 78_470),
    place("Kendal", "Cumbria", 5_432_681, -274_757, 29_147),
    place("Lancaster", "Lancashire", 5_404_649, -279_988, 47_162),
    place("Blackpool", "Lancashire", 5_381_667, -305_000, 145_007),
    place("Preston", "Lancashire", 5_376_282, -270_452, 313_332),
    place("Harrogate", "North Yorkshire", 5_399_078, -153_730, 89_060),
    place("Scarborough", "North Yorkshire", 5_427_966, -40_443, 61_749),
    place("York", "North Yorkshire", 5_395_763, -108_271, 156_135),
    place("Kingston upon Hull", "Humberside", 5_374_460, -33_525, 314_018),
    place("Grimsby", "Humberside", 5_356_539, -7553, 86_138),
    place("Lincoln", "Lincolnshire", 5_322_683, -53_792, 103_813),
    place("Boston", "Lincolnshire", 5_297_633, -2664, 45_339),
    place("Skegness", "Lincolnshire", 5_314_362, 33_630, 24_876),
    place("Peterborough", "Cambridgeshire", 5_257_364, -24_777, 163_379),
    place("Cambridge", "Cambridgeshire", 5_220_000, 11_667, 145_674),
    place("Bury St Edmunds", "Suffolk", 5_224_630, 71_111, 41_280),
    place("Margate", "Kent", 5_138_132, 138_617, 63_322),
    place("Dover", "Kent", 5_112_598, 131_257, 41_709),
    place("Folkestone", "Kent", 5_108_169, 116_734, 66_429),
    place("Hastings", "Sussex", 5_085_568, 58_009, 92_855),
    place("Eastbourne", "Sussex", 5_076_871, 28_453, 101_689),
    place("Brighton", "Sussex", 5_082_838, -13_947, 283_870),
    place("Portsmouth", "Hampshire and Isle of Wight", 5_079_899, -109_125, 208_100),
    place("Southampton", "Hampshire and Isle of Wight", 5_090_395, -140_428, 269_781),
    place("Andover", "Hampshire and Isle of Wight", 5_121_135, -149_393, 42_276),
    place("Basingstoke", "Hampshire and Isle of Wight", 5_126_249, -108_708, 107_642),
    place("Oxford", "Thames Valley", 5_175_222, -125_596, 162_100),
    place("Banbury", "Thames Valley", 5_206_320, -134_222, 48_651),
    place("Northampton", "Northamptonshire", 5_225_000, -88_333, 245_899),
    place("Kettering", "Northamptonshire", 5_239_836, -72_571, 56_676),
    place("Darlington", "Durham", 5_452_429, -155_039, 92_363),
    place("Middlesbrough", "Cleveland", 5_457_623, -123_483, 142_707),
    place("Hartlepool", "Cleveland", 5_468_554, -121_028, 88_855),
    place("Berwick-Upon-Tweed", "Northumbria", 5_576_868, -200_537, 12_043),
    place("Aberdeen", "Police Scotland", 5_714_369, -209_814, 198_590),
    place("Dundee", "Police Scotland", 5_646_913, -297_489, 148_210),
    place("Inverness", "Police Scotland", 5_747_908, -422_398, 47_790),
    place("Swansea", "South Wales", 5_162_079, -394_323, 300_352),
    place("Carmarthen", "Dyfed-Powys", 5_185_552, -430_535, 15_854),
    place("Merthyr Tydfil", "South Wales", 5_174_794, -337_779, 43_820),
    place("Newport", "Gwent", 5_158_774, -299_835, 161_506),
    place("Taunton", "Avon and Somerset", 5_101_494, -310_293, 64_621),
    place("Yeovil", "Avon and Somerset", 5_094_159, -263_211, 50_176),
    place("Chester", "Cheshire", 5_319_050, -289_189, 90_524),
    place("Crewe", "Cheshire", 5_309_787, -244_161, 76_437),
    place("Stafford", "Staffordshire", 5_280_521, -211_636, 70_145),
    place("Derby", "Derbyshire", 5_292_277, -147_663, 270_468),
    place("Mansfield", "Nottinghamshire", 5_313_333, -120_000, 171_958),
    place("Grantham", "Lincolnshire", 5_291_149, -64_184, 44_580),
    place("Rugby", "Warwickshire", 5_237_092, -126_417, 78_117),
    place("Canterbury", "Kent", 5_127_904, 107_992, 55_087),
];
