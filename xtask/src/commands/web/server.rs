//! A server of one folder for this machine alone: enough for a browser to look at the page.

use core::net::{Ipv4Addr, SocketAddr};
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::thread;

use crate::commands::Outcome;

/// Serves until the process is ended.
pub(super) fn forever(dir: &Path, port: u16) -> Outcome {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
    println!("http://{}/ serves {}; Ctrl-C ends it", listener.local_addr()?, dir.display());
    serve(&listener, dir);
    Ok(String::new())
}

/// Serves on a free port from another thread, until the process ends.
pub(super) fn aside(dir: PathBuf) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let address = listener.local_addr()?;
    thread::spawn(move || serve(&listener, &dir));
    Ok(address)
}

/// A browser that went away is no reason to stop.
fn serve(listener: &TcpListener, dir: &Path) {
    for stream in listener.incoming().flatten() {
        let dir = dir.to_path_buf();
        thread::spawn(move || answer(&stream, &dir));
    }
}

fn answer(mut stream: &TcpStream, dir: &Path) -> io::Result<()> {
    /// More than any browser sends for a page.
    const LONGEST: u64 = 64 * 1024;
    let mut lines = BufReader::new(stream.take(LONGEST)).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // The headers are read so that the browser is not cut off while it sends them.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let (status, kind, body) = response(&request, dir);
    let length = body.len();
    write!(
        stream,
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{HEADERS}\r\n"
    )?;
    if !request.starts_with("HEAD ") {
        stream.write_all(&body)?;
    }
    stream.flush()
}

/// What a `meta` element cannot say, and what keeps a browser from guessing.
const HEADERS: &str = "Content-Security-Policy: frame-ancestors 'none'\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-store\r\nConnection: close\r\n";

/// Status, type and body for the first line of a request.
fn response(request: &str, dir: &Path) -> (&'static str, &'static str, Vec<u8>) {
    const TEXT: &str = "text/plain; charset=utf-8";
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    if !["GET", "HEAD"].contains(&method) {
        return ("405 Method Not Allowed", TEXT, b"GET and HEAD alone\n".to_vec());
    }
    let path = target.split(['?', '#']).next().unwrap_or("");
    let name = path.strip_prefix('/').unwrap_or("");
    let name = if name.is_empty() { "index.html" } else { name };
    // The folder has no folders: a name with anything but these characters is no file of it.
    let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b));
    let body = if plain && !name.starts_with('.') { fs::read(dir.join(name)).ok() } else { None };
    match body {
        Some(body) => ("200 OK", kind(name), body),
        None => ("404 Not Found", TEXT, b"no such file\n".to_vec()),
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commands::Workspace;

    fn page() -> PathBuf {
        Workspace::find().root.join("crates/web/page")
    }

    #[test]
    fn files_come_with_their_type() {
        for (request, kind) in [
            ("GET / HTTP/1.1", "text/html; charset=utf-8"),
            ("GET /style.css?x=/../y HTTP/1.1", "text/css; charset=utf-8"),
            ("HEAD /page.js HTTP/1.0", "text/javascript; charset=utf-8"),
        ] {
            let (status, found, body) = response(request, &page());
            assert_eq!((status, found), ("200 OK", kind), "{request}");
            assert!(!body.is_empty());
        }
    }

    #[test]
    fn nothing_outside_of_the_folder_is_read() {
        for target in ["/../Cargo.toml", "//etc/passwd", "/..", "/.", "/%2e%2e/README.md", "/x", ""]
        {
            let (status, ..) = response(&format!("GET {target} HTTP/1.1"), &page().join("."));
            let expected = if target.is_empty() { "200 OK" } else { "404 Not Found" };
            assert_eq!(status, expected, "{target}");
        }
    }

    #[test]
    fn nothing_is_taken() {
        assert_eq!(response("POST / HTTP/1.1", &page()).0, "405 Method Not Allowed");
        assert_eq!(response("", &page()).0, "405 Method Not Allowed");
    }

    #[test]
    fn a_browser_gets_an_answer() -> io::Result<()> {
        let mut stream = TcpStream::connect(aside(page())?)?;
        stream.write_all(b"GET /icon.svg HTTP/1.1\r\nHost: x\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\nContent-Type: image/svg+xml\r\n"));
        assert!(answer.contains("frame-ancestors 'none'") && answer.ends_with("</svg>\n"));
        Ok(())
    }
}
