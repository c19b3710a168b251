//! The auxiliary vector: what the kernel told this process when the program was started (getauxval(3)).

use super::calls::{File, auxiliary_vector};
use crate::Error;

/// The value that the kernel gave for `tag`, of no use as an address; `None` where it gave none or cannot be asked.
#[allow(dead_code, reason = "AArch64 alone asks for the processor's features")]
pub(crate) fn auxv(tag: usize) -> Option<usize> {
    match Trusted::read() {
        Ok(vector) => vector.get(tag),
        // Before Linux 6.4 there is the file alone.
        Err(_) => Vector::of_file().ok()?.get(tag),
    }
}

/// The vector from the kernel itself, which a file that somebody put into `/proc` cannot change: an address in a forged
/// file would be called.
///
/// The file can only take a value back. That is what an emulator or a debugger does that cannot run the vDSO: valgrind
/// shows its programs a file without it, and passes prctl on. Without `/proc` or a file descriptor to spare the
/// kernel's answer stands.
pub(super) struct Trusted {
    kernel: Vector,
    file: Option<Vector>,
}

impl Trusted {
    pub(super) fn read() -> Result<Self, Error> {
        Ok(Self { kernel: Vector::of_kernel()?, file: Vector::of_file().ok() })
    }

    pub(super) fn get(&self, tag: usize) -> Option<usize> {
        let agrees = |value| self.file.as_ref().is_none_or(|file| file.get(tag) == Some(value));
        self.kernel.get(tag).filter(|&value| agrees(value))
    }
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

    fn get(&self, tag: usize) -> Option<usize> {
        find(self.memory.get(..self.length).unwrap_or(&self.memory), tag)
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
    use super::{Trusted, Vector, WORD, auxv, find};

    #[test]
    fn finds_the_page_size_and_nothing_else() {
        const AT_PAGESZ: usize = 6;
        assert!(auxv(AT_PAGESZ).is_some_and(|size| size >= 4096 && size.is_power_of_two()));
        assert_eq!(auxv(usize::MAX), None);
    }

    #[test]
    fn a_file_can_take_an_address_back_and_not_give_another() {
        let vector = |tag: usize, value: usize| {
            let words = [tag, value].map(usize::to_ne_bytes);
            let fill = |memory: &mut [u8]| {
                memory[..2 * WORD].copy_from_slice(words.as_flattened());
                Ok(2 * WORD)
            };
            Vector::filled(fill).unwrap()
        };
        let address = |kernel, file| Trusted { kernel, file }.get(33);
        assert_eq!(address(vector(33, 0x7000), None), Some(0x7000));
        assert_eq!(address(vector(33, 0x7000), Some(vector(33, 0x7000))), Some(0x7000));
        assert_eq!(address(vector(33, 0x7000), Some(vector(33, 0x6660))), None, "forged");
        assert_eq!(address(vector(33, 0x7000), Some(vector(6, 4096))), None, "hidden");
        assert_eq!(address(vector(6, 4096), Some(vector(33, 0x6660))), None, "made up");
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
