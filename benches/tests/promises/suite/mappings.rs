//! The mappings of this process, and what the kernel was asked to do with them.

use core::ops::Range;
use std::fs;

use super::os;

/// One mapping.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mapping {
    range: Range<usize>,
    /// Whether core dumps leave it out.
    pub(crate) is_left_out: bool,
}

/// Takes back all wishes that pages be wiped in children: the next child gets a copy of everything.
///
/// But for the states of the vDSO, which are wiped whatever one asks for: the kernel deals with copies of machines there.
pub(crate) fn copy_all_to_children() {
    wiped().iter().for_each(|mapping| os::copy_to_children(&mapping.range));
    assert!(wiped().is_empty(), "pages that are still wiped in children");
}

/// The mappings that children get as zeros because somebody asked for it.
pub(crate) fn wiped() -> Vec<Mapping> {
    let mut found = Vec::new();
    let mut range = 0..0;
    for line in fs::read_to_string("/proc/self/smaps").unwrap().lines() {
        if let Some(flags) = line.strip_prefix("VmFlags:") {
            let has = |name| flags.split_whitespace().any(|flag| flag == name);
            if has("wf") && !has("dp") {
                found.push(Mapping { range: range.clone(), is_left_out: has("dd") });
            }
        } else if let Some((start, end)) = line.split(' ').next().and_then(|r| r.split_once('-')) {
            let parse = |text| usize::from_str_radix(text, 16).ok();
            if let (Some(start), Some(end)) = (parse(start), parse(end)) {
                range = start..end;
            }
        }
    }
    found
}
