//! `wellspring totp`: the URI, the secret, and a QR code that a decoder reads.

use serde_json::Value;

use crate::{done, printed, text, wellspring};

/// Reads a drawing as a camera would: eight pixels a module, light where something is drawn.
pub(crate) fn scanned(drawing: &str) -> String {
    const SCALE: usize = 8;
    let code = drawing.lines().filter(|line| line.contains('█') || line.contains('▀'));
    let rows: Vec<Vec<bool>> = code
        .flat_map(|line| {
            let of = |light: [char; 2]| line.chars().map(|c| light.contains(&c)).collect();
            [of(['█', '▀']), of(['█', '▄'])]
        })
        .collect();
    let (width, height) = (rows[0].len() * SCALE, rows.len() * SCALE);
    let light = |x: usize, y: usize| if rows[y / SCALE][x / SCALE] { 255 } else { 0 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, light);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code is found in\n{drawing}");
    grids[0].decode().expect("it is decoded").1
}

#[test]
fn the_code_reads_as_the_uri_below_it() {
    for more in [
        &[][..],
        &["--issuer", "Example & Co", "--algorithm", "sha512", "--digits", "8", "--period", "60"],
        &["--counter", "0", "--bytes", "16"],
    ] {
        let output = text(&done(&[&["totp", "-a", "ann@example.com", "--qr"], more].concat(), b""));
        let uri = output.lines().last().unwrap();
        assert!(uri.starts_with("otpauth://"), "{uri}");
        assert_eq!(scanned(&output), uri);
        assert!(!output.contains('\u{1b}'), "no colours but on a terminal");
    }
}

#[test]
fn without_a_terminal_there_is_the_uri_alone() {
    let uri = &printed(&["totp", "-a", "ann", "-i", "Ex"])[0];
    assert!(uri.starts_with("otpauth://totp/Ex:ann?secret="), "{uri}");
    assert!(uri.ends_with("&issuer=Ex&algorithm=SHA1&digits=6&period=30"), "{uri}");
    let secret = &printed(&["totp", "-a", "ann", "--secret"])[0];
    assert_eq!(secret.len(), 32);
    assert!(secret.bytes().all(|c| matches!(c, b'A'..=b'Z' | b'2'..=b'7')));
    let object: Value =
        serde_json::from_slice(&done(&["totp", "-a", "ann", "--json"], b"")).unwrap();
    assert!(object["value"].as_str().unwrap().contains(object["secret"].as_str().unwrap()));
}

#[test]
fn names_that_a_uri_cannot_have_are_refused() {
    for arguments in [
        &["totp", "-a", "a:b"][..],
        &["totp", "-a", ""],
        &["totp", "-a", "x", "-i", "a:b"],
        &["totp"],
    ] {
        assert_eq!(wellspring(arguments, b"").status.code(), Some(2), "{arguments:?}");
    }
}

#[test]
fn a_name_that_is_too_long_is_told_the_limit() {
    let (long, longest) = ("x".repeat(257), "x".repeat(256));
    for (account, issuer, words) in [
        (long.as_str(), "", "--account: it has 257 bytes in UTF-8, at most 256 are allowed"),
        ("x", &long, "--issuer: it has 257 bytes in UTF-8, at most 256 are allowed"),
        ("", "", "--account: it is empty or has a colon"),
        ("x", "a:b", "--issuer: it is empty or has a colon"),
    ] {
        let output = wellspring(&["totp", "-a", account, "-i", issuer], b"");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(printed(&["totp", "-a", &longest, "-i", &longest]).len(), 1);
}

#[test]
fn the_hash_function_is_named_in_any_case() {
    for (name, written) in [
        ("sha256", "algorithm=SHA256"),
        ("SHA256", "algorithm=SHA256"),
        ("Sha512", "algorithm=SHA512"),
        ("SHA1", "algorithm=SHA1&"),
    ] {
        let uri = &printed(&["totp", "-a", "ann", "--algorithm", name])[0];
        assert!(uri.contains(written), "{name}: {uri}");
    }
    assert_eq!(
        wellspring(&["totp", "-a", "ann", "--algorithm", "md5"], b"").status.code(),
        Some(2)
    );
}
