//! The older container of Office, as far as an XLS workbook needs it: its one stream taken out, looked through and put in a container
//! of our own. What a file claims of itself is kept from the workbook library, which makes room for it before it looks.
//!
//! Formats after Microsoft's open specifications MS-CFB and MS-XLS.

use super::archive::Fault;

/// Ends a chain of sectors; what is above it names no sector either.
const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
const NO_SECTOR: u32 = 0xFFFF_FFFA;
/// A smaller stream lies in small sectors.
const SMALL_STREAM: usize = 4096;
const SMALL_SECTOR: usize = 64;

/// Cells that the sheets of a workbook may span; the largest sheet spans half of them.
const MOST_CELLS: u64 = 1 << 25;
const MOST_SHEETS: usize = 4096;

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// A container that is read.
struct Container<'b> {
    bytes: &'b [u8],
    sector: usize,
    /// The sector behind each sector.
    next: Vec<u32>,
}

impl<'b> Container<'b> {
    fn new(bytes: &'b [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut container = Self { bytes, sector, next: Vec::new() };
        let most = bytes.len() / sector + 1;
        let mut tables: Vec<u32> = (0..109).filter_map(|i| u32_at(bytes, 76 + 4 * i)).collect();
        let mut more = u32_at(bytes, 68)?;
        while more < NO_SECTOR {
            let list = container.sector(more)?;
            tables.extend((0..list.len() / 4 - 1).filter_map(|i| u32_at(list, 4 * i)));
            more = u32_at(list, list.len() - 4)?;
            if tables.len() > most + 109 {
                return None;
            }
        }
        for table in tables.into_iter().filter(|id| *id < NO_SECTOR) {
            let entries = container.sector(table)?;
            container.next.extend((0..entries.len() / 4).filter_map(|i| u32_at(entries, 4 * i)));
        }
        Some(container)
    }

    /// A sector; the last of a file may be cut short.
    fn sector(&self, id: u32) -> Option<&'b [u8]> {
        let start = (id as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = start.checked_add(self.sector)?.min(self.bytes.len());
        self.bytes.get(start..end).filter(|sector| sector.len() >= 4)
    }

    /// The bytes of a chain of sectors, which may not bite its tail.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut at = start;
        for _ in 0..=self.next.len() {
            if at >= NO_SECTOR {
                return Some(bytes);
            }
            bytes.extend_from_slice(self.sector(at)?);
            at = *self.next.get(at as usize)?;
        }
        None
    }

    /// The stream of a workbook.
    fn workbook(&self) -> Option<Vec<u8>> {
        let directory = self.chain(u32_at(self.bytes, 48)?)?;
        let named = |entry: &&[u8], name: &str| {
            let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            entry.len() == 128 && entry[..64].to_ascii_lowercase().starts_with(&wide)
        };
        let entries = || directory.chunks(128);
        let entry = entries().find(|e| named(e, "workbook")).or_else(|| entries().find(|e| named(e, "book")))?;
        let (start, size) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
        if size >= SMALL_STREAM {
            let mut stream = self.chain(start)?;
            (stream.len() >= size).then_some(())?;
            stream.truncate(size);
            return Some(stream);
        }
        let small = self.chain(u32_at(entries().next()?, 116)?)?;
        let next = self.chain(u32_at(self.bytes, 60)?)?;
        let mut stream = Vec::new();
        let mut at = start;
        while stream.len() < size {
            let from = (at as usize).checked_mul(SMALL_SECTOR)?;
            stream.extend_from_slice(small.get(from..from + SMALL_SECTOR)?);
            at = u32_at(&next, 4 * at as usize)?;
        }
        stream.truncate(size);
        Some(stream)
    }
}

/// An XLS workbook in a container that can do no harm.
///
/// # Errors
/// If there is no workbook in it, or its cells are further apart than those of a sheet can be.
pub(super) fn clean_workbook(bytes: &[u8]) -> Result<Vec<u8>, Fault> {
    let mut stream = Container::new(bytes).and_then(|container| container.workbook()).ok_or(Fault::Damaged)?;
    let mut sheets = Vec::new();
    each_record(&stream, 0, |kind, at, data| {
        if kind == 0x0085 {
            sheets.extend(u32_at(data, 0));
        }
        kind != 0x000A || at == 0
    });
    let (mut claims, mut spanned) = (Vec::new(), 0);
    for start in sheets.iter().take(MOST_SHEETS) {
        let (mut last, mut any) = ((0, 0), false);
        let mut depth = 0_usize;
        each_record(&stream, *start as usize, |kind, at, data| {
            match kind {
                0x0809 => depth += 1,
                0x000A => depth = depth.saturating_sub(1),
                0x0200 => claims.push((at, data.len())),
                0x0006 | 0x00BD | 0x00D6 | 0x00FD | 0x0203..=0x0205 | 0x027E => {
                    let column = if kind == 0x00BD { data.len().saturating_sub(2) } else { 2 };
                    if let Some((row, column)) = u16_at(data, 0).zip(u16_at(data, column)) {
                        last = (last.0.max(row), last.1.max(column));
                        any = true;
                    }
                }
                _ => {}
            }
            kind != 0x000A || depth > 0
        });
        if any {
            spanned += (u64::from(last.0) + 1) * (u64::from(last.1) + 1);
        }
    }
    if spanned > MOST_CELLS || sheets.len() > MOST_SHEETS {
        return Err(Fault::TooMuch);
    }
    for (at, length) in claims {
        stream[at..at + length].fill(0);
    }
    Ok(contain(stream))
}

/// Calls `take` with the kind, the place and the data of each record from `start` on, until it says no.
fn each_record(stream: &[u8], start: usize, mut take: impl FnMut(u16, usize, &[u8]) -> bool) {
    let mut at = start;
    while let Some((kind, length)) = u16_at(stream, at).zip(u16_at(stream, at.saturating_add(2))) {
        let Some(data) = stream.get(at + 4..at + 4 + usize::from(length)) else { return };
        if !take(kind, at + 4, data) {
            return;
        }
        at += 4 + usize::from(length);
    }
}

/// A container with one stream, `Workbook`, in sectors of 4096 bytes.
fn contain(mut stream: Vec<u8>) -> Vec<u8> {
    const SECTOR: usize = 4096;
    let size = stream.len().max(SMALL_STREAM);
    stream.resize(size.next_multiple_of(SECTOR), 0);
    let data = stream.len() / SECTOR;
    // The stream, one sector of directory, and the table that names the sector behind each: so many sectors of it.
    let tables = (data + 2).div_ceil(SECTOR / 4 - 1);
    let number = |n: usize| u32::try_from(n).unwrap_or(END_OF_CHAIN).to_le_bytes();
    let mut header = vec![0; SECTOR];
    header[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    for (at, value) in [(24, 0x3E_u16), (26, 4), (28, 0xFFFE), (30, 12), (32, 6)] {
        header[at..at + 2].copy_from_slice(&value.to_le_bytes());
    }
    for (at, value) in [(40, number(1)), (44, number(tables)), (48, number(data)), (56, number(SMALL_STREAM))] {
        header[at..at + 4].copy_from_slice(&value);
    }
    for at in [60, 68] {
        header[at..at + 4].copy_from_slice(&END_OF_CHAIN.to_le_bytes());
    }
    for i in 0..109 {
        let id = if i < tables { number(data + 1 + i) } else { [0xFF; 4] };
        header[76 + 4 * i..80 + 4 * i].copy_from_slice(&id);
    }
    let mut directory = vec![0; SECTOR];
    for (at, name, kind, length) in [(0, "Root Entry", 5, 0), (128, "Workbook", 2, size)] {
        let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
        let entry = &mut directory[at..at + 128];
        entry[..wide.len()].copy_from_slice(&wide);
        entry[64..66].copy_from_slice(&u16::try_from(wide.len()).unwrap_or(64).to_le_bytes());
        entry[66] = kind;
        entry[68..80].fill(0xFF);
        entry[120..128].copy_from_slice(&(length as u64).to_le_bytes());
    }
    let mut next = Vec::with_capacity(tables * SECTOR);
    (1..data).for_each(|id| next.extend(number(id)));
    next.extend([END_OF_CHAIN.to_le_bytes(), END_OF_CHAIN.to_le_bytes()].concat());
    (0..tables).for_each(|_| next.extend(0xFFFF_FFFD_u32.to_le_bytes()));
    next.resize(tables * SECTOR, 0xFF);
    [header, stream, directory, next].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOOK: &[u8] = include_bytes!("../../tests/fixtures/calls.xls");

    #[test]
    fn a_stream_comes_out_of_its_new_container_as_it_went_in() {
        for size in [10, 5000, 4096 * 1100] {
            let stream: Vec<u8> = (0..size).map(|i| u8::try_from(i % 251).unwrap()).collect();
            let held = contain(stream.clone());
            let mut found = Container::new(&held).and_then(|c| c.workbook()).unwrap();
            found.truncate(size);
            assert_eq!(found, stream);
        }
    }

    #[test]
    fn a_chain_that_bites_its_tail_is_damage() {
        assert!(clean_workbook(BOOK).is_ok());
        let mut bytes = BOOK.to_vec();
        let table = (u32_at(&bytes, 76).unwrap() as usize + 1) * 512;
        let directory = u32_at(&bytes, 48).unwrap();
        bytes[table + 4 * directory as usize..][..4].copy_from_slice(&directory.to_le_bytes());
        assert_eq!(clean_workbook(&bytes), Err(Fault::Damaged));
    }

    #[test]
    fn cells_in_far_corners_are_too_much() {
        let mut bytes = BOOK.to_vec();
        // The row and the column of a number cell.
        let number = bytes.windows(4).rposition(|w| w[..2] == [0xFD, 0x00] && w[2..] == [10, 0]).unwrap();
        bytes[number + 4..number + 8].fill(0xFF);
        assert_eq!(clean_workbook(&bytes), Err(Fault::TooMuch));
    }

    #[test]
    fn any_cut_of_a_workbook_is_told() {
        for cut in (0..BOOK.len()).step_by(97) {
            let _either = clean_workbook(&BOOK[..cut]);
        }
    }
}
