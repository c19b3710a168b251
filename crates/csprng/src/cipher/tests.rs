//! Known answers of the standards, through the functions that the generators call.

extern crate std;
use std::{vec, vec::Vec};

use super::*;

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> = hex.bytes().filter(u8::is_ascii_hexdigit).collect();
    let byte = |pair: &[u8]| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap();
    digits.chunks(2).map(byte).collect()
}

fn key(hex: &str) -> [u8; KEY] {
    bytes(hex).try_into().unwrap()
}

/// SP 800-38A, F.5.5 (CTR-AES256.Encrypt): the output blocks, which are the key stream.
#[test]
fn aes_is_that_of_sp_800_38a() {
    let key = key("603deb1015ca71be2b73aef0857d7781 1f352c073b6108d72d9810a30914dff4");
    let counter = bytes("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff").try_into().unwrap();
    let expected = bytes(
        "0bdf7df1591716335e9a8b15c860c502 5a6e699d536119065433863c8f657b94 \
         1bc12c9c01610d5d0d8bd6a3378eca62 2956e1c8693536b1bee99c73a31576b6",
    );
    let mut dest = [0; 64];
    aes256_ctr(&key, counter, &mut dest);
    assert_eq!(dest[..], expected);
    let mut control = [0; 64];
    aes256_ctr(&key, [0; 16], &mut control);
    assert_ne!(control[..], expected, "negative control: another counter");
}

/// RFC 8439, A.1: test vectors 1, 2 (blocks 0 and 1 of zeros) and 3 (a key that ends in 1, block 1).
#[test]
fn chacha_is_that_of_rfc_8439() {
    let first = bytes(
        "76b8e0ada0f13d90405d6ae55386bd28 bdd219b8a08ded1aa836efcc8b770dc7 \
         da41597c5157488d7724e03fb8d84a37 6a43b8f41518a11cc387b669b2ee6586",
    );
    let second = bytes(
        "9f07e7be5551387a98ba977c732d080d cb0f29a048e3656912c6533e32ee7aed \
         29b721769ce64e43d57133b074d839d5 31ed1f28510afb45ace10a1f4b794d6f",
    );
    let mut dest = [0; 128];
    chacha20(&[0; KEY], [0; 8], 0, &mut dest);
    assert_eq!((&dest[..64], &dest[64..]), (&first[..], &second[..]));
    let mut one = [0; KEY];
    one[KEY - 1] = 1;
    let mut dest = [0; 64];
    chacha20(&one, [0; 8], 1, &mut dest);
    let third = bytes(
        "3aeb5224ecf849929b9d828db1ced4dd 832025e8018b8160b82284f3c949aa5a \
         8eca00bbb4a73bdad192b5c42f73f2fd 4e273644c8b36125a64addeb006c13a0",
    );
    assert_eq!(dest[..], third);
}

/// A.1, test vector 5: the nonce is the last 64 bits of RFC 8439's.
#[test]
fn the_nonce_is_the_end_of_the_rfcs() {
    let expected = bytes(
        "c2c64d378cd536374ae204b9ef933fcd 1a8b2288b3dfa49672ab765b54ee27c7 \
         8a970e0e955c14f3a88e741b97c286f7 5f8fc299e8148362fa198a39531bed6d",
    );
    let mut dest = [0; 64];
    chacha20(&[0; KEY], [0, 0, 0, 0, 0, 0, 0, 2], 0, &mut dest);
    assert_eq!(dest[..], expected);
}

/// Of both ciphers, at all lengths: a longer request begins with the shorter one, and nothing beyond it is written.
#[test]
fn a_stream_is_cut_anywhere() {
    for cipher in [Cipher::Aes256, Cipher::ChaCha20] {
        let mut long = [0; 700];
        cipher.stream(&[7; KEY], &mut long);
        let step = if cfg!(miri) { 97 } else { 1 };
        for len in (0..600).step_by(step) {
            let mut dest = vec![0xA5; len + 9];
            cipher.stream(&[7; KEY], &mut dest[..len]);
            assert_eq!(dest[..len], long[..len], "{cipher:?}, {len}");
            assert_eq!(dest[len..], [0xA5; 9], "{cipher:?}, {len}");
        }
    }
}

/// At the end of a part and in it, the blocks are those of AES with their counters.
#[test]
fn parts_follow_one_another() {
    use aes::cipher::{BlockCipherEncrypt, KeyInit};

    const PART: usize = 64;
    let mut dest = [0; PART + 40];
    aes256_in_parts(&[3; KEY], PART, &mut dest);
    let aes = Aes256::new(&[3; KEY].into());
    let block = |counter: u128| {
        let mut block = aes::Block::from(counter.to_be_bytes());
        aes.encrypt_block(&mut block);
        <[u8; 16]>::from(block)
    };
    assert_eq!((&dest[..16], &dest[48..64]), (&block(0)[..], &block(3)[..]));
    assert_eq!(dest[64..80], block(1 << 64));
    assert_eq!(dest[96..], block((1 << 64) + 2)[..8]);
}

#[test]
fn the_faster_one_is_found() {
    let expected = if aes::hardware_accelerated() { Cipher::Aes256 } else { Cipher::ChaCha20 };
    assert_eq!(Cipher::detect(), expected);
}
