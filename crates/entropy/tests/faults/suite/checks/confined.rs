//! No file may be opened and no file is there: the system call and the vDSO need none.

use core::time::Duration;
use std::{env, fs, fs::File, process};

use wellspring_entropy::System;

use crate::suite::{
    Form,
    os::{
        self,
        confine::{change_root, no_files},
        process::{Ended, in_child},
    },
    report::{Outcome, Row},
    source::has_zero_run,
};

pub(crate) fn check(_: Form) -> Outcome {
    if !os::may_change_root() {
        return Err("only root may change the root of the file system".into());
    }
    let empty = env::temp_dir().join(format!("wellspring-faults-{}", process::id()));
    fs::create_dir(&empty).unwrap();
    let rows =
        [("RLIMIT_NOFILE 0", true, false), ("an empty root", false, true), ("both", true, true)]
            .map(|(name, files, root)| {
                let confined = |work: fn() -> bool| {
                    in_child(Duration::from_secs(5), || {
                        if root {
                            change_root(&empty);
                        }
                        if files {
                            no_files();
                        }
                        i32::from(!work())
                    })
                };
                let (found, naive) =
                    (confined(draws), confined(|| File::open("/dev/urandom").is_ok()));
                Row {
                    test: name.into(),
                    figure: if found == Ended::Exit(0) { "right bytes" } else { "no bytes" }.into(),
                    good: found == Ended::Exit(0),
                    demand: "right bytes".into(),
                    control: format!(
                        "/dev/urandom {}",
                        if naive == Ended::Exit(1) { "cannot be opened" } else { "opened" }
                    ),
                    fired: naive == Ended::Exit(1),
                }
            });
    fs::remove_dir(&empty).unwrap();
    Ok(rows.into())
}

fn draws() -> bool {
    [16, 240, 4096, 100_000].into_iter().all(|size| {
        let mut dest = vec![0; size];
        // Of 100 000 bytes eight in a row are zeros with a chance of 2^-47.
        System.try_fill(&mut dest).is_ok() && !has_zero_run(&dest)
    })
}
