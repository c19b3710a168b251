//! Those that stand on C libraries.

use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};

use super::{Generator, Handle, IsSend};

pub(super) fn all() -> Vec<Generator> {
    let handle = Handle {
        is_send: Some(IsSend::<SystemRandom>::HOLDS),
        clone_repeats: Some(|| {
            let rng = SystemRandom::new();
            let [mut of_clone, mut of_original] = [[0; 16]; 2];
            rng.clone().fill(&mut of_clone).unwrap();
            rng.fill(&mut of_original).unwrap();
            of_clone == of_original
        }),
        debug: || format!("{:?}", SystemRandom::new()),
    };
    let with = |name, fill, handle| Generator { name, column: name, fill, handle, interval: None };
    vec![with("aws-lc-rs", from_aws_lc, Some(handle)), with("openssl", from_openssl, None)]
}

/// Those whose version is not in Cargo.lock.
pub(super) fn versions() -> String {
    format!("{}\n", openssl::version::version())
}

fn from_aws_lc(dest: &mut [u8]) -> Result<(), String> {
    aws_lc_rs::rand::fill(dest).map_err(|error| error.to_string())
}

fn from_openssl(dest: &mut [u8]) -> Result<(), String> {
    openssl::rand::rand_bytes(dest).map_err(|error| error.to_string())
}
