//! The auxiliary vector: what the kernel told this process when the program was started (getauxval(3)).

use super::calls::{File, auxiliary_vector};
use crate::Error;

/// The value that the kernel gave for `tag`; `None` where it gave none or where it cannot be asked.
///
/// The file comes first: an emulator or a debugger that cannot run the vDSO shows a file without it
/// (valgrind does), and passes prctl on to the kernel, which shows it. Without `/proc` or a file descriptor
/// to spare prctl answers, since Linux 6.4.
pub(crate) fn auxv(tag: usize) -> Option<usize> {
    let mut words = [0; 128];
    let bytes = from_file(&mut words).or_else(|_| auxiliary_vector(&mut words)).ok()?;
    let length = bytes.min(size_of_val(&words)) >> size_of::<usize>().trailing_zeros();
    find(words.get(..length)?, tag)
}

fn from_file(words: &mut [usize]) -> Result<usize, Error> {
    let file = File::open(c"/proc/self/auxv")?;
    let mut bytes = 0;
    for word in words {
        // A word at a time keeps the bytes aligned without a second buffer; it is done once.
        let mut memory = [0; size_of::<usize>()];
        if file.read(&mut memory)? != memory.len() {
            break;
        }
        *word = usize::from_ne_bytes(memory);
        bytes += memory.len();
    }
    if bytes == 0 { Err(Error::UNEXPECTED) } else { Ok(bytes) }
}

/// Pairs of a tag and its value; the tag 0 ends them.
fn find(words: &[usize], tag: usize) -> Option<usize> {
    for pair in words.chunks_exact(2) {
        match *pair {
            [0, _] => return None,
            [found, value] if found == tag => return Some(value),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{auxv, find};

    #[test]
    fn finds_the_page_size_and_nothing_else() {
        const AT_PAGESZ: usize = 6;
        assert!(auxv(AT_PAGESZ).is_some_and(|size| size >= 4096 && size.is_power_of_two()));
        assert_eq!(auxv(usize::MAX), None);
    }

    #[test]
    fn stops_at_the_end() {
        let words = [6, 4096, 33, 7, 0, 0, 9, 1, 5];
        assert_eq!(find(&words, 33), Some(7));
        assert_eq!(find(&words, 0), None);
        assert_eq!(find(&words, 9), None, "behind the end");
        assert_eq!(find(&words[..3], 33), None, "half a pair");
    }
}
