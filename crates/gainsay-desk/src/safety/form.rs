//! Forms that only our own pages can have sent.

use super::Session;
use crate::desk::Desk;
use crate::trouble::Trouble;
use axum::extract::{Form, FromRequest, FromRequestParts, Request};

/// The fields of a form that carries the sign of the session it was shown to.
pub(crate) struct Signed(Vec<(String, String)>);

impl Signed {
    /// A field as it was filled in, without white space around it; `None` where it is empty or not there.
    pub fn get<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// All fields of this name that were filled in.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        let fields = self.0.iter().filter(move |(key, _)| key == name);
        fields.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// A field that has to be filled in.
    pub fn need<'a>(&'a self, name: &'a str, what: &str) -> Result<&'a str, Trouble> {
        self.get(name).ok_or_else(|| Trouble::wrong(format!("{what} is missing")))
    }
}

impl FromRequest<Desk> for Signed {
    type Rejection = Trouble;

    async fn from_request(request: Request, desk: &Desk) -> Result<Self, Trouble> {
        let (mut parts, body) = request.into_parts();
        let session = Session::from_request_parts(&mut parts, desk).await?;
        let fields =
            Form::<Vec<(String, String)>>::from_request(Request::from_parts(parts, body), desk).await;
        let Form(fields) = fields.map_err(|error| {
            let mut trouble = Trouble::wrong(error.body_text());
            trouble.status = error.status();
            trouble
        })?;
        let sign = fields.iter().find(|(name, _)| name == "sign").map(|(_, sign)| sign.as_str());
        signed(desk, &session, sign)?;
        Ok(Self(fields))
    }
}

/// Whether this sign is of this session.
pub(crate) fn signed(desk: &Desk, session: &Session, sign: Option<&str>) -> Result<(), Trouble> {
    if sign.is_some_and(|sign| session.has_signed(desk, sign)) {
        return Ok(());
    }
    Err(Trouble::refused("this form is of another session; load its page again and send it from there"))
}
