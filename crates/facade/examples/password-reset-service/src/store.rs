//! Accounts and tokens in SQLite.
//!
//! Each call opens a connection of its own, as each process of a larger service would: what is promised here is promised by
//! the database, not by a lock in this program. A busy service keeps its connections in a pool.

use core::time::Duration;
use std::path::PathBuf;

use rusqlite::{
    Connection, OptionalExtension, Result, Row, TransactionBehavior, params, types::Type,
};
use wellspring::{Selector, StoredToken, UnixTime, VerifiedToken};

const SCHEMA: &str = "
    CREATE TABLE IF NOT EXISTS accounts (
        id       INTEGER PRIMARY KEY,
        email    TEXT NOT NULL UNIQUE COLLATE NOCASE,
        password TEXT
    ) STRICT;
    CREATE TABLE IF NOT EXISTS tokens (
        selector BLOB PRIMARY KEY,
        digest   BLOB NOT NULL,
        purpose  TEXT NOT NULL,
        expires  INTEGER NOT NULL,
        account  INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS tokens_of_account ON tokens (account);
    CREATE INDEX IF NOT EXISTS tokens_by_expiry ON tokens (expires);
";

/// The database file.
#[derive(Clone, Debug)]
pub struct Store {
    path: PathBuf,
}

/// An account as a login sees it.
#[derive(Debug)]
pub(crate) struct Account {
    pub(crate) id: i64,
    /// As it was registered, which is where mail goes: another address may only look the same.
    pub(crate) email: String,
    /// The hash; none until a password is set for the first time.
    pub(crate) password: Option<String>,
}

impl Store {
    /// Opens the file, or makes it.
    ///
    /// # Errors
    ///
    /// If SQLite cannot.
    pub fn open(path: impl Into<PathBuf>) -> Result<Self> {
        let store = Self { path: path.into() };
        let connection = store.connect()?;
        // Readers do not wait for a writer; it stays with the file.
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.execute_batch(SCHEMA)?;
        Ok(store)
    }

    /// Makes an account without a password, unless there is one of that address. Its owner asks for a link to set one.
    ///
    /// # Errors
    ///
    /// If SQLite cannot.
    pub fn add_account(&self, email: &str) -> Result<()> {
        let sql = "INSERT INTO accounts (email) VALUES (?1) ON CONFLICT DO NOTHING";
        self.connect()?.execute(sql, [email]).map(|_| ())
    }

    pub(crate) fn account(&self, email: &str) -> Result<Option<Account>> {
        let sql = "SELECT id, email, password FROM accounts WHERE email = ?1";
        let account = |row: &Row<'_>| {
            Ok(Account { id: row.get(0)?, email: row.get(1)?, password: row.get(2)? })
        };
        self.connect()?.query_row(sql, [email], account).optional()
    }

    /// Whose token it is; nobody's if it has been deleted.
    pub(crate) fn email(&self, token: VerifiedToken) -> Result<Option<String>> {
        let sql = "SELECT email FROM accounts JOIN tokens ON account = id WHERE selector = ?1";
        let selector = token.selector();
        self.connect()?.query_row(sql, [selector.as_bytes()], |row| row.get(0)).optional()
    }

    /// Keeps a token of the account, and takes the opportunity to forget those that have expired; `false` if the account has
    /// got another password since it was read.
    ///
    /// A login that compares the old password while a new one is set would otherwise leave a session behind that nobody ends.
    pub(crate) fn insert_token(
        &self,
        token: &StoredToken,
        account: &Account,
        now: UnixTime,
    ) -> Result<bool> {
        let connection = self.connect()?;
        connection.execute("DELETE FROM tokens WHERE expires <= ?1", [integer(now)])?;
        let inserted = connection.execute(
            "INSERT INTO tokens (selector, digest, purpose, expires, account)
             SELECT ?1, ?2, ?3, ?4, id FROM accounts WHERE id = ?5 AND password IS ?6",
            params![
                token.selector().as_bytes(),
                token.digest().as_bytes(),
                token.purpose(),
                integer(token.expires()),
                account.id,
                account.password,
            ],
        )?;
        Ok(inserted == 1)
    }

    /// The row of a token that is not verified yet.
    pub(crate) fn token(&self, selector: Selector) -> Result<Option<StoredToken>> {
        let sql = "SELECT selector, digest, purpose, expires FROM tokens WHERE selector = ?1";
        self.connect()?.query_row(sql, [selector.as_bytes()], stored).optional()
    }

    /// Ends a session.
    pub(crate) fn delete_token(&self, token: VerifiedToken) -> Result<()> {
        let sql = "DELETE FROM tokens WHERE selector = ?1";
        self.connect()?.execute(sql, [token.selector().as_bytes()]).map(|_| ())
    }

    /// Sets a password with a token, which is used up by that; `false` if it was already.
    ///
    /// Of requests at the same time one deletes the row, and only that one goes on. In the same transaction all other tokens of
    /// the account end: whoever has a session or another link may be the reason for the new password.
    pub(crate) fn redeem(&self, token: VerifiedToken, password: &str) -> Result<bool> {
        let mut connection = self.connect()?;
        // Immediate: it waits for its turn here, and not at a statement in between.
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let sql = "DELETE FROM tokens WHERE selector = ?1 RETURNING account";
        let account: Option<i64> = transaction
            .query_row(sql, [token.selector().as_bytes()], |row| row.get(0))
            .optional()?;
        let Some(account) = account else { return Ok(false) };
        let sql = "UPDATE accounts SET password = ?1 WHERE id = ?2";
        transaction.execute(sql, params![password, account])?;
        transaction.execute("DELETE FROM tokens WHERE account = ?1", [account])?;
        transaction.commit()?;
        Ok(true)
    }

    fn connect(&self) -> Result<Connection> {
        let connection = Connection::open(&self.path)?;
        connection.busy_timeout(Duration::from_secs(10))?;
        connection.pragma_update(None, "foreign_keys", true)?;
        Ok(connection)
    }
}

/// The four columns of a token.
fn stored(row: &Row<'_>) -> Result<StoredToken> {
    let (selector, digest): ([u8; 16], [u8; 32]) = (row.get(0)?, row.get(1)?);
    let (purpose, expires): (String, i64) = (row.get(2)?, row.get(3)?);
    // A time before 1970 was long ago.
    let expires = u64::try_from(expires).unwrap_or(0);
    StoredToken::from_parts(selector, digest, &purpose, expires)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(2, Type::Text, error.into()))
}

/// SQLite's integers have a sign. What does not fit is later than anything.
fn integer(time: UnixTime) -> i64 {
    i64::try_from(time.as_secs()).unwrap_or(i64::MAX)
}
