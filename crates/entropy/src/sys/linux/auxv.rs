//! The auxiliary vector: what the kernel told this process when the program was started (getauxval(3)).

use super::calls::{File, auxiliary_vector};
use crate::Error;

/// The value that the kernel gave for `tag`; `None` where it gave none or where it cannot be asked.
///
/// The file comes first: an emulator or a debugger that cannot run the vDSO shows a file without it
/// (valgrind does), and passes prctl on to the kernel, which shows it. Without `/proc` or a file descriptor
/// to spare prctl answers, since Linux 6.4.
pub(crate) fn auxv(tag: usize) -> Option<usize> {
    let mut vector = [0; 128 * WORD];
    let length = read_file(&mut vector).or_else(|_| auxiliary_vector(&mut vector)).ok()?;
    find(vector.get(..length).unwrap_or(&vector), tag)
}

const WORD: usize = size_of::<usize>();

fn read_file(vector: &mut [u8]) -> Result<usize, Error> {
    // One read gives all of it (proc_pid_auxv(5)).
    let length = File::open(c"/proc/self/auxv")?.read(vector)?;
    if length == 0 { Err(Error::UNEXPECTED) } else { Ok(length) }
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
    fn stops_at_the_end() {
        let words = [6_usize, 4096, 33, 7, 0, 0, 9, 1, 5].map(usize::to_ne_bytes);
        let vector = words.as_flattened();
        assert_eq!(find(vector, 33), Some(7));
        assert_eq!(find(vector, 0), None);
        assert_eq!(find(vector, 9), None, "behind the end");
        assert_eq!(find(&vector[..4 * WORD - 1], 33), None, "half a pair");
    }
}
