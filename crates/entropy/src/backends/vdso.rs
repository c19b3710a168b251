//! Linux: getrandom from the vDSO.

use crate::{Backend, Error, backends::Syscall};

/// Linux's getrandom without entering the kernel.
#[derive(Clone, Copy, Debug, Default)]
pub struct Vdso;

impl Backend for Vdso {
    fn try_fill(&self, dest: &mut [u8]) -> Result<(), Error> {
        Syscall.try_fill(dest)
    }

    fn name(&self) -> &'static str {
        "vDSO getrandom"
    }
}
