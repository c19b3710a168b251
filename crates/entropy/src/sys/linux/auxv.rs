//! The auxiliary vector: what the kernel told this process when the program was started (getauxval(3)).

use super::calls::{File, auxiliary_vector};
use crate::Error;

/// The value that the kernel gave for `tag`, of no use as an address; `None` where it gave none or cannot be asked.
#[allow(dead_code, reason = "AArch64 alone asks for the processor's features")]
pub(crate) fn auxv(tag: usize) -> Option<usize> {
    match Vector::of_kernel() {
        Ok(_) => trusted(tag),
        // Before Linux 6.4 there is the file alone.
        Err(_) => find(Vector::of_file().ok()?.bytes(), tag),
    }
}

/// The same from the kernel itself, which a file that somebody put into `/proc` cannot change: an address in a forged
/// file would be called.
///
/// The file can only take it back. That is what an emulator or a debugger does that cannot run the vDSO: valgrind shows
/// its programs a file without it, and passes prctl on. Without `/proc` or a file descriptor to spare the
/// kernel's answer stands.
pub(super) fn trusted(tag: usize) -> Option<usize> {
    let (kernel, file) = (Vector::of_kernel().ok()?, Vector::of_file().ok());
    agreed(kernel.bytes(), file.as_ref().map(Vector::bytes), tag)
}

fn agreed(kernel: &[u8], file: Option<&[u8]>, tag: usize) -> Option<usize> {
    find(kernel, tag).filter(|&value| file.is_none_or(|file| find(file, tag) == Some(value)))
}

const WORD: usize = size_of::<usize>();

/// More than any kernel gives; what does not fit is not looked at.
struct Vector {
    memory: [u8; 128 * WORD],
    length: usize,
}

impl Vector {
    fn of_kernel() -> Result<Self, Error> {
        Self::filled(auxiliary_vector)
    }

    /// One read gives all of it (proc_pid_auxv(5)).
    fn of_file() -> Result<Self, Error> {
        let file = File::open(c"/proc/self/auxv")?;
        Self::filled(|memory| file.read(memory))
    }

    fn filled(fill: impl FnOnce(&mut [u8]) -> Result<usize, Error>) -> Result<Self, Error> {
        let mut memory = [0; 128 * WORD];
        match fill(&mut memory)? {
            0 => Err(Error::UNEXPECTED),
            length => Ok(Self { memory, length }),
        }
    }

    fn bytes(&self) -> &[u8] {
        self.memory.get(..self.length).unwrap_or(&self.memory)
    }
}

/// Pairs of a tag and its value; the tag 0 ends them.
fn find(vector: &[u8], tag: usize) -> Option<usize> {
    for pair in vector.chunks_exact(2 * WORD) {
        let (found, value) = pair.split_first_chunk::<WORD>()?;
        match usize::from_ne_bytes(*found) {
            0 => return None,
            found if found == tag => return value.first_chunk().map(|v| usize::from_ne_bytes(*v)),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{WORD, auxv, find};

    #[test]
    fn finds_the_page_size_and_nothing_else() {
        const AT_PAGESZ: usize = 6;
        assert!(auxv(AT_PAGESZ).is_some_and(|size| size >= 4096 && size.is_power_of_two()));
        assert_eq!(auxv(usize::MAX), None);
    }

    #[test]
    fn a_file_can_take_an_address_back_and_not_give_another() {
        let vector = |tag: usize, value: usize| [tag, value].map(usize::to_ne_bytes);
        let (kernel, forged, hidden) = (vector(33, 0x7000), vector(33, 0x6660), vector(6, 4096));
        let agreed = |file: Option<&[u8]>| super::agreed(kernel.as_flattened(), file, 33);
        assert_eq!(agreed(None), Some(0x7000));
        assert_eq!(agreed(Some(kernel.as_flattened())), Some(0x7000));
        assert_eq!(agreed(Some(forged.as_flattened())), None);
        assert_eq!(agreed(Some(hidden.as_flattened())), None);
        assert_eq!(super::agreed(&[], Some(forged.as_flattened()), 33), None);
    }

    #[test]
    fn stops_at_the_end() {
        let words = [6_usize, 4096, 33, 7, 0, 0, 9, 1, 5].map(usize::to_ne_bytes);
        let vector = words.as_flattened();
        assert_eq!(find(vector, 33), Some(7));
        assert_eq!(find(vector, 0), None);
        assert_eq!(find(vector, 9), None, "behind the end");
        assert_eq!(find(&vector[..4 * WORD - 1], 33), None, "half a pair");
    }
}
