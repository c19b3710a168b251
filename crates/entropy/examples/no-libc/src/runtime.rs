//! What a C library would bring: the entry point, the way out, and the functions that compilers call by themselves.

use core::{arch::global_asm, panic::PanicInfo};

// The kernel starts a process with the number of its arguments at the top of the stack, which is aligned to 16
// bytes (x86-64 psABI, 3.4.1, "Initial Stack and Register State"; the others do the same); `call` pushes a return
// address there, as a function expects. `leave` is exit_group(2) with the status where the first argument is.
#[cfg(target_arch = "x86_64")]
global_asm!(
    ".globl _start",
    "_start: mov rdi, [rsp]",
    "call {start}",
    ".globl leave",
    "leave: mov eax, 231",
    "syscall",
    start = sym start,
);

#[cfg(target_arch = "aarch64")]
global_asm!(
    ".globl _start",
    "_start: ldr x0, [sp]",
    "bl {start}",
    ".globl leave",
    "leave: mov x8, #94",
    "svc #0",
    start = sym start,
);

#[cfg(target_arch = "riscv64")]
global_asm!(
    ".globl _start",
    "_start: ld a0, 0(sp)",
    "call {start}",
    ".globl leave",
    "leave: li a7, 94",
    "ecall",
    start = sym start,
);

// SAFETY: the code above, with the C calling convention; it reads one argument and does not return.
unsafe extern "C" {
    safe fn leave(status: u32) -> !;
}

extern "C" fn start(words: usize) -> ! {
    leave(crate::main(words).into())
}

/// Nothing in this program panics; if something did, it would end with the status that Rust programs have then.
#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    leave(101)
}

/// Named in the unwinding tables of `core`, which was compiled to unwind; never called.
// SAFETY: no other definition of this name is linked, as no standard library is.
#[unsafe(no_mangle)]
extern "C" fn rust_eh_personality() {}

/// What compilers call for copies, fills and comparisons of slices. Byte by byte through volatile accesses, in
/// which no compiler sees the function that it would call.
mod memory {
    use core::ffi::c_int;

    /// # Safety
    ///
    /// As in C: `to` and `from` are valid for `len` bytes.
    // SAFETY: no C library is linked, so this is the only definition, of the type that the C standard gives it.
    #[unsafe(no_mangle)]
    unsafe extern "C" fn memcpy(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
        for index in 0..len {
            // SAFETY: `index` is below `len`, for which the caller vouches.
            let byte = unsafe { from.add(index).read_volatile() };
            // SAFETY: the same.
            unsafe { to.add(index).write_volatile(byte) };
        }
        to
    }

    /// # Safety
    ///
    /// As in C: `to` and `from` are valid for `len` bytes, and may overlap.
    // SAFETY: as for `memcpy`.
    #[unsafe(no_mangle)]
    unsafe extern "C" fn memmove(to: *mut u8, from: *const u8, len: usize) -> *mut u8 {
        if to.addr() <= from.addr() {
            // SAFETY: passed on; upwards, each byte is read before it is overwritten.
            return unsafe { memcpy(to, from, len) };
        }
        for index in (0..len).rev() {
            // SAFETY: as in `memcpy`.
            let byte = unsafe { from.add(index).read_volatile() };
            // SAFETY: as in `memcpy`.
            unsafe { to.add(index).write_volatile(byte) };
        }
        to
    }

    /// # Safety
    ///
    /// As in C: `to` is valid for `len` bytes.
    // SAFETY: as for `memcpy`.
    #[unsafe(no_mangle)]
    unsafe extern "C" fn memset(to: *mut u8, value: c_int, len: usize) -> *mut u8 {
        let [byte, ..] = value.to_le_bytes();
        for index in 0..len {
            // SAFETY: as in `memcpy`.
            unsafe { to.add(index).write_volatile(byte) };
        }
        to
    }

    /// # Safety
    ///
    /// As in C: `left` and `right` are valid for `len` bytes.
    // SAFETY: as for `memcpy`.
    #[unsafe(no_mangle)]
    unsafe extern "C" fn memcmp(left: *const u8, right: *const u8, len: usize) -> c_int {
        for index in 0..len {
            // SAFETY: as in `memcpy`.
            let a = unsafe { left.add(index).read_volatile() };
            // SAFETY: as in `memcpy`.
            let b = unsafe { right.add(index).read_volatile() };
            if a != b {
                return c_int::from(a) - c_int::from(b);
            }
        }
        0
    }

    /// # Safety
    ///
    /// As `memcmp`.
    // SAFETY: as for `memcpy`.
    #[unsafe(no_mangle)]
    unsafe extern "C" fn bcmp(left: *const u8, right: *const u8, len: usize) -> c_int {
        // SAFETY: passed on.
        unsafe { memcmp(left, right, len) }
    }
}
