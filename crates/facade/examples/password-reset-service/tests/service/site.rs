//! A service with one account, an outbox and a clock that stands still.

use core::{
    error::Error,
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};
use std::sync::{
    Arc,
    mpsc::{Receiver, Sender, channel},
};

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, StatusCode, header},
};
use password_reset_service::{Mailer, Service, Store, app};
use tempfile::TempDir;
use tower::ServiceExt;
use wellspring::{SecretUrl, UnixTime};

pub(crate) const ANN: &str = "ann@example.com";
pub(crate) const PASSWORD: &str = "correct horse battery staple";

pub(crate) struct Site {
    app: Router,
    outbox: Receiver<(String, String)>,
    time: Arc<AtomicU64>,
    pub(crate) folder: TempDir,
}

pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

struct Outbox(Sender<(String, String)>);

impl Mailer for Outbox {
    fn send_link(&self, to: &str, link: &SecretUrl) -> Result<(), Box<dyn Error + Send + Sync>> {
        Ok(self.0.send((to.to_owned(), link.expose_secret().to_owned()))?)
    }
}

impl Site {
    pub(crate) fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(folder.path().join("db")).unwrap();
        store.add_account(ANN).unwrap();
        let (sender, outbox) = channel();
        let time = Arc::new(AtomicU64::new(1_750_000_000));
        let clock = {
            let time = Arc::clone(&time);
            move || UnixTime::from(time.load(Ordering::SeqCst))
        };
        let service = Service::new(store, Outbox(sender), "https://example.com/", clock).unwrap();
        Self { app: app(service), outbox, time, folder }
    }

    /// A second handle on the same service, for requests at the same time.
    pub(crate) fn app(&self) -> Router {
        self.app.clone()
    }

    pub(crate) fn wait(&self, seconds: u64) {
        self.time.fetch_add(seconds, Ordering::SeqCst);
    }

    pub(crate) async fn get(&self, path: &str, cookie: &str) -> Answer {
        let request = Request::get(path).header(header::COOKIE, cookie).body(Body::empty());
        send(self.app(), request.unwrap()).await
    }

    pub(crate) async fn post(&self, path: &str, form: &str, cookie: &str) -> Answer {
        send(self.app(), post(path, form, cookie)).await
    }

    /// Asks for a link and takes its token out of the mail.
    pub(crate) async fn forget(&self) -> String {
        self.post("/forgot", "email=ann%40example.com", "").await;
        self.next_mail()
    }

    pub(crate) fn next_mail(&self) -> String {
        let (to, link) = self.outbox.recv_timeout(Duration::from_secs(20)).expect("a mail");
        assert_eq!(to, ANN);
        link.strip_prefix("https://example.com/reset?token=").expect("the link").to_owned()
    }

    pub(crate) fn has_mail(&self) -> bool {
        self.outbox.try_recv().is_ok()
    }

    pub(crate) async fn reset(&self, token: &str, password: &str) -> Answer {
        self.post("/reset", &reset_form(token, password), "").await
    }

    /// Logs in and returns the cookie, as a browser would send it.
    pub(crate) async fn log_in(&self, password: &str) -> Result<String, Answer> {
        let answer = self.post("/login", &login_form(password), "").await;
        answer.cookie().ok_or(answer)
    }

    /// Whether the cookie is that of a session.
    pub(crate) async fn knows(&self, cookie: &str) -> bool {
        let answer = self.get("/", cookie).await;
        assert!(answer.status == StatusCode::OK || answer.headers[header::LOCATION] == "/login");
        answer.body.contains(ANN)
    }
}

impl Answer {
    /// The cookie that it sets, as a browser would send it.
    pub(crate) fn cookie(&self) -> Option<String> {
        let cookie = self.headers.get(header::SET_COOKIE)?.to_str().unwrap();
        cookie.split(';').next().map(str::to_owned)
    }
}

pub(crate) fn login_form(password: &str) -> String {
    format!("email={ANN}&password={}", password.replace(' ', "+"))
}

pub(crate) fn reset_form(token: &str, password: &str) -> String {
    format!("token={token}&password={}", password.replace(' ', "+"))
}

pub(crate) fn post(path: &str, form: &str, cookie: &str) -> Request<Body> {
    Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::COOKIE, cookie)
        .body(Body::from(form.to_owned()))
        .unwrap()
}

pub(crate) async fn send(app: Router, request: Request<Body>) -> Answer {
    let (parts, body) = app.oneshot(request).await.unwrap().into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let body = String::from_utf8(body.to_vec()).unwrap();
    Answer { status: parts.status, headers: parts.headers, body }
}
