//! A reader of ELF images in memory that finds one function by name and version.
//!
//! It sees one slice, trusts nothing in it and knows no pointers: a wrong offset is a `None`. It reads 64-bit
//! images of this machine's byte order, which is what a vDSO is wherever one has getrandom.
//!
//! Sources: the System V gABI, chapters 4 and 5, for headers, symbols and the two ways in which the number of
//! symbols is told (`DT_HASH`; the GNU hash table, for linkers that leave `DT_HASH` out); the LSB Core
//! Specification, 10.7, for versions. s390x writes the words of `DT_HASH` in 64 bits (its ELF supplement).
//!
//! A name without its version would be enough today. The kernel's rule for users of the vDSO
//! (Documentation/ABI/stable/vdso) asks for both: a function that changes its contract keeps its name and gets a
//! new version.
#![forbid(unsafe_code)]

use super::Symbol;

/// A slice that starts with an ELF header.
pub(super) struct Image<'a> {
    bytes: &'a [u8],
}

/// What the dynamic section says: offsets into the image.
#[derive(Default)]
struct Dynamic {
    hash: Option<usize>,
    gnu_hash: Option<usize>,
    strings: usize,
    symbols: usize,
    versions: usize,
    definitions: usize,
}

const PT_LOAD: u32 = 1;
const PT_DYNAMIC: u32 = 2;
const EXECUTABLE: u32 = 1;

impl<'a> Image<'a> {
    /// `None` unless this is the image of a 64-bit shared object for `machine` in this byte order.
    pub(super) fn new(bytes: &'a [u8], machine: u16) -> Option<Self> {
        const ELFCLASS64: u8 = 2;
        const ET_DYN: u16 = 3;
        let order = if cfg!(target_endian = "big") { 2 } else { 1 };
        let image = Self { bytes };
        let [0x7F, b'E', b'L', b'F', ELFCLASS64, found, ..] = *bytes else {
            return None;
        };
        let fits = found == order && image.u16(16)? == ET_DYN && image.u16(18)? == machine;
        fits.then_some(image)
    }

    /// How many bytes the image takes in memory, as its program headers say; `None` unless its first byte is loaded at 0,
    /// so that an address in it is an offset into the slice.
    pub(super) fn extent(&self) -> Option<usize> {
        let mut end = None;
        for at in self.segments()?.filter(|&at| self.u32(at) == Some(PT_LOAD)) {
            let (in_file, in_memory) = (self.word(at + 8)?, self.word(at + 16)?);
            if end.is_none() && (in_file, in_memory) != (0, 0) {
                return None;
            }
            end = end.max(Some(in_memory.checked_add(self.word(at + 40)?)?));
        }
        end
    }

    /// The offset of the function that `symbol` names.
    pub(super) fn function(&self, symbol: &Symbol) -> Option<usize> {
        let dynamic = self.dynamic()?;
        let version = self.version(&dynamic, symbol.version)?;
        for index in 1..self.symbol_count(&dynamic)? {
            let at = dynamic.symbols.checked_add(index.checked_mul(24)?)?;
            // The top bit marks a version that is not the default one of its name.
            // Read first: an offset that is in the image can be added to.
            let name = usize::try_from(self.u32(at)?).ok()?;
            let of = self.u16(dynamic.versions.checked_add(index << 1)?)? & 0x7FFF;
            if of == version && self.is_exported_function(at)? {
                let name = dynamic.strings.checked_add(name)?;
                if self.is_string(name, symbol.name) {
                    return self.executable(self.word(at + 8)?);
                }
            }
        }
        None
    }

    fn is_exported_function(&self, at: usize) -> Option<bool> {
        const STT_FUNC: u8 = 2;
        const STB_GLOBAL: u8 = 1;
        const STB_WEAK: u8 = 2;
        let [info] = self.take(at + 4)?;
        let defined = self.u16(at + 6)? != 0;
        Some(defined && info & 0xF == STT_FUNC && [STB_GLOBAL, STB_WEAK].contains(&(info >> 4)))
    }

    /// `offset`, if it is in code.
    fn executable(&self, offset: usize) -> Option<usize> {
        self.segments()?.find_map(|at| {
            let code = self.u32(at)? == PT_LOAD && self.u32(at + 4)? & EXECUTABLE != 0;
            let start = self.word(at + 16)?;
            let inside = offset >= start && offset - start < self.word(at + 40)?;
            (code && inside && offset < self.bytes.len()).then_some(offset)
        })
    }

    /// Where the program headers are.
    fn segments(&self) -> Option<impl Iterator<Item = usize>> {
        const SIZE: u16 = 56;
        let (start, size, count) = (self.word(32)?, self.u16(54)?, self.u16(56)?);
        if size != SIZE || start > self.bytes.len() {
            return None;
        }
        Some((0..usize::from(count)).map(move |index| start + index * usize::from(SIZE)))
    }

    fn dynamic(&self) -> Option<Dynamic> {
        let header = self.segments()?.find(|&at| self.u32(at) == Some(PT_DYNAMIC))?;
        let (start, size) = (self.word(header + 16)?, self.word(header + 40)?);
        let section = self.bytes.get(start..start.checked_add(size)?)?;
        let mut found = Dynamic::default();
        for entry in section.chunks_exact(16) {
            let entry = Image { bytes: entry };
            let value = entry.word(8)?;
            match entry.word(0)? {
                0 => break,
                4 => found.hash = Some(value),
                5 => found.strings = value,
                6 => found.symbols = value,
                0x6FFF_FEF5 => found.gnu_hash = Some(value),
                0x6FFF_FFF0 => found.versions = value,
                0x6FFF_FFFC => found.definitions = value,
                _ => {}
            }
        }
        let whole = [found.strings, found.symbols, found.versions, found.definitions];
        (!whole.contains(&0)).then_some(found)
    }

    /// The index of the version that has this name, from the list of definitions.
    fn version(&self, dynamic: &Dynamic, name: &[u8]) -> Option<u16> {
        let mut at = dynamic.definitions;
        // The list ends in a step of 0; steps are positive, so it cannot be longer than the image.
        loop {
            let auxiliary =
                at.checked_add(usize::try_from(self.u32(at.checked_add(12)?)?).ok()?)?;
            let string = usize::try_from(self.u32(auxiliary)?).ok()?;
            if self.is_string(dynamic.strings.checked_add(string)?, name) {
                return Some(self.u16(at.checked_add(4)?)? & 0x7FFF);
            }
            match usize::try_from(self.u32(at.checked_add(16)?)?).ok()? {
                0 => return None,
                step => at = at.checked_add(step)?,
            }
        }
    }

    fn symbol_count(&self, dynamic: &Dynamic) -> Option<usize> {
        let count = match (dynamic.hash, dynamic.gnu_hash) {
            (Some(at), _) if cfg!(target_arch = "s390x") => self.word(at.checked_add(8)?)?,
            (Some(at), _) => usize::try_from(self.u32(at.checked_add(4)?)?).ok()?,
            (None, Some(at)) => self.gnu_count(at)?,
            (None, None) => return None,
        };
        // More than fit into the image would be a lie.
        (count <= self.bytes.len()).then_some(count)
    }

    /// One more than the last symbol of the last chain: a chain ends in an odd word.
    fn gnu_count(&self, at: usize) -> Option<usize> {
        let header = |index: usize| usize::try_from(self.u32(at.checked_add(index << 2)?)?).ok();
        let (buckets, first, bloom) = (header(0)?, header(1)?, header(2)?);
        let start = at.checked_add(16)?.checked_add(bloom.checked_mul(8)?)?;
        let words = self.bytes.get(start..)?;
        let word = |index: usize| Image { bytes: words }.u32(index.checked_mul(4)?);
        let mut last = 0;
        for bucket in 0..buckets {
            last = last.max(usize::try_from(word(bucket)?).ok()?);
        }
        if last < first {
            return Some(first);
        }
        while word(buckets.checked_add(last - first)?)? & 1 == 0 {
            last += 1;
        }
        last.checked_add(1)
    }

    /// Whether `expected` and a NUL stand at `at`.
    fn is_string(&self, at: usize, expected: &[u8]) -> bool {
        let rest = self.bytes.get(at..).and_then(|rest| rest.strip_prefix(expected));
        rest.is_some_and(|rest| rest.first() == Some(&0))
    }

    fn take<const N: usize>(&self, at: usize) -> Option<[u8; N]> {
        self.bytes.get(at..)?.first_chunk().copied()
    }

    fn u16(&self, at: usize) -> Option<u16> {
        self.take(at).map(u16::from_ne_bytes)
    }

    fn u32(&self, at: usize) -> Option<u32> {
        self.take(at).map(u32::from_ne_bytes)
    }

    fn word(&self, at: usize) -> Option<usize> {
        self.take(at).map(u64::from_ne_bytes).and_then(|word| usize::try_from(word).ok())
    }
}

#[cfg(test)]
mod tests;
